import type { Platform } from "../model/topology.ts";
import type { PlannedStep } from "../plan/types.ts";

/** What a step's head says as the plan has it. */
export const HEAD = [
  "path",
  "title",
  "purpose",
  "before",
  "after",
  "undo",
  "inputs",
  "role",
  "section",
  "database",
  "next",
  "duration",
  "readOnly",
  "caller",
] as const satisfies readonly (keyof PlannedStep)[];

/** Data of every step's template: what its head says. */
export interface HeaderData extends Pick<PlannedStep, (typeof HEAD)[number]> {
  /** The topology's name. */
  readonly topology: string;
  /** The topology's platform. */
  readonly platform: Platform;
  /** The steps of the product's page that it implements: `Primary 1 to 12, 20`; empty on plain SQL Server. */
  readonly page: string;
}
