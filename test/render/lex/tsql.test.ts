import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexTsql, type TsqlMode } from "../../../src/render/lex/tsql.ts";

const kinds = (text: string, entry: TsqlMode = "code") =>
  lexTsql(text, entry)
    .tokens.filter(({ kind }) => kind !== "space")
    .map(({ kind, text: token }) => `${kind} ${token}`);

describe("the lexer of T-SQL", () => {
  it.each<[string, string[], TsqlMode]>([
    ["a = N'it''s' -- rest", ["word a", "symbol =", "string N'it''s'", "comment -- rest"], "--"],
    ['[a]]b]"c"', ["name [a]]b]", 'name "c"'], "code"],
    ["/* a /* b */ c */ d", ["comment /* a /* b */ c */", "word d"], "code"],
    ["@@ROWCOUNT #t", ["word @@ROWCOUNT", "word #t"], "code"],
    ["Nx'a'", ["word Nx", "string 'a'"], "code"],
    ["'open", ["string 'open"], "'"],
    ["[open", ["name [open"], "["],
    ["/* a /* b */", ["comment /* a /* b */"], "/*1"],
  ])("%j", (text, tokens, exit) => {
    expect(kinds(text)).toEqual(tokens);
    expect(lexTsql(text).exit).toBe(exit);
  });

  it("goes on in the middle", () => {
    expect(kinds("b' c", "'")).toEqual(["string b'", "word c"]);
    expect(kinds("b\nc", "--")).toEqual(["comment b", "word c"]);
    expect(kinds("*/ b */ c", "/*2")).toEqual(["comment */ b */", "word c"]);
  });

  it("takes a text apart alike whether it has a block comment or not", () => {
    const piece = fc.constantFrom(
      "'",
      "''",
      "[",
      "]",
      '"',
      "--",
      "-",
      "\n",
      "N'",
      "n",
      " ",
      "\u00a0",
      "a",
      "@b",
      "1",
      "=",
      "/",
      "*",
      ";",
      "é",
      "\u{1d49c}",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("").replaceAll("/*", "");
        const [plain, other] = [lexTsql(text), lexTsql(`/**/${text}`)];
        expect(plain.exit).toBe(other.exit);
        const moved = other.tokens.slice(1).map((token) => ({ ...token, start: token.start - 4 }));
        expect(plain.tokens).toEqual(moved);
      }),
      { numRuns: 2000 },
    );
  });

  it("loses nothing, wherever a text is cut", () => {
    const piece = fc.constantFrom(
      "'",
      "''",
      "[",
      "]",
      '"',
      "--",
      "/*",
      "*/",
      "\n",
      "N'",
      " ",
      "a",
      "@b",
      "1",
      "=",
      ";",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const { tokens, exit } = lexTsql(text);
        expect(tokens.map((token) => token.text).join("")).toBe(text);
        expect(tokens.every(({ start, text: token }) => text.startsWith(token, start))).toBe(true);
        // A cut between two lines, outside of a doubled sign, changes nothing of what it ends in the middle of.
        const cut = text.indexOf("\n");
        if (cut > 0) expect(lexTsql(text.slice(cut), lexTsql(text.slice(0, cut)).exit).exit).toBe(exit);
      }),
      { numRuns: 500 },
    );
  });
});
