import { describe, expect, it } from "vitest";
import { lexPowerShell, type PowerShellMode } from "../../../src/render/lex/powershell.ts";

describe("the lexer of PowerShell", () => {
  it.each<[string, string[], PowerShellMode]>([
    ["$a = 'it''s' # rest", ["string 'it''s'", "comment # rest"], "#"],
    ["a#b", [], "code"],
    ["'a'#b", ["string 'a'"], "code"],
    ["a<#b#>", [], "code"],
    ["{#b", ["comment #b"], "#"],
    ["<# a\n# b #> 'c'", ["comment <# a\n# b #>", "string 'c'"], "code"],
    ['"a`"b" \'c\'', ['string "a`"b"', "string 'c'"], "code"],
    ['"a""b"', ['string "a""b"'], "code"],
    ["`'a", [], "code"],
    ["\u2018a\u2019 'b\u2019\u2019c'", ["string \u2018a\u2019", "string 'b\u2019\u2019c'"], "code"],
    ["\u201ca\u201d", ["string \u201ca\u201d"], "code"],
    ["'open", ["string 'open"], "'"],
    ['"open`', ['string "open`'], '"'],
    ["(#a", ["comment #a"], "#"],
    ["<#> a #> b", ["comment <#> a #>"], "code"],
  ])("%j", (text, marked, exit) => {
    const { tokens, exit: ended } = lexPowerShell(text);
    expect(tokens.map((token) => token.text).join("")).toBe(text);
    expect(
      tokens
        .filter(({ kind }) => kind === "string" || kind === "comment")
        .map(({ kind, text: token }) => `${kind} ${token}`),
    ).toEqual(marked);
    expect(ended).toBe(exit);
  });
});
