import { posix, win32 } from "node:path";
import { describe, expect, test } from "vitest";
import { type Glob, parseGlob } from "../../src/cli/glob.ts";

/** Whether a path, given as root and names, is what one of the globs means; `**` not handled. */
function matches(globs: readonly Glob[], root: string, ...names: string[]): boolean {
  return globs.some((glob) => {
    return (
      glob.root === root &&
      glob.segments.length === names.length &&
      glob.segments.every((part, n) => (part instanceof RegExp ? part.test(names[n] ?? "") : part === names[n]))
    );
  });
}

describe("parseGlob", () => {
  test.each([
    "a.yaml",
    "dir/a.yaml",
    "/abs/a.yaml",
    "{a}.yaml",
    "{a",
    "[a.yaml",
    "a]",
    "",
    ".",
    "\\*.yaml",
    "\\{a,b\\}",
  ])("%j is no glob", (pattern) => expect(parseGlob(pattern, posix)).toEqual([]));

  test.each<[string, string[], string[]]>([
    ["*.yaml", ["a.yaml", "a.b.yaml"], ["a.yml", ".yaml", ".a.yaml", "ayaml", "a.yaml2"]],
    ["a?.yaml", ["ab.yaml", "aß.yaml"], ["a.yaml", "abc.yaml"]],
    ["[ab]*.yaml", ["a.yaml", "bx.yaml"], ["c.yaml"]],
    ["[!ab]*.yaml", ["c.yaml"], ["a.yaml"]],
    ["[^ab].yaml", ["c.yaml"], ["a.yaml"]],
    ["[a-c].yaml", ["b.yaml"], ["d.yaml"]],
    ["[]a].yaml", ["].yaml", "a.yaml"], ["b.yaml"]],
    ["{a,b}.yaml", ["a.yaml", "b.yaml"], ["c.yaml", "{a,b}.yaml"]],
    ["{a,b{1,2}}.yaml", ["a.yaml", "b1.yaml", "b2.yaml"], ["b.yaml"]],
    ["{a,}.yaml", ["a.yaml", ".yaml"], ["b.yaml"]],
    ["*.{yaml,yml}", ["a.yaml", "a.yml"], ["a.json"]],
    ["a+(b)$*", ["a+(b)$", "a+(b)$c"], ["aab"]],
    ["\\*?", ["*a"], ["ab"]],
    [".*", [".a"], ["a"]],
    ["x**y", ["xy", "xaby"], ["xa"]],
  ])("%j", (pattern, yes, no) => {
    const globs = parseGlob(pattern, posix);
    for (const name of yes) expect([name, matches(globs, "", name)]).toEqual([name, true]);
    for (const name of no) expect([name, matches(globs, "", name)]).toEqual([name, false]);
  });

  test("folders and the root", () => {
    expect(parseGlob("a/**/*.yaml", posix)).toMatchObject([{ root: "", segments: ["a", "**", /./] }]);
    expect(parseGlob("/a/./*", posix)).toMatchObject([{ root: "/", segments: ["a", /./] }]);
    expect(parseGlob("../a//**", posix)).toMatchObject([{ root: "", segments: ["..", "a", "**"] }]);
    expect(parseGlob("{a,b}/c", posix)).toMatchObject([{ segments: ["a", "c"] }, { segments: ["b", "c"] }]);
  });

  test("on Windows: drives, shares, both separators, any case", () => {
    expect(parseGlob("C:\\topologies\\*.yaml", win32)).toMatchObject([{ root: "C:\\", segments: ["topologies", /./] }]);
    expect(parseGlob("C:/topologies/**/*.yaml", win32)).toMatchObject([
      { root: "C:/", segments: ["topologies", "**", /./] },
    ]);
    expect(parseGlob("\\\\fs1\\share\\dba\\*.yaml", win32)).toMatchObject([
      { root: "\\\\fs1\\share\\", segments: ["dba", /./] },
    ]);
    expect(parseGlob("..\\a\\*", win32)).toMatchObject([{ root: "", segments: ["..", "a", /./] }]);
    expect(parseGlob("C:\\a\\b.yaml", win32)).toEqual([]);
    expect(matches(parseGlob("a\\*.yaml", win32), "", "a", "PCHAT.YAML")).toBe(true);
    expect(matches(parseGlob("*.yaml", posix), "", "PCHAT.YAML")).toBe(false);
  });
});
