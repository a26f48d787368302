import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coverage, coverageDocument } from "../../src/plan/coverage.ts";
import { PAGE_STEPS } from "../../src/plan/page.ts";
import type { Plan } from "../../src/plan/types.ts";
import { compileFile, ROOT, textOf } from "../support/fixtures.ts";

function sample(): Plan {
  const { plan } = compileFile(join(ROOT, "samples", "contoso-pchat.yaml"));
  if (plan === null) throw new Error("the sample has errors");
  return plan;
}

describe("the coverage of the page", () => {
  it("has every step and note", () => {
    // 1, 2, a to f; 1 to 20 with what comes before and an Important; 1 to 22 with three; two Notes.
    expect(coverage(sample()).size).toBe(8 + 22 + 25 + 2);
    const gaps = [...coverage(sample())].filter(([, paths]) => paths.length === 0).map(([id]) => id);
    expect(gaps).toEqual([]);
  });

  it("names procedures, parameters, cmdlets, fields and headings that stand in the artifact", () => {
    const compilation = compileFile(join(ROOT, "samples", "contoso-pchat.yaml"));
    for (const [id, paths] of coverage(sample())) {
      const { where } = PAGE_STEPS[id];
      const text = paths.map((path) => textOf(compilation, path)).join("\n");
      const names =
        where.match(/@\w+|sp_\w+|Invoke-\w+|BACKUP DATABASE|RESTORE DATABASE|(?<=field: ).+|^\d\w*\. .+/g) ?? [];
      for (const name of names) expect(text, id).toContain(name);
    }
  });

  it("finds a gap when a step is taken out", () => {
    const plan = sample();
    const without = { ...plan, steps: plan.steps.filter(({ kind }) => kind !== "secondary") };
    expect(coverage(without).get("primary.16")).toEqual([]);
  });

  it("stands in docs/coverage.md as it is generated", () => {
    expect(readFileSync(join(ROOT, "docs", "coverage.md"), "utf8")).toBe(coverageDocument(sample()));
  });
});
