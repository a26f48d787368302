import { describe, expect, it } from "vitest";
import { loadTemplates } from "../../../src/render/templates/load.ts";
import { ownSources, placed, problemsOf } from "../../support/templates.ts";

describe("the lint of templates", () => {
  it("finds nothing in Hadrian's own", () => {
    expect(loadTemplates(ownSources).problems.map(placed)).toEqual([]);
  });

  it.each<[string, string[]]>([
    // Fits.
    ["SELECT {{sql a}}, {{name b}}, {{num c}};\n", []],
    ["-- {{note a}} {{sql a}} {{num c}} {{word d}}\n", []],
    ["PRINT N'{{word a}} {{num c}}';\n", []],
    ["/* {{word a}} */\n", []],
    ["SELECT -{{num a}};\n", []],
    ["SET SAFETY {{keyword a}};\n", []],
    ["IN ({{#each a}}{{#unless @first}}, {{/unless}}{{sql this}}{{/each}})\n", []],
    ["EXEC (N'SELECT 1\n  FROM t');\n", []],
    // Does not.
    ["SELECT '{{sql a}}';\n", ["H04 1:9"]],
    ["SELECT N'x {{name a}}';\n", ["H04 1:12"]],
    ["SELECT [{{name a}}];\n", ["H04 1:9"]],
    ["SELECT {{word a}};\n", ["H04 1:8"]],
    ["SELECT {{note a}};\n", ["H04 1:8"]],
    ["/* {{note a}} */\n", ["H04 1:4"]],
    ["SELECT {{ps a}};\n", ["H04 1:8"]],
    ["SELECT {{a}};\n", ["H04 1:8"]],
    ["SELECT {{concat a b}};\n", ["H04 1:8"]],
    // A quote between two tags is seen.
    ["SELECT N'{{#if a}}x{{/if}}{{sql b}}';\n", ["H04 1:27"]],
    ["SELECT N{{sql a}};\n", ["H04 1:9"]],
    ["SELECT {{sql a}}N'x';\n", ["H04 1:17"]],
    ["SELECT {{sql a}}{{sql b}};\n", ["H04 1:17"]],
    ["SELECT {{#each a}}{{sql this}}{{/each}};\n", ["H04 1:19"]],
    ["SELECT {{name a}}]x];\n", ["H04 1:18"]],
    // Strings and comments end where their part ends.
    ["SELECT 'x{{#if a}}'{{/if}};\n", ["H05 1:10"]],
    ["/* {{#if a}}*/{{/if}} x\n", ["H05 1:4"]],
    ["SELECT 'x{{word a}}\ny';\n", ["H05 1:20"]],
    ["SELECT 'x\n", ["H05 1:8", "H05 2:1"]],
    ["{{#each a}}'{{/each}}\n", ["H05 1:1", "H05 1:12"]],
    // sqlcmd.
    ["SELECT '$(x)';\n", ["H12 1:9"]],
    ["/*\nGO\n*/\n", ["H12 2:1"]],
    ["EXEC (N'a\n  exit');\n", ["H12 2:3"]],
    [":r other.sql\n", ["H12 1:1"]],
    ["GO\n", []],
  ])("%j", (source, problems) => {
    expect(problemsOf(source)).toEqual(problems);
  });

  it.each<[string, string[]]>([
    ["$a = {{ps a}}; $n = {{num b}}\n", []],
    ["# {{psNote a}}\n", []],
    ["'{{word a}}'\n", []],
    ['"{{num a}} $b"\n', []],
    ["$a = '{{ps a}}'\n", ["H04 1:7"]],
    ["$a = \u2018{{ps a}}\u2019\n", ["H04 1:7"]],
    ['"{{word a}}"\n', ["H04 1:2"]],
    ["$a = {{sql a}}\n", ["H04 1:6"]],
    ["$a = {{psNote a}}\n", ["H04 1:6"]],
    ["<# {{psNote a}} #>\n", ["H04 1:4"]],
    ["a#b {{ps c}}\n", []],
    ["$a = @'\nx\n'@\n", ["H05 1:6"]],
    ['"$(Get-Date)"\n', ["H05 1:1"]],
    ["`'{{ps a}}\n", ["H04 1:3"]],
  ])("in PowerShell: %j", (source, problems) => {
    expect(problemsOf(source, "powershell/network")).toEqual(problems);
  });

  it.each<[string, string[]]>([
    ["{{md a}} {{code b}}\n```\n{{line c}}\n{{picture d}}\n```\n", []],
    ["{{line a}}\n", ["H04 1:1"]],
    ["```\n{{md a}}\n```\n", ["H04 2:1"]],
    ["`{{code a}}`\n", ["H04 1:2"]],
    ["```\nx\n", ["H05 3:1"]],
    ["{{sql a}}\n", ["H04 1:1"]],
  ])("in Markdown: %j", (source, problems) => {
    expect(problemsOf(source, "runbook/runbook")).toEqual(problems);
  });

  it("looks into partials from where they are called", () => {
    expect(problemsOf("SELECT '{{> part}}';\n", "tsql/seed", { part: "{{sql a}}" })).toEqual(["H04 part 1:1"]);
    expect(problemsOf("SELECT {{> part}};\n", "tsql/seed", { part: "{{sql a}}" })).toEqual([]);
    expect(problemsOf("{{> part}}{{sql a}}\n", "tsql/seed", { part: "'" })).toEqual([
      "H04 1:11",
      "H05 1:20",
      "H05 2:1",
    ]);
  });

  it("refuses partials that there are not, or without end", () => {
    expect(problemsOf("x\n{{> prat}}\n", "tsql/seed", { part: "" })).toEqual(["H09 2:1"]);
    expect(problemsOf("{{> a}}\n", "tsql/seed", { a: "{{> b}}", b: "\n{{#if x}}{{> a}}{{/if}}" })).toEqual([
      "H09 b 2:10",
    ]);
    expect(problemsOf("{{> a}}\n", "tsql/seed", { a: "{{> a}}" })).toEqual(["H09 a 1:1"]);
    const chain = Object.fromEntries(
      Array.from({ length: 900 }, (_, n) => [`p${n}`, n === 899 ? "" : `{{> p${n + 1}}}`]),
    );
    const before = process.cpuUsage();
    expect(problemsOf("{{> p0}}\n", "tsql/seed", chain)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^H09/)]),
    );
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(1_000_000);
    const doubling = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`p${n}`, n === 39 ? "" : `{{> p${n + 1}}}{{> p${n + 1}}}`]),
    );
    expect(problemsOf("{{> p0}}\n", "tsql/seed", doubling).length).toBeGreaterThan(0);
  });
});
