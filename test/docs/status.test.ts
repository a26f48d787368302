import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileCase, okCases, ROOT } from "../support/fixtures.ts";

/** Codes of the table, each in a code span at a row's beginning. */
const documented = [...readFileSync(join(ROOT, "docs", "status.md"), "utf8").matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(
  ([, cell = ""]) => [...cell.matchAll(/`([A-Z]+)`/g)].map(([, code]) => code ?? ""),
);

/** What a row of the result set has for its code: the text after a severity, or the first one selected. */
const CODE =
  /(?:(?:END|NULL|N'(?:PASS|WARN|FAIL)')(?: THEN N'WARN' END)?,\s+|SELECT (?:N'(?:PASS|WARN|FAIL)', )?|VALUES \(N'WARN', )(?!N'(?:PASS|WARN|FAIL)')N'([A-Z]+)', (?=n\.|x\.|v\.|database_name|N')/g;

describe("docs/status.md", () => {
  const written = new Set(
    okCases.flatMap((name) =>
      compileCase(name)
        .artifacts.filter(({ path }) => path.endsWith(".status.sql"))
        .flatMap(({ bytes }) => [...Buffer.from(bytes).toString("utf8").matchAll(CODE)].map(([, code]) => code ?? "")),
    ),
  );

  it("has every code that a status script writes, and no other", () => {
    expect(documented.toSorted()).toEqual([...written].toSorted());
  });
});
