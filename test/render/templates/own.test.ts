import { describe, expect, it } from "vitest";
import { overrideTemplates, ownSources, replaceable } from "../../../src/render/templates/override.ts";

/** What is said of one file of a user's: `code line:column`. */
function saidOf(name: string, text: string): string[] {
  const { diagnostics } = overrideTemplates([{ path: `${name}.hbs`, file: name, bytes: Buffer.from(text) }]);
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

describe("a user's templates", () => {
  it.each(replaceable)("%s may be what Hadrian has", (name) => {
    expect(saidOf(name, ownSources.get(name) ?? "")).toEqual([]);
  });

  it.each<[string, string[]]>([
    ["PRINT N'x';\n", []],
    ["IF @@SERVERNAME IS NULL BEGIN EXEC #hadrian_stop N'x'; SET NOEXEC ON; RETURN; END;\n", []],
    ["INSERT INTO #hadrian_check (what, expected) VALUES (N'a', N'b');\n", []],
    ["CREATE TABLE #hadrian_mine (a int);\nDROP TABLE #hadrian_mine;\n", []],
    ["-- SET NOEXEC OFF, USE, GO\nPRINT N'SET NOEXEC OFF';\n", []],
    ["SET NOEXEC OFF;\n", ["H06 1:5"]],
    ["set/**/noexec off;\n", ["H06 1:8"]],
    ["set -- x\n  NoExec\n  off;\n", ["H06 2:3"]],
    ["SET NOEXEC, PARSEONLY ON;\n", ["H06 1:5", "H06 1:13"]],
    ["SET PARSEONLY ON;\n", ["H06 1:5"]],
    ["SET FMTONLY ON;\n", ["H06 1:5"]],
    ["SET [NOEXEC] OFF;\n", ["H06 1:5"]],
    ['SET "NOEXEC" OFF;\n', ["H06 1:5"]],
    ["SET NOEXEC {{#if database}}ON{{else}}OFF{{/if}};\n", ["H06 1:5"]],
    ["USE msdb;\n", ["H06 1:1"]],
    ["PRINT N'x'\nGO\n", ["H06 2:1"]],
    ["PRINT N'x'\nGO 5\n", ["H06 2:1"]],
    ["INSERT INTO #hadrian_token VALUES (N'x', 1);\n", ["H06 1:13"]],
    ["DELETE FROM tempdb..[#hadrian_token];\n", ["H06 1:21"]],
    ["SELECT * INTO #HADRIAN_TOKEN FROM t;\n", ["H06 1:15"]],
    ["CREATE PROCEDURE #hadrian_stop AS RETURN 0;\n", ["H06 1:18"]],
    ["DROP PROC #a, dbo.#hadrian_compare;\n", ["H06 1:19"]],
    ["DROP TABLE IF EXISTS #hadrian_check;\n", ["H06 1:22"]],
    ["TRUNCATE TABLE #hadrian_check;\n", ["H06 1:16"]],
    ["UPDATE #hadrian_check SET verdict = N'PASS' WHERE verdict = N'WARN';\n", []],
    ["DROP TABLE [#Hadrian_Check ];\n", ["H06 1:12"]],
    ["DROP TABLE #mine; SELECT * FROM #hadrian_check;\n", []],
    ["DELETE FROM [#hadrian_token ];\n", ["H06 1:13"]],
    // Spellings that one collation or reader may take for the same, and another not.
    ["DELETE FROM [#ｈadrian_token];\n", ["H06 1:13"]],
    ["DELETE FROM [＃hadrian_token];\n", ["H06 1:13"]],
    ["DELETE FROM #hàdrian_token;\n", ["H06 1:13"]],
    ["DELETE FROM [#ha\u200bdrian_token];\n", ["H06 1:13"]],
    ["DELETE FROM #ha\u200bdrian_token;\n", ["H06 1:16"]],
    ["SET ＮＯＥＸＥＣ OFF;\n", ["H06 1:5"]],
    ["PRINT N'x';\u00a0PRINT N'y';\n", ["H06 1:12"]],
    ["SELECT [größe], [a\u00a0b] FROM größen; -- ä\u00a0ö\nPRINT N'＃hadrian_token \u200b';\n", []],
    // While a batch is compiled, another server is asked.
    ["SELECT * FROM OPENQUERY(other, N'SELECT 1');\n", ["H06 1:15"]],
    ["SELECT * FROM OPENROWSET(N'a', N'b', N'c');\n", ["H06 1:15"]],
    ["SELECT * FROM OPENDATASOURCE(N'a', N'b').c.d.e;\n", ["H06 1:15"]],
    ["EXEC (N'SELECT 1') AT other;\nEXEC (N'USE msdb; PRINT N''x'';');\n", []],
    // sqlcmd and lines.
    ["/*\nGO\n*/\n", ["H12 2:1"]],
    ["/* x\n  go 5 */\n", ["H12 2:3"]],
    [":r other.sql\n", ["H12 1:1"]],
    ["/*\n\u00a0GO\n*/\n", ["H12 2:2"]],
    ["/*\n\u3000\u200b\ufeffgo -- x\n*/\n", ["H12 2:4"]],
    ["/*\n \u2003:r other.sql\n*/\n", ["H12 2:3"]],
    ["/*\nGO/* x */ 5\n*/\n", ["H12 2:1"]],
    ["!! del x\n", ["H12 1:1"]],
    ["-- x\rSET NOEXEC OFF;\n", ["H05 1:5"]],
    ["-- x\u2028PRINT N'x';\n", ["H05 1:5"]],
    ["-- x\u0085PRINT N'x';\n", ["H05 1:5"]],
    // Comments that are open or closed in one case only, or by what is written.
    ["/* {{#if database}} */ {{/if}}\n", ["H05 1:4"]],
    ["/* {{#if database}}*{{/if}}/ PRINT N'x'; */\n", ["H05 1:28"]],
    ["/* {{word database}} x */\n", []],
    ["/* {{word database}}* x */\n", ["H05 1:21"]],
    ["/* *{{word database}} x */\n", ["H04 1:5"]],
    ["PRINT N'x'{{#if database}}{{/if}}'; PRINT ';\n", ["H05 1:34"]],
    ["/{{#if database}}* x{{/if}}\n", ["H05 1:18"]],
    ["-{{#if database}}- {{/if}}PRINT N'x';\n", ["H05 1:18"]],
    ["-{{!-- --}}- PRINT N'x';\n", ["H05 1:12"]],
  ])("a batch before the work: %j", (source, said) => {
    expect(saidOf("tsql/before", source)).toEqual(said);
  });

  it.each<[string, string[]]>([
    ["-- {{note title}}\n/* Contoso */\n\n", []],
    ["{{#if database}}\n-- {{note database}}\n{{/if}}\n", []],
    ["PRINT N'x';\n", ["H07 1:1"]],
    ["{{sql title}}\n", ["H07 1:1"]],
    ["{{> media-label-table}}\n", ["H07 1:1"]],
  ])("a head: %j", (source, said) => {
    expect(saidOf("tsql/head", source)).toEqual(said);
  });

  it.each<[string, string[]]>([
    ["# {{psNote title}}\n<# Contoso #>\n", []],
    ["Write-Host 'x'\n", ["H07 1:1"]],
    ["#Requires -Modules Evil\n", ["H07 1:1"]],
  ])("a head in PowerShell: %j", (source, said) => {
    expect(saidOf("powershell/head", source)).toEqual(said);
  });

  it.each<[string, string[]]>([
    ["function Get-Mine { return 1 }\nfunction Invoke-Step\n{\n    if ($x) { Write-Host 'x' }\n}\n", []],
    ["$a = @(\n    @{ A = {{ps title}}; B = 1 }\n)\n$b = 'x {0}' -f $a, $c['d']\n", []],
    ["{{#if database}}\n$a = 1\n{{else}}\n$a = [int[]] @(2)\n{{/if}}\n", []],
    ["Write-Host 'x'\n", ["H06 1:1"]],
    ["$x = Get-Mine\n", ["H06 1:1"]],
    ["$x = @(Get-Mine)\n", ["H06 1:1"]],
    ["$x = [System.IO.File]::Delete('x')\n", ["H06 1:1"]],
    ["$x = 'x'.Trim()\n", ["H06 1:1"]],
    ["$x = & { 1 }\n", ["H06 1:1"]],
    ["$x =\n    Get-Mine\n", ["H06 1:1"]],
    ["if ($true) { Get-Mine }\n", ["H06 1:1"]],
    ["trap { continue }\n", ["H06 1:1"]],
    ["$sqlInstance = 'SELECT 1'\n", ["H06 1:1"]],
    ["$script:Count = @{}\n", ["H06 1:1"]],
    ["$PSDefaultParameterValues = @{}\n", ["H06 1:1"]],
    ["$ErrorActionPreference = 'Continue'\n", ["H06 1:1"]],
    ["function A { 1 }; Get-Mine\n", ["H06 1:19"]],
    ["function A { 1 } }\n", ["H06 1:18"]],
    ["function A {\n", ["H06 1:12"]],
    ["function Write-Host { 1 }\n", ["H06 1:1"]],
    ["function Assert-Step { 1 }\n", ["H06 1:1"]],
    ["function A { 1, 2 | ForEach-Object { return } }\n", []],
    ["# exit\n$x = 'exit'\n", []],
    ["function Get-Reason { 'x' }\n", ["H06 1:1"]],
    ["function global:get-reason { 'x' }\n", ["H06 1:1"]],
    ["filter Get`-Reason { 'x' }\n", ["H06 1:1"]],
    ["function A { 1 }\nfunction a { 2 }\n", ["H06 2:1"]],
    ["Set-Item function:Get-Reason { 'x' }\n", ["H06 1:1", "H06 1:10"]],
    ["Set-Item 'function:Get-Reason' { 'x' }\n", ["H06 1:1", "H06 1:11"]],
    ["\u0024{function:Get-Reason} = { 'x' }\n", ["H06 1:1", "H06 1:3"]],
    ["Set-Alias Get-Reason Write-Host\n", ["H06 1:1"]],
    ["exit 0\n", ["H06 1:1"]],
    ["function A { exit }\n", ["H06 1:14"]],
    ["return\n", ["H06 1:1"]],
    ["if ($true) {\n    return\n}\n", ["H06 1:1"]],
    ["try { return } finally { }\n", ["H06 1:1"]],
    ["$x = @'\nx\n'@\n", ["H05 1:6"]],
    ["$x = @{{#if database}}'\nx\n'{{/if}}@\n", ["H05 1:23"]],
  ])("in PowerShell: %j", (source, said) => {
    expect([...new Set(saidOf("powershell/network", source))].sort()).toEqual(said);
  });
});

describe("a user's template of a megabyte with faults all over", () => {
  it.each<[string, string]>([
    ["tsql/before", "USE a;\n"],
    ["tsql/before", "#hadrian_token "],
    ["tsql/before", "dbo.#hadrian_check,"],
    ["tsql/before", "/*\n:r*/\n"],
    ["tsql/before", "$("],
    ["tsql/before", "\u2028"],
    ["runbook/runbook", "\u2028"],
  ])("of %s is read within seconds: %j", (name, piece) => {
    const bytes = Buffer.from(piece.repeat(Math.floor((1024 * 1024) / Buffer.byteLength(piece))));
    const start = performance.now();
    const { diagnostics } = overrideTemplates([{ path: `${name}.hbs`, file: name, bytes }]);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(diagnostics.length).toBeLessThanOrEqual(100);
  });
});
