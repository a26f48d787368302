import { expect, it } from "vitest";
import { allPatterns, type Hostile, hostileTexts, type Pattern, patternsOf } from "./support/patterns.ts";

/** So close together that a pattern which multiplies its work with each character is found out before it takes minutes. */
const LENGTHS = [8, 16, 24, 32, 48, 64, 96, 128, 256, 512, 2048, 8192];
/** Milliseconds below which a time says nothing: the longest text takes a linear pattern a few hundredths. */
const NOISE = 0.2;
/** How much longer a text of four times the length may take: 4 where the pattern is linear, 16 where it is quadratic. */
const FACTOR = 8;

/** Tried from every place, as a search, a split or a replacement does; a sticky one only where the last match ends, as a lexer does. */
function timeOf(expression: RegExp, { before, pump, after }: Hostile, length: number): number {
  const text = before + pump.repeat(Math.ceil(length / pump.length)) + after;
  const start = performance.now();
  text.replace(expression, "");
  return performance.now() - start;
}

/** A text on which a pattern is slower than linear; null where none of them is. */
function slowText(pattern: Pattern): string | null {
  const expression = new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`);
  const best = (text: Hostile, length: number): number =>
    Math.min(...[1, 2, 3].map(() => timeOf(expression, text, length)));
  for (const text of hostileTexts(pattern)) {
    for (const length of LENGTHS) {
      if (timeOf(expression, text, length) < NOISE) continue;
      const time = best(text, length);
      if (time < NOISE) continue;
      const ratio = time / best(text, length / 4);
      if (ratio < FACTOR) continue;
      const [before, pump, after] = [text.before, text.pump, text.after].map((part) => JSON.stringify(part));
      return `${before}, ${length} characters of ${pump}, ${after}: ${ratio.toFixed()} times as long as a quarter of them`;
    }
  }
  return null;
}

const patterns = allPatterns();

it("finds every regular expression", () => {
  const dollar = "$";
  const code = `const b = a / 2 / a; const c = [/[/]'"/g, \`${dollar}{a ? /b\`/ : "/s/"}\`, new RegExp(\`d+${dollar}{a}\`, "y"), RegExp("e")];`;
  expect(patternsOf("a.ts", code).map(({ source, flags }) => `${source} ${flags}`)).toEqual([
    "[/]'\" g",
    "b` ",
    "d+x y",
    "e ",
  ]);
  expect(patterns.length).toBeGreaterThan(120);
  const sources = patterns.map(({ source }) => source);
  expect(sources).toContain("^[a-z][a-z0-9-]{0,31}$");
  expect(sources).toContain(String.raw`^([0-9]{1,6})([smhd])$`);
  expect(sources).toContain("^frame/powershell/(?:[^/]+|\\w+/x)$");
});

it.each([
  [String.raw`^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?$`],
  [String.raw`[\\/]+$`],
  [String.raw`^(a|b|ab)*c`],
  [String.raw`^\d+-(?:\w+\s?)+$`],
  ["<!--[^]*?-->"],
])("finds out that %s is slow", (source) => {
  expect(slowText({ at: "", source, flags: "" })).not.toBeNull();
});

it("has no regular expression that is slower than linear", () => {
  const slow = patterns.flatMap((pattern) => {
    const text = slowText(pattern);
    return text === null ? [] : [`${pattern.at}: /${pattern.source}/${pattern.flags} on ${text}`];
  });
  expect(slow).toEqual([]);
});
