import { inject } from "vitest";

/** Whether the .NET oracles can run here; `describe.skipIf(!hasOracles)`. Always true in CI. */
export const hasOracles: boolean = inject("hasOracles");
