import { describe, expect, it } from "vitest";
import type { Kind } from "../../src/plan/step-facts.ts";
import type {} from "../../src/plan/types.ts";
import { compileCase, okCases } from "../support/fixtures.ts";

/** Steps of the set-up that leave something which the removal takes back; of one that waits for a mirror made before there is none. */
const LEAVING: readonly Kind[] = [
  "primary-only",
  "secondary",
  "mirror-partner",
  "principal-partner",
  "mirror-monitoring",
];

describe("what takes a step back", () => {
  it.each(okCases)("of %s is a file that there is, for the same server and database", (name) => {
    const steps = compileCase(name).plan?.steps ?? [];
    const byPath = new Map(steps.map((step) => [step.path, step]));
    const named = steps.flatMap((step) =>
      step.undo.filter((line) => /^(?:setup|remove)\//.test(line)).map((path) => ({ step, file: byPath.get(path) })),
    );
    expect(named.length).toBeGreaterThan(0);
    for (const { step, file } of named) {
      expect(file, step.path).toMatchObject({ server: step.server, database: step.database });
      expect(file?.operation).not.toBe(step.operation);
    }
    for (const step of steps.filter(({ operation, kind }) => operation === "setup" && LEAVING.includes(kind)))
      expect(
        named.some((one) => one.step === step),
        step.path,
      ).toBe(true);
  });

  it("is one file for each secondary of a primary's half, and then the half's own", () => {
    const half = compileCase("shipped-only").plan?.steps.find(({ kind }) => kind === "primary-only");
    expect(half?.undo.map((path) => path.slice(path.lastIndexOf("/") + 1))).toEqual([
      "20-sql-a.Stock.forget-sql-c.sql",
      "20-sql-a.Stock.forget-sql-d.sql",
      "40-sql-a.Stock.remove-primary.sql",
    ]);
  });
});
