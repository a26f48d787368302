import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/diagnostics/catalogue.ts";
import { checkPowerShellScript, checkTsqlScript, type Part, type PowerShellPart } from "../../src/render/rendered.ts";

const PATH = "setup/04-databases/Sales/35-a.Sales.seed.sql";
const from = { template: "tsql/before", at: { line: 3, column: 1, endLine: 3, endColumn: 4 } };
const crlf = (text: string) => text.replaceAll("\n", "\r\n");

const head: Part = { kind: "head", text: "-- Hadrian: x\r\n", from: { ...from, template: "frame/tsql/header" } };
const prelude: Part = {
  kind: "frame",
  text: crlf("-- Prelude.\nSET NOEXEC OFF;\nGO\nUSE master;\nGO\nCREATE PROCEDURE #hadrian_stop AS RETURN 0;\nGO\n"),
};
const guard: Part = { kind: "frame", text: crlf("-- Guard.\nDECLARE @ok int;\nGO\n") };
const end: Part = { kind: "frame", text: crlf("SET NOEXEC OFF;\nGO\nPRINT N'DONE';\nGO\n") };

/** A batch as the frame has it. */
function batch(body: string, number = 1): Part {
  const opening = `-- ${number}: x\nDECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'${PATH}', ${number}; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;\n`;
  return {
    kind: "batch",
    text: `${crlf(opening)}${body}${crlf(`UPDATE #hadrian_token SET batch = ${number + 1};\nGO\n`)}`,
    number,
    from,
  };
}

/** What is said of a script with these parts. */
function saidOf(parts: readonly Part[]): string[] {
  const text = parts.map((part) => part.text).join("");
  return checkTsqlScript(text, parts, PATH).map(({ from: { template }, message }) => `${template}: ${message}`);
}

const whole = (...batches: readonly Part[]) => [head, prelude, guard, ...batches, end];

describe("a T-SQL script that was rendered", () => {
  it.each([
    "PRINT N'x';\r\n",
    "-- GOING, GO is a word\r\nPRINT N'EXIT';\r\n",
    "/* a /* b */ c */ SELECT [a'b], N'it''s', \"c\" FROM t;\r\n",
    "    EDIT: SELECT 1;\r\n",
    "EXEC #hadrian_stop N'x'; SET NOEXEC ON; RETURN;\r\n",
  ])("is right with %j", (body) => {
    expect(saidOf(whole(batch(body)))).toEqual([]);
    expect(saidOf(whole(batch("PRINT N'1';\r\n"), batch(body, 2)))).toEqual([]);
  });

  it.each<[string, RegExp]>([
    ["/*\r\nGO\r\n*/\r\n", /GO at the head/],
    ["PRINT N'x';\r\ngo\r\nPRINT N'y';\r\n", /go at the head/],
    ["PRINT N'x';\r\n  GO 5\r\n", /GO at the head/],
    ["PRINT N'\r\nGO -- x\r\n';\r\n", /GO at the head/],
    ["PRINT N'x';\r\n:r other.sql\r\n", /: at the head/],
    ["!!del x\r\n", /!! at the head/],
    ["/*\r\n\tExit(SELECT 1)\r\n*/\r\n", /Exit at the head/],
    ["quit\r\n", /quit at the head/],
    ["/*\r\n\u00a0GO\r\n*/\r\n", /GO at the head/],
    ["/*\r\n\t\u200b!!del\r\n*/\r\n", /!! at the head/],
    ["PRINT N'x';\u2003\r\n", /not ASCII/],
    ["DROP TABLE [#hadrian_che\u200bck];\r\n", /not ASCII/],
    ["SELECT * FROM OPENQUERY(a, N'b');\r\n", /OPENQUERY/],
    ["RESET\r\n", /RESET at the head/],
    ["ED\r\n", /ED at the head/],
    ["PRINT N'$(x)';\r\n", /\$\(/],
    ["-- x\rSET NOEXEC OFF;\r\n", /ends a line/],
    ["-- x\nSET NOEXEC OFF;\r\n", /ends a line/],
    ["-- x\u2028PRINT N'x';\r\n", /ends a line/],
    ["-- x\u0085PRINT N'x';\r\n", /ends a line/],
    ["/* x\r\n", /does not end with the next token|open/],
    ["PRINT N'x\r\n", /does not end with the next token|open/],
    ["SELECT [x\r\n", /does not end with the next token|open/],
    ["SELECT 1 -- x", /does not end with the next token/],
    ["set/**/noexec off;\r\n", /NOEXEC/],
    ["SET NOEXEC,PARSEONLY OFF;\r\n", /NOEXEC/],
    ["SET [NOEXEC] OFF;\r\n", /NOEXEC/],
    ["USE msdb;\r\n", /USE/],
    ["UPDATE #hadrian_token SET batch = 9;\r\n", /#hadrian_token/],
    ["DROP PROCEDURE #hadrian_stop;\r\n", /#hadrian_stop/],
  ])("is not with %j", (body, message) => {
    const said = saidOf(whole(batch(body)));
    expect(said.length).toBeGreaterThan(0);
    expect(said.every((one) => one.startsWith("tsql/before: "))).toBe(true);
    expect(said.join("; ")).toMatch(message);
  });

  it("has a comment in each batch, not one over two", () => {
    const said = saidOf(whole(batch("PRINT N'1'; /* x\r\n"), batch("x */ PRINT N'2';\r\n", 2)));
    expect(said.length).toBeGreaterThan(1);
    expect(catalogue.H08.example.before).toMatch(/comment that is opened in one block/);
  });

  it.each<[string, (own: Part) => Part]>([
    ["no token check", (own) => ({ ...own, text: own.text.replace("#hadrian_batch", "#hadrian_stop") })],
    ["another's token check", (own) => ({ ...own, text: own.text.replace(", 1;", ", 2;") })],
    ["a token check in a comment", (own) => ({ ...own, text: own.text.replace("DECLARE", "-- DECLARE") })],
    ["no next token", (own) => ({ ...own, text: own.text.replace("SET batch = 2", "SET batch = 3") })],
    ["no GO", (own) => ({ ...own, text: own.text.replace("\r\nGO\r\n", "\r\n") })],
  ])("is told of a batch with %s", (_, change) => {
    const own = batch("PRINT N'x';\r\n");
    expect(change(own).text).not.toBe(own.text);
    expect(saidOf(whole(change(own))).length).toBeGreaterThan(0);
  });

  it("has a head of comments only", () => {
    const own = (text: string): Part => ({ kind: "head", text, from });
    expect(saidOf([own("-- Contoso\r\n"), ...whole()])).toEqual([]);
    expect(saidOf([own("-- Contoso\r\nPRINT N'x';\r\n"), ...whole()])).toEqual([expect.stringMatching(/comments/)]);
    expect(saidOf([own("/* Contoso\r\n"), ...whole()])).toEqual([expect.stringMatching(/open/)]);
    expect(saidOf([own("/*\r\nGO\r\n*/\r\n"), ...whole()])).toEqual([expect.stringMatching(/GO/)]);
  });

  it.each<[string, readonly Part[]]>([
    ["the end is missing", [head, prelude, guard, batch("")]],
    ["the guard comes late", [head, batch(""), prelude, guard, end]],
    ["batches are out of order", whole(batch("", 2), batch(""))],
    ["the frame's line is open", [head, { kind: "frame", text: "PRINT N'x'" }, end]],
  ])("is a bug of Hadrian's where %s", (_, parts) => {
    expect(() => saidOf(parts)).toThrow(PATH);
  });
});

describe("a PowerShell script that was rendered", () => {
  const frame = (text: string): PowerShellPart => ({ kind: "frame", text: crlf(text) });
  const start = frame(
    "#Requires -Version 3.0\n[CmdletBinding()]\nparam()\n$count = 0\nfunction Assert-Step { Get-Row }\n",
  );
  const end = frame("\nComplete-Script { Assert-Step; Invoke-Step }\n");
  const said = (...own: readonly PowerShellPart[]) =>
    checkPowerShellScript([start, ...own, end], PATH).map(({ message }) => message);
  const script = (text: string): PowerShellPart => ({ kind: "script", text, from });
  const within = (text: string): PowerShellPart => ({ kind: "function", text, from });

  it("is right as Hadrian has it", () => {
    expect(said(script(crlf("$a = 'x'\nfunction Invoke-Step {\n    if ($x) { return }\n    'exit'\n}\n")))).toEqual([]);
    expect(said(within(crlf("if ($x) { return }\nWrite-Host 'x'\n")), script(""))).toEqual([]);
  });

  it.each<[string, RegExp]>([
    ["function Assert-Step { 2 }\r\n", /assert-step/],
    ["function Get-Row { 2 }\r\n", /get-row/],
    ["$count = 1\r\n", /\$count/],
    ["Set-Alias Assert-Step Write-Host\r\n", /Set-Alias/],
    ["$function:x = { 1 }\r\n", /another way/],
    ["exit\r\n", /exit/],
    ["return\r\n", /before the guard/],
    ["foreach ($a in 1) {\r\n  return\r\n}\r\n", /before the guard/],
    ["$a = @'\r\nx\r\n'@\r\n", /here-string/],
    ["$a = 'x\r\n", /open/],
    ["# x\r$b = 1\r\n", /ends a line/],
    ["}\r\nRemove-Item x\r\nfunction A {\r\n", /brace/],
  ])("is not with %j", (text, message) => {
    expect(said(script(text)).join("; ")).toMatch(message);
  });

  it.each<[string, RegExp]>([
    ["}\r\nRemove-Item x\r\nfunction A {\r\n", /brace/],
    ["exit 0\r\n", /exit/],
    ["function Get-Row { 2 }\r\n", /get-row/],
    ["$a = 'x\r\n", /open/],
    ["Write-Host 'x' # y", /open/],
  ])("is not with %j within a function", (text, message) => {
    expect(said(within(text)).join("; ")).toMatch(message);
  });

  it("has a head of comments only, and the frame around everything", () => {
    const head = (text: string): PowerShellPart => ({ kind: "head", text, from });
    expect(checkPowerShellScript([head("# x\r\n"), start, end], PATH)).toEqual([]);
    expect(checkPowerShellScript([head("Remove-Item x\r\n"), start, end], PATH)).toHaveLength(1);
    expect(checkPowerShellScript([head("<# x\r\n"), start, end], PATH)).toHaveLength(1);
    expect(checkPowerShellScript([head("# x"), start, end], PATH)).not.toEqual([]);
    expect(checkPowerShellScript([head("#requires -Version 9\r\n"), start, end], PATH)).toHaveLength(1);
    expect(checkPowerShellScript([head("# SIG # Begin signature block\r\n"), start, end], PATH)).toHaveLength(1);
    expect(() => checkPowerShellScript([script(""), start, end], PATH)).toThrow(PATH);
    expect(() => checkPowerShellScript([start, script("")], PATH)).toThrow(PATH);
  });
});
