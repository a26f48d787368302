import { describe, expect, it } from "vitest";
import { isPartial } from "../../../src/render/templates/language.ts";
import { loadTemplates } from "../../../src/render/templates/load.ts";
import { checkStructure } from "../../../src/render/templates/structure.ts";
import { ownSources, placed } from "../../support/templates.ts";

const { trees: own } = loadTemplates(ownSources);

/** What is said of a template once one file is changed. */
function changed(file: string, change: (source: string) => string, template = file): string[] {
  const source = ownSources.get(file) ?? "";
  const text = change(source);
  expect(text).not.toBe(source);
  const { trees, problems } = loadTemplates(new Map([...ownSources, [file, text]]));
  expect(problems).toEqual([]);
  return checkStructure(template, trees, own).map(placed);
}

const without = (piece: string) => (source: string) => source.replace(piece, "");

describe("the structure of templates", () => {
  it.each([...own.keys()].filter((name) => !isPartial(name)))("of %s is Hadrian's", (name) => {
    expect(checkStructure(name, own, own)).toEqual([]);
  });

  it.each<[string, (source: string) => string]>([
    ["tsql/seed", (source) => `-- Contoso, CHG0012345\n${source}`],
    ["tsql/seed", (source) => source.replace("DELETE FROM #hadrian_check;", "DELETE FROM #hadrian_check; PRINT N'a';")],
    [
      "tsql/seed",
      (source) => source.replace("{{> guard-end}}", "{{> guard-end}}\n{{> token stage=1}}\nPRINT N'more';\nGO\n"),
    ],
    ["tsql/partials/header", () => "/* Contoso */\n"],
    ["tsql/partials/guard-end", (source) => source.replaceAll("    ", "\t")],
    [
      "tsql/verify",
      (source) => source.replace("{{> token stage=stage path=../path}}", "-- x\n{{> token path=../path stage=stage}}"),
    ],
    ["powershell/fail-over", (source) => source.replace("{{> ps-header}}", "# Contoso\n{{> ps-header}}")],
    [
      "powershell/fail-over",
      (source) => source.replace("    Assert-NoFailure", "    Write-Host 'a'\n    Assert-NoFailure"),
    ],
    ["runbook/runbook", (source) => `${source}\nmore\n`],
  ])("of %s bears a change", (file, change) => {
    const template = isPartial(file) ? "tsql/seed" : file;
    expect(changed(file, change, template)).toEqual([]);
  });

  it.each<[string, (source: string) => string, RegExp]>([
    ["tsql/seed", without("{{> session}}"), /^H06/],
    ["tsql/seed", without("{{> guard-begin}}"), /^H06/],
    ["tsql/seed", without("{{> guard-end}}"), /^H06/],
    ["tsql/seed", without("{{> guard-primary-database}}"), /^H06/],
    [
      "tsql/seed",
      (source) => source.replace("{{> guard-begin}}", "{{#if mirrored}}\n{{> guard-begin}}\n{{/if}}"),
      /^H06/,
    ],
    ["tsql/seed", without("{{> token stage=1}}"), /^H07/],
    [
      "tsql/seed",
      (source) => source.replace("{{> token stage=2}}", "{{#if mirrored}}\n{{> token stage=2}}\n{{/if}}"),
      /^H07/,
    ],
    ["tsql/seed", (source) => source.replace("{{> token stage=2}}", "PRINT N'x';\n{{> token stage=2}}"), /^H07/],
    ["tsql/seed", (source) => source.replace("{{> token stage=2}}", "PRINT N'x';\nGO\n{{> token stage=2}}"), /^H07/],
    [
      "tsql/seed",
      (source) => source.replace("{{> guard-end}}", "{{> guard-end}}\n{{#if mirrored}}\nPRINT N'x';\nGO\n{{/if}}\n"),
      /^H07/,
    ],
    ["tsql/seed", without("{{> end stage=4}}"), /^H0[78]/],
    ["tsql/seed", (source) => source.replace("{{> end stage=4}}", "{{> end stage=1}}"), /^H08/],
    ["tsql/seed", (source) => `${source}PRINT N'x';\nGO\n`, /^H0[78]/],
    ["tsql/seed", (source) => `${source}PRINT N'x';\n`, /^H0[78]/],
    [
      "tsql/seed",
      (source) => source.replace("{{> end stage=4}}", "{{#if mirrored}}\n{{> end stage=4}}\n{{/if}}"),
      /^H08/,
    ],
    ["tsql/verify", (source) => source.replace("path=../path", "path=role"), /^H07/],
    ["tsql/partials/guard-end", without("    SET NOEXEC ON;"), /^H06 guard-end/],
    ["tsql/partials/token", without("    RETURN;"), /^H07/],
    ["tsql/partials/end", () => "GO\n", /^H0[78]/],
    ["tsql/partials/guard-names", () => "", /^H06/],
    ["powershell/fail-over", without("{{> ps-begin}}"), /^H06/],
    ["powershell/fail-over", without("{{> ps-prelude}}"), /^H06/],
    ["powershell/partials/ps-prelude", (source) => source.replace("{ exit 1 }", "{ exit 0 }"), /^H06/],
    ["powershell/fail-over", without("{{> ps-session}}"), /^H06/],
    ["powershell/fail-over", (source) => source.replaceAll("Assert-Instance", "Get-Instance"), /^H06/],
    ["powershell/fail-over", (source) => source.replace("if ($PSCmdlet.ShouldProcess(", "if ([bool] ("), /^H06/],
    ["powershell/fail-over", without("{{> ps-end}}"), /^H08/],
    ["powershell/fail-over", (source) => `${source}Write-Host 'x'\n`, /^H08/],
  ])("of %s is told when it is lost", (file, change, problem) => {
    const template = isPartial(file) ? (file.startsWith("tsql/") ? "tsql/seed" : "powershell/fail-over") : file;
    const found = changed(file, change, template);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatch(problem);
  });
});
