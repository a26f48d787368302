import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fencedLine,
  markdownCode,
  powerShellString,
  QuotingError,
  sqlComment,
  sqlInteger,
  sqlName,
  sqlString,
  word,
} from "../../src/render/quote.ts";

const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Texts with the characters that end something somewhere, far more often than chance would have them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        "]",
        "[",
        '"',
        "‘",
        "’",
        "‚",
        "‛",
        "“",
        "”",
        "–",
        "--",
        "*/",
        "/*",
        "`",
        "$",
        "$(",
        "%",
        "\n",
        ";",
        "GO",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
  )
  .map((parts) => parts.join(""));
const isSqlSafe = (text: string) => !UNSAFE.test(text) && !text.includes("$(");

describe("T-SQL", () => {
  /** Reads an N'…' literal as the server does; null where it is none, or goes on behind its end. */
  function readString(literal: string): string | null {
    const body = /^N'((?:[^']|'')*)'$/su.exec(literal)?.[1];
    return body === undefined ? null : body.replaceAll("''", "'");
  }
  function readName(name: string): string | null {
    const body = /^\[((?:[^\]]|\]\])*)\]$/su.exec(name)?.[1];
    return body === undefined ? null : body.replaceAll("]]", "]");
  }

  it("round-trips every string that it does not refuse", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        if (isSqlSafe(text)) expect(readString(sqlString(text))).toBe(text);
        else expect(() => sqlString(text)).toThrow(QuotingError);
      }),
      { numRuns: 3000 },
    );
  });

  it("round-trips every name of 1 to 128 characters that it does not refuse", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        if (isSqlSafe(text) && text.length >= 1 && text.length <= 128) expect(readName(sqlName(text))).toBe(text);
        else expect(() => sqlName(text)).toThrow(QuotingError);
      }),
      { numRuns: 3000 },
    );
  });

  it("holds 128 characters in a name and refuses 129", () => {
    expect(sqlName("x".repeat(128))).toHaveLength(130);
    expect(() => sqlName("x".repeat(129))).toThrow(QuotingError);
    expect(() => sqlName("")).toThrow(QuotingError);
  });

  it("leaves no way out of a comment's line", () => {
    expect(sqlComment("*/ -- '")).toBe("*/ -- '");
    for (const text of ["a\nb", "a\rb", "a\u0085b", "a\u2028b", "a\u2029b", "$(x)", "\ud800"]) {
      expect(() => sqlComment(text)).toThrow(QuotingError);
    }
  });

  it.each([1.5, Number.NaN, "1", null, undefined, true, 2 ** 60])("refuses %s as a whole number", (value) => {
    expect(() => sqlInteger(value)).toThrow(QuotingError);
  });

  it.each([undefined, null, 1, {}, []])("refuses %s as a text", (value) => {
    expect(() => sqlString(value)).toThrow(QuotingError);
    expect(() => sqlName(value)).toThrow(QuotingError);
    expect(() => powerShellString(value)).toThrow(QuotingError);
  });
});

describe("PowerShell", () => {
  /** Reads a single-quoted literal as PowerShell does: any of its five quotes ends it, two are the second one. */
  function readLiteral(literal: string): string | null {
    const body = /^'((?:[^'\u2018\u2019\u201a\u201b]|(?:['\u2018\u2019\u201a\u201b]{2}))*)'$/su.exec(literal)?.[1];
    return body === undefined ? null : body.replace(/['\u2018\u2019\u201a\u201b](['\u2018\u2019\u201a\u201b])/g, "$1");
  }

  it("round-trips every string that it does not refuse", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        if (UNSAFE.test(text)) expect(() => powerShellString(text)).toThrow(QuotingError);
        else expect(readLiteral(powerShellString(text))).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("Markdown", () => {
  it("fences code by more backticks than it has", () => {
    expect(markdownCode("a`b``c")).toBe("```a`b``c```");
    expect(markdownCode("`")).toBe("`` ` ``");
    expect(markdownCode("a|b")).toBe("`a`\\|`b`");
    expect(markdownCode("a\\|b")).toBe("`a\\`\\|`b`");
    expect(markdownCode(" a ")).toBe("`  a  `");
  });

  it("refuses a fence at the head of a fenced line, and nowhere else", () => {
    for (const fence of ["```", "  ```sql", "~~~"]) expect(() => fencedLine(fence)).toThrow(QuotingError);
    expect(fencedLine("DROP DATABASE [a```b]")).toBe("DROP DATABASE [a```b]");
  });
});

describe("word", () => {
  it.each(["it's", "a]b", 'a"b', "100%", "a\nb", "$(x)"])("refuses %j", (text) => {
    expect(() => word(text)).toThrow(QuotingError);
  });
});
