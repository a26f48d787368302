import { describe, expect, it } from "vitest";
import { arrange } from "../../src/diagnostics/arrange.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { toJson } from "../../src/diagnostics/json.ts";
import { toText } from "../../src/diagnostics/text.ts";

const one = (over: Partial<Diagnostic> = {}): Diagnostic => ({
  file: "t.yaml",
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 6,
  severity: "error",
  code: "S01",
  message: "Wrong.",
  hint: "Right.",
  ...over,
});
const text = (diagnostic: Diagnostic, source: string | null, colour = false) =>
  toText([diagnostic], { textOf: () => source, colour });

describe("arrange", () => {
  it("sorts by file, line, column, code; as numbers where they are", () => {
    const sorted = [
      one({ file: "a", line: 2, column: 10 }),
      one({ file: "a", line: 10 }),
      one({ file: "b", line: 1, column: 9 }),
      one({ file: "b", line: 1, column: 10, code: "L01" }),
      one({ file: "b", line: 1, column: 10, code: "S01" }),
    ];
    expect(arrange([...sorted].reverse())).toEqual(sorted);
  });

  it("says nothing twice, but two things of one place", () => {
    expect(arrange([one(), one({ message: "Other." }), one()])).toEqual([one({ message: "Other." }), one()]);
  });

  it("leaves its input alone", () => {
    const input = Object.freeze([one({ line: 9 }), one({ line: 1 })]);
    expect(arrange(input).map((d) => d.line)).toEqual([1, 9]);
  });
});

describe("text", () => {
  it("prints the place, the line, the mark and the hint", () => {
    expect(text(one(), "a:\n  bcd: 1\n")).toBe(
      ["t.yaml:2:3: error Wrong. [S01]", "  2 |   bcd: 1", "    |   ^^^", "  hint: Right.", ""].join("\n"),
    );
  });

  it("puts a blank line between two, and nothing for none", () => {
    expect(toText([one(), one({ line: 1 })], { textOf: () => null })).toBe(
      "t.yaml:2:3: error Wrong. [S01]\n  hint: Right.\n\nt.yaml:1:3: error Wrong. [S01]\n  hint: Right.\n",
    );
    expect(toText([], { textOf: () => null })).toBe("");
  });

  it("keeps tabs above the mark, and drops CR", () => {
    expect(text(one({ column: 2, endColumn: 2 }), "\r\n\tab\r\n")).toContain("  2 | \tab\n    | \t^\n");
  });

  describe("puts the mark under the place", () => {
    // Widths as a terminal shows them: 東京 four columns, e\u0301 and 𝒙 one, 👩‍👧 two.
    it.each([
      ["ab: xyz", "xyz", "    ", "^^^"],
      ["ab: xyz\r", "xyz", "    ", "^^^"],
      ["東京: xyz", "xyz", "      ", "^^^"],
      ["a: 東京 # b", "東京", "   ", "^^^^"],
      ["\t東\t: xyz", "xyz", "\t  \t  ", "^^^"],
      ["e\u0301e\u0301: xyz", "xyz", "    ", "^^^"],
      ["a: e\u0301", "e\u0301", "   ", "^"],
      ["𝒙: 👩‍👧 xyz", "xyz", "      ", "^^^"],
      ["a: 👩‍👧", "👩‍👧", "   ", "^^"],
      ["ﾃﾞ: ❤️ 🇩🇪 xyz", "xyz", "          ", "^^^"],
      ["a: [x\ty]", "x\ty", "    ", "^^^"],
    ])("%j, %j", (line, place, lead, mark) => {
      const at = line.indexOf(place);
      const over = { line: 1, endLine: 1, column: at + 1, endColumn: at + 1 + place.length };
      const shown = text(one(over), `${line}\nnext\n`).split("\n");
      expect(shown[1]).toBe(`  1 | ${line.replace("\r", "")}`);
      expect(shown[2]).toBe(`    | ${lead}${mark}`);
    });

    it("at the end of the line, where something is missing", () => {
      const shown = text(one({ line: 1, endLine: 1, column: 4, endColumn: 4 }), "東京:\n").split("\n");
      expect(shown[2]).toBe("    |      ^");
    });

    it("in a long line that would be cut through a character", () => {
      for (let before = 30; before < 34; before++) {
        const line = `${"𝒙".repeat(before)}HERE${"𝒚".repeat(100)}`;
        const over = { line: 1, endLine: 1, column: 2 * before + 1, endColumn: 2 * before + 5 };
        const [, frame = "", mark = ""] = text(one(over), line).split("\n");
        expect(frame).not.toMatch(/\p{Surrogate}/u);
        expect([...frame].slice(mark.indexOf("^")).join("")).toMatch(/^HERE/);
      }
    });
  });

  it("shows a window of a long line", () => {
    const long = `${"x".repeat(500)}HERE${"y".repeat(500)}`;
    const [, frame, mark] = text(one({ line: 1, endLine: 1, column: 501, endColumn: 505 }), long).split("\n");
    expect(frame?.length).toBeLessThan(130);
    expect(frame?.slice(mark?.indexOf("^"))).toMatch(/^HERE/);
    expect(mark).toMatch(/\^{4}$/);
  });

  it("lets no control character through", () => {
    const shown = text(one({ message: "a\u001b[31mb\r\nc\u202e" }), "x\n\u001b]0;title\u0007\n");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it("colours only when asked", () => {
    expect(text(one(), "a\n  b\n")).not.toContain("\u001b[");
    expect(text(one(), "a\n  b\n", true)).toContain("\u001b[31merror");
    expect(text(one({ severity: "warning" }), "a\n  b\n", true)).toContain("\u001b[33mwarning");
  });
});

describe("JSON", () => {
  it("is one array, each with the contract's keys in their order", () => {
    const parsed = JSON.parse(toJson([one()])) as Record<string, unknown>[];
    expect(Object.keys(parsed[0] ?? {})).toEqual([
      "file",
      "line",
      "column",
      "endLine",
      "endColumn",
      "severity",
      "code",
      "message",
      "hint",
    ]);
    expect(toJson([])).toBe("[]\n");
  });
});
