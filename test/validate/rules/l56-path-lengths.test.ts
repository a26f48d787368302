import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileCase, okCases, ROOT } from "../../support/fixtures.ts";
import { alone, breaks, chat, type Edit, keeps, plain } from "../../support/rules.ts";

/** A folder of so many characters that begins like this. */
const folder = (start: string, length: number): string => start + "x".repeat(length - start.length);
const share = (length: number, mark = ""): Edit => [
  String.raw`share: \\fs1.contoso.com\logship`,
  `share: ${mark}${folder(String.raw`\\fs1\ls`, length)}`,
];
const to = (length: number, mark = ""): Edit => [
  String.raw`copy: { to: 'D:\LogShip' }`,
  `copy: { to: ${mark}'${folder("D:\\", length)}' }`,
];
const seed = (length: number, mark = ""): Edit => [
  String.raw`seedShare: \\fs1.contoso.com\seed`,
  `seedShare: ${mark}${folder(String.raw`\\fs1\ls`, length)}`,
];

// Sales_20260301120000.trn: 24 characters, and the separator.
keeps("L56", "a copy of 259 characters", plain, [to(234)]);
breaks("L56", "a copy of 260 characters", plain, [to(235, "✗")]);
keeps("L56", "a log backup of 259 characters", plain, [share(234)]);
breaks("L56", "a log backup of 260 characters", plain, [share(235, "✗")]);
// Sales.mirror-seed-log.bak: 25 characters.
keeps("L56", "the mirror's seed of 259 characters", plain, [seed(233)]);
breaks("L56", "the mirror's seed of 260 characters", plain, [seed(234, "✗")]);
breaks("L56", "a folder of the primary's own", alone, [
  ["      backup:\n", `      backup:\n        localPath: ✗'${folder("D:\\", 235)}'\n`],
]);
breaks("L56", "another path of the share", alone, [
  ["sqlc.contoso.com,", "sqlc.contoso.com, os: linux,"],
  [String.raw`copy: { to: 'D:\LogShip' }`, `copy: { from: ✗${folder("/mnt/", 235)}, to: ✗${folder("/var/", 235)} }`],
]);
breaks("L56", "the share of the secondary's own mirror", plain, [
  [String.raw`seedShare: '\\fs2.contoso.com\seed'`, `seedShare: ✗'${folder(String.raw`\\fs2\ls`, 234)}'`],
]);
// Sales.seed-64-of-64.bak and Sales.seed-log.bak: 23 and 18 characters.
const shared = (length: number, more: string, mark = ""): Edit => [
  "  Sales:\n",
  `  Sales:\n    seed: { share: ${mark}${folder(String.raw`\\fs1\ls`, length)}${more} }\n`,
];
keeps("L56", "a shared seed in 64 files of 259 characters", alone, [shared(235, ", stripes: 64")]);
breaks("L56", "a shared seed in 64 files of 260 characters", alone, [shared(236, ", stripes: 64", "✗")]);
keeps("L56", "a shared seed whose log backup has 259 characters", alone, [shared(240, "")]);
breaks("L56", "a shared seed whose log backup has 260 characters", alone, [shared(241, "", "✗")]);
const twice = `seedShare: ${folder(String.raw`\\fs1\ls`, 245)}`;
breaks("L56", "one folder, stated as seedShare too, where the shared seed's log backup has 264 characters", plain, [
  shared(245, "", "✗"),
  [String.raw`seedShare: \\fs1.contoso.com\seed`, twice],
]);
keeps("L56", "a seedShare of a mirror that was restored before", plain, [
  seed(234),
  ["      witness: w\n", "      witness: w\n      initialize: already-restored\n"],
]);
keeps("L56", "a share for the cmdlet's backups, whose names no page gives", chat, [
  ["seedShare: \\\\fs1.contoso.com\\seed\n", `seedShare: ${folder(String.raw`\\fs1\ls`, 234)}\n`],
]);
// In a name of 70 characters the full backup's file name is cut, and the log backups' are not.
breaks("L56", "a long name in a folder that is short enough for others", alone, [
  ["  Sales:", `  ${"x".repeat(70)}:`],
  share(170, "✗"),
]);
// Of a name that files cannot carry the full backup's is the longer one: four times three characters, and .ship-seed.bak.
breaks("L56", "the secondaries' full backup", alone, [
  ["  Sales:", `  '${"%".repeat(20)}':`],
  share(185, "✗"),
  to(185),
]);

describe("the largest paths of backups", () => {
  it.each(okCases)("of %s are those that the rule knows", (name) => {
    const { plan } = compileCase(name);
    const known = /\.(?:ship-seed|mirror-seed|mirror-seed-log|seed|seed-log|seed-\d+-of-\d+)\.bak$/;
    for (const { data } of plan?.steps ?? []) {
      for (const value of Object.values(data)) {
        if (typeof value === "string" && value.endsWith(".bak")) expect(value).toMatch(known);
      }
    }
  });

  it("stand in no parameter of T-SQL that would cut them", () => {
    for (const name of ["file-list", "media-label", "restore-full"]) {
      const text = readFileSync(join(ROOT, "templates/tsql/partials", `${name}.hbs`), "utf8");
      for (const [, length] of text.matchAll(/@file nvarchar\((\d+)\)/g)) expect(Number(length)).toBeGreaterThan(259);
    }
  });
});
