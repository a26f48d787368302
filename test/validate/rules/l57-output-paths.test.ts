import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { foldersOf } from "../../../src/emit/emit.ts";
import { longestPath, staged } from "../../../src/validate/rules/l57-output-paths.ts";
import { compileCase, okCases } from "../../support/fixtures.ts";
import { alone, breaks, keeps, plain } from "../../support/rules.ts";

const named = (topology: number, database: number, mark = ""): [string, string][] => [
  ["name: alone", `name: ${"n".repeat(topology)}`],
  ["  Sales:", `  ${mark}${"d".repeat(database)}:`],
];
// .<name>.hadrian-new/failover-site/04-databases/<database>/10-<id>.<database>.primary-only.sql
keeps("L57", "210 characters from the output folder on", alone, named(26, 60));
breaks("L57", "211 characters from the output folder on", alone, named(27, 60, "△"));
// …/failover-site/06-mirror/<database>/10-<id>.<database>.mirror-restore-for-<secondary>.sql
const mirrored = (topology: number, mark = ""): [string, string][] => [
  ["name: plain", `name: ${"n".repeat(topology)}`],
  ["  Sales:", `  ${mark}${"d".repeat(60)}:`],
];
keeps("L57", "210 characters for a secondary's mirror", plain, mirrored(21));
breaks("L57", "211 characters for a secondary's mirror", plain, mirrored(22, "△"));

it("measures the folder that the files are first written to", () => {
  expect(staged("alone")).toBe(basename(foldersOf("out", "alone").staged));
});

describe("the longest path", () => {
  it.each(okCases)("of %s is at least as long as any of its scripts'", (name) => {
    const { plan, topology } = compileCase(name);
    for (const database of topology?.databases ?? []) {
      const paths = plan?.steps.filter((step) => step.database === database.name).map(({ path }) => path) ?? [];
      const longest = Math.max(...paths.map((path) => `${staged(topology?.name ?? "")}/${path}`.length));
      if (topology !== null) expect(longestPath(topology, database)).toBeGreaterThanOrEqual(longest);
    }
  });
});
