import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { explanations } from "../../src/validate/explanations.ts";
import { BUNDLE, hadrian, run } from "./support.ts";

const explained = async (...codes: string[]) => {
  const { code, stdout, stderr } = await hadrian(["explain", ...codes]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
};
/** The codes that an output explains, in its order. */
const heads = (text: string) => [...text.matchAll(/^([A-Z]\d\d) {2}/gm)].map((match) => match[1]);

describe("explain CODE", () => {
  test("says what, how grave, why, how, before, after and who says so", async () => {
    const text = await explained("L05");
    const parts = text.match(/^[A-Z].*$/gm);
    expect(parts?.map((part) => part.slice(0, 3))).toEqual(["L05", "Why", "How", "Bef", "Aft", "Sou"]);
    expect(text).toMatch(/^ {5}error$/m);
    expect(text).toMatch(/^ {4}servers:\n {6}sql-a1: \{ edition: enterprise \}/m);
    expect(text).toMatch(/^ {2}https:\/\/learn\.microsoft\.com\/sql\/database-engine\/database-mirroring\/prereq/m);
    expect(text).not.toContain("\u001B");
  });

  test("of every code, in at most 80 columns but for examples and addresses", async () => {
    const codes: string[] = explanations.map(({ code }) => code);
    const text = await explained(...codes);
    expect(heads(text)).toEqual(codes);
    for (const line of text.split("\n").filter((one) => !/^ {4}|^ {2}\S+$|^ {2}MicrosoftDocs/.test(one))) {
      expect(line.length, line).toBeLessThanOrEqual(80);
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]| $/m);
  });

  test("in any case, by a rule's file or name, several, each once", async () => {
    expect(heads(await explained("l05", "Y06", "s01"))).toEqual(["L05", "Y06", "S01"]);
    const ways = [
      "L05",
      "l05-partner-versions",
      "L05-partner-versions.ts",
      "partner-versions",
      "l05-partner-versions.yaml",
    ];
    for (const way of ways) expect(heads(await explained(way)), way).toEqual(["L05"]);
    expect(heads(await explained(...ways, "T01"))).toEqual(["L05", "T01"]);
  });

  test("shows tabs and control characters by pictures", async () => {
    expect(await explained("Y06")).toContain("\n    \u2192sql-b2: ");
    expect(await explained("Y19")).toContain("x-note: Sales\u2407\n");
  });
});

describe("explain", () => {
  test("without a code lists every code with its title, by family", async () => {
    const text = await explained();
    const listed = [...text.matchAll(/^ {2}([A-Z]\d\d) {2}\S/gm)].map((match) => match[1]);
    expect(listed).toEqual(explanations.map(({ code }) => code));
    expect(text.match(/^\S.*$/gm)).toEqual([
      "Reading the file",
      "The shape of the topology",
      "What names what",
      "Rules of operation",
      "Templates of one's own",
      "hadrian explain CODE says why, and how to mend it.",
    ]);
  });

  test.each<[string, RegExp]>([
    ["L5", /there is no diagnostic "L5"; did you mean L05\?$/m],
    ["l05-partner-version", /did you mean l05-partner-versions\?/],
    ["X99", /there is no diagnostic "X99"\n/],
    ["partner-verison", /did you mean l05-partner-versions\?/],
    ["L02", /L02 is no rule: what it stands for holds by construction or is checked on the server/],
    ["nonsense-of-some-length", /there is no diagnostic "nonsense-of-some-length"\n/],
    ["", /there is no diagnostic ""/],
    ["a\u001B[31m\nb", /there is no diagnostic "a·\[31m·b"/],
    ["__proto__", /there is no diagnostic "__proto__"/],
    ["x".repeat(100_000), /there is no diagnostic "x{60}"/],
  ])("%j is wrong usage", async (word, message) => {
    // A known one beside it prints nothing either.
    const { code, stdout, stderr } = await hadrian(["explain", "L05", word]);
    expect([code, stdout]).toEqual([64, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^error: .*\n\(hadrian explain lists them all\)\n$/);
    expect(stderr.length).toBeLessThan(300);
  });

  test("two unknown ones, and an unknown option", async () => {
    expect((await hadrian(["explain", "L99", "Q01", "L99"])).stderr.match(/there is no diagnostic/g)).toHaveLength(2);
    expect(await hadrian(["explain", "--all"])).toMatchObject({ code: 64, stdout: "" });
  });

  test.skipIf(spawnSync("script", ["--version"]).status !== 0)("on a terminal: in its width, in colour", async () => {
    const inTerminal = async (columns: number, env: Record<string, string> = {}) => {
      const command = `stty cols ${columns}; '${process.execPath}' '${BUNDLE}' explain l03`;
      const { stdout } = await run("script", ["-qec", command, "/dev/null"], { env: { TERM: "xterm", ...env } });
      return stdout.replaceAll("\r", "");
    };
    const narrow = await inTerminal(60);
    expect(narrow).toContain("\u001B[1mL03\u001B[22m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
    const lines = narrow.replaceAll(/\u001B\[\d+m/g, "").split("\n");
    const prose = lines.filter((line) => !/^ {4}|https:/.test(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.length).toBeGreaterThan((await inTerminal(100)).split("\n").length);
    expect(await inTerminal(60, { NO_COLOR: "1" })).not.toContain("\u001B");
  });
});
