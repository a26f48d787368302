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
    ["$x = & { 1 }\n", ["H06 1:1", "H06 1:6"]],
    ["$x =\n    Get-Mine\n", ["H06 1:1"]],
    ["if ($true) { Get-Mine }\n", ["H06 1:1"]],
    ["trap { continue }\n", ["H06 1:1", "H06 1:8"]],
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
    ["filter Get`-Reason { 'x' }\n", ["H06 1:1", "H06 1:11"]],
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
    // Values only.
    ["$a = 'x' # why\n$b = -1.5, 0x1F, 2kb + 1\n$c = @{ 'a b' = $true\n    d = @('x'\n'y') }\n", ["H06 2:1"]],
    ["$a = 'x' # why\n$b = -1.5, 2kb +\n    1\n$c = @{ 'a b' = $true\n    d = @('x'\n'y'); e = [string] $b[0] }\n", []],
    ["$a = 'x' -f\n    $b; $c = (1, 2) -join ','\n", []],
    ["$a = $script:Count = 1\n", ["H06 1:1", "H06 1:6"]],
    ["$a = ($b = 1)\n", ["H06 1:1"]],
    ["$a = 5x\n", ["H06 1:1"]],
    ["$a = @(b = 1)\n", ["H06 1:1"]],
    ["$a = @{ b = c = 1 }\n", ["H06 1:1"]],
    ["$a = @{ b = { exit } }\n", ["H06 1:1", "H06 1:15"]],
    ["$a = $(Get-Mine)\n", ["H06 1:1"]],
    ["$a = @(-f 'x')\n", ["H06 1:1"]],
    ["$a = if ($b) { 1 }\n", ["H06 1:1"]],
    ["$a = [System.IO.FileStream] 'x'\n", ["H06 1:1"]],
    ["$a += 1\n", ["H06 1:1"]],
    ["$a, $count = 1, 2\n", ["H06 1:1"]],
    ["$global:a = 1\n", ["H06 1:1"]],
    ["$own = 1\n", ["H06 1:1"]],
    ["$server = 1\n", ["H06 1:1"]],
    ["$ofs = ' '\n", ["H06 1:1"]],
    ["'x'\n$a = 1\nGet-Mine\n", ["H06 1:1", "H06 3:1"]],
    // Names that are not what they seem.
    ["function A { & 'Assert-Step' }\n", ["H06 1:14"]],
    ['function A { & "exit"; &$x }\n', ["H06 1:14", "H06 1:24"]],
    ["function A { . 'x.ps1'; .$x; .{ 1 } }\n", ["H06 1:14", "H06 1:25", "H06 1:30"]],
    ["function A { Set-'Alias' a b }\n", ["H06 1:16"]],
    ["function A { Set-$x a b }\n", ["H06 1:16"]],
    ["function 'Assert-Step' { }\n", ["H06 1:1"]],
    ["fun`ction A { }\n", ["H06 1:1", "H06 1:4"]],
    ["function A { `$x }\n", ["H06 1:14"]],
    ["function A { \u0024{'a'} = 1 }\n", ["H06 1:14"]],
    ["function A { sqlcmd --% 'x' }\n", ["H06 1:21"]],
    ["function A { a#b }\n", ["H06 1:15"]],
    ["function A { $a#'x'\n}\n", ["H06 1:16"]],
    ['function A { "a \u0024{\'}" }\n', ["H06 1:14"]],
    ["function A { Set\u2013Alias a b }\n", ["H06 1:14"]],
    ["$a\u00a0= 1\n", ["H06 1:3"]],
    ["#Requires -Version 9\n", ["H06 1:1"]],
    ["# Requires sysadmin.\n", []],
    ["function A {\n    # SIG # Begin signature block\n}\n", ["H06 2:5"]],
    // What leaves the script, or is everyone's.
    ["function A { break }\n", ["H06 1:14"]],
    ["function A { 1 | ForEach-Object { continue } }\n", ["H06 1:35"]],
    ["function A { 1 | foreach { if (1) { break } } }\n", ["H06 1:37"]],
    ["function A { foreach ($b in 1) { & { break } } }\n", ["H06 1:34", "H06 1:38"]],
    ["function A { foreach ($b in 1) { break outer } }\n", ["H06 1:34"]],
    ["function A {\n    foreach ($b in 1)\n    {\n        if ($b) { continue } else { break }\n    }\n}\n", []],
    ["function A { switch -Regex ($b) { 'x' { break } default { continue } } }\n", []],
    ["function A { do { try { break } catch [System.Exception] { continue } } while ($b) }\n", []],
    ["function A { while ($b) { break }; break }\n", ["H06 1:36"]],
    ["function A { trap { 1 } }\n", ["H06 1:14"]],
    ["function A { begin { 1 } process { 2 } end { 3 } }\n", ["H06 1:14", "H06 1:26", "H06 1:40"]],
    ["workflow A { 1 }\n", ["H06 1:1"]],
    ["configuration A { 1 }\n", ["H06 1:1"]],
    ["class A { }\n", ["H06 1:1"]],
    ["using namespace System\n", ["H06 1:1"]],
    ["param($x)\n", ["H06 1:1"]],
    ["Set-StrictMode -Off\n", ["H06 1:1"]],
    ["function A { Invoke-Expression 'x'; iex 'x' }\n", ["H06 1:14", "H06 1:37"]],
    ["function A { New-Alias a b; Microsoft.PowerShell.Utility\\Set-Alias a b }\n", ["H06 1:14", "H06 1:58"]],
    ["function A { [System.Environment]::Exit(1); $host.SetShouldExit(1) }\n", ["H06 1:34", "H06 1:51"]],
    ["function A { $ErrorActionPreference = 'Continue' }\n", ["H06 1:14"]],
    ["function A { $PSDefaultParameterValues['a:b'] = 1 }\n", ["H06 1:14"]],
    ["function A { $script:count['FAIL'] = 0; $script:count['PASS']++ }\n", ["H06 1:14", "H06 1:41"]],
    [
      "function A { $a = $script:count = 1; ++$script:count; $script:count, $b = 1, 2 }\n",
      ["H06 1:19", "H06 1:40", "H06 1:55"],
    ],
    ["function A { foreach ($script:count in 1) { } }\n", ["H06 1:23"]],
    [
      "function A { if ($script:count['FAIL'] -gt 0) { $a = 1 }; $script:changes = 'x'; $count = 1; $script:mine = 1 }\n",
      [],
    ],
    ["function A { $PSCmdlet.ShouldProcess('x'); @{ End = 1; Exit = $b.Exit } }\n", []],
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
    ["powershell/before", "exit\n"],
    ["powershell/before", "'' "],
    ["powershell/before", "@''\n"],
    ["powershell/before", "'alias:' "],
    ["powershell/before", "foreach ("],
    ["powershell/before", "$script:count,"],
    ["powershell/network", "function A {}\n"],
    ["powershell/network", "function A\n"],
    ["powershell/network", "a;"],
    ["powershell/network", "$a = 1,\n"],
  ])("of %s is read within seconds: %j", (name, piece) => {
    const bytes = Buffer.from(piece.repeat(Math.floor((1024 * 1024) / Buffer.byteLength(piece))));
    const start = performance.now();
    const { diagnostics } = overrideTemplates([{ path: `${name}.hbs`, file: name, bytes }]);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(diagnostics.length).toBeLessThanOrEqual(100);
  });
});
