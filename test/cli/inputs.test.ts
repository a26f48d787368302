import { mkdirSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { readInputs } from "../../src/cli/inputs.ts";
import { temporaryFolder, writeAll } from "../emit/support.ts";

let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
});

/** What the arguments (below the folder) give: relative files, and `!file: why` for what cannot be read. */
async function inputs(...args: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const input of readInputs(args.map((arg) => join(folder, arg)))) {
    const file = relative(folder, input.file);
    found.push("unreadable" in input ? `!${file}: ${input.unreadable}` : file);
  }
  return found;
}

describe("readInputs", () => {
  test("a file, whatever its name", async () => {
    writeAll(folder, { "a.txt": "text", "[x]*.yaml": "glob-like" });
    expect(await inputs("a.txt", "[x]*.yaml")).toEqual(["a.txt", "[x]*.yaml"]);
  });

  test("a folder: *.yaml and *.yml, recursively, sorted, links not followed", async () => {
    writeAll(folder, {
      "t/b.yaml": "",
      "t/a.yml": "",
      "t/C.YAML": "",
      "t/z/a.yaml": "",
      "t/z.yaml": "",
      "t/notes.md": "",
      "t/yaml": "",
      "other/o.yaml": "",
    });
    symlinkSync(join(folder, "other"), join(folder, "t", "linked"));
    symlinkSync(join(folder, "other", "o.yaml"), join(folder, "t", "linked.yaml"));
    symlinkSync(join(folder, "t"), join(folder, "t", "loop"));
    mkdirSync(join(folder, "t", "folder.yaml"));
    expect(await inputs("t")).toEqual(["t/C.YAML", "t/a.yml", "t/b.yaml", "t/z.yaml", "t/z/a.yaml"]);
  });

  test("a link that the user names is followed", async () => {
    writeAll(folder, { "real/a.yaml": "" });
    symlinkSync("real", join(folder, "link"));
    symlinkSync("real/a.yaml", join(folder, "a"));
    expect(await inputs("link", "a")).toEqual(["link/a.yaml", "a"]);
  });

  test("a glob", async () => {
    writeAll(folder, {
      "b/1.yaml": "",
      "a/1.yaml": "",
      "a/2.yml": "",
      "a/x/3.yaml": "",
      "a/.h/4.yaml": "",
      ".d/5.yaml": "",
    });
    expect(await inputs("*/*.yaml")).toEqual(["a/1.yaml", "b/1.yaml"]);
    expect(await inputs("**/*.yaml")).toEqual(["a/1.yaml", "a/x/3.yaml", "b/1.yaml"]);
    expect(await inputs("a/**")).toEqual(["a/1.yaml", "a/2.yml", "a/x/3.yaml"]);
    expect(await inputs("{b,a}/[0-9].y*ml")).toEqual(["a/1.yaml", "a/2.yml", "b/1.yaml"]);
    expect(await inputs("*/x")).toEqual(["a/x/3.yaml"]);
  });

  test.each<[pattern: string, yes: string[], no: string[]]>([
    ["*.yaml", ["a.yaml", "a.b.yaml"], ["a.yml", ".a.yaml", "ayaml", "a.yaml2", "A.YAML"]],
    ["a?.yaml", ["ab.yaml", "aß.yaml"], ["a.yaml", "abc.yaml"]],
    ["[ab]*.yaml", ["a.yaml", "bx.yaml"], ["c.yaml"]],
    ["[!ab]*.yaml", ["c.yaml"], ["a.yaml"]],
    ["[^ab].yaml", ["c.yaml"], ["a.yaml"]],
    ["[a-c].yaml", ["b.yaml"], ["d.yaml"]],
    ["{a,b}.yaml", ["a.yaml", "b.yaml"], ["c.yaml", "{a}.yaml"]],
    ["{a,b{1,2}}.yaml", ["a.yaml", "b1.yaml", "b2.yaml"], ["b.yaml"]],
    ["{x/a,b}.yaml", ["x/a.yaml", "b.yaml"], ["a.yaml", "x/b.yaml"]],
    ["*.{yaml,yml}", ["a.yaml", "a.yml"], ["a.json"]],
    ["a+(b)$*", ["a+(b)$", "a+(b)$c"], ["aab", "ab$"]],
    ["a|b*", ["a|b", "a|bc"], ["a", "b"]],
    ["!*.yaml", ["!a.yaml"], ["a.yaml", "b.yml"]],
    ["*\\?", ["a?"], ["ab"]],
    [".*.yaml", [".a.yaml"], ["a.yaml"]],
    ["x**y", ["xy", "xaby"], ["xa"]],
    ["p (x86)/*.yaml", ["p (x86)/a.yaml"], ["p x86/a.yaml"]],
    ["*/../x/*.yaml", ["x/a.yaml"], ["a.yaml"]],
  ])("%s", async (pattern, yes, no) => {
    writeAll(folder, Object.fromEntries([...yes, ...no].map((file) => [file, ""])));
    expect(await inputs(pattern)).toEqual([...yes].sort());
  });

  test.each(["{a}.yaml", "[a.yaml", "a].yaml", "a(1).yaml", "\\*.yaml"])("%s is no glob", async (name) => {
    writeAll(folder, { "a.yaml": "", "b.yaml": "" });
    expect(await inputs(name)).toEqual([`!${name}: no such file or folder (ENOENT)`]);
  });

  test("links: a glob takes those that it names, ** takes none", async () => {
    writeAll(folder, { "t/a.yaml": "", "other/o.yaml": "" });
    symlinkSync(join(folder, "other"), join(folder, "t", "linked"));
    symlinkSync(join(folder, "other", "o.yaml"), join(folder, "t", "linked.yaml"));
    symlinkSync(join(folder, "t"), join(folder, "t", "loop"));
    expect(await inputs("t/*.yaml")).toEqual(["t/a.yaml", "t/linked.yaml"]);
    expect(await inputs("t/l*d/*.yaml")).toEqual(["t/linked/o.yaml"]);
    expect(await inputs("t/**/*.yaml")).toEqual(["t/a.yaml"]);
  });

  test("a file that two arguments name is read once", async () => {
    writeAll(folder, { "t/a.yaml": "", "t/b.yaml": "" });
    expect(await inputs("t/b.yaml", "t", "t/*.yaml", "t/../t/a.yaml")).toEqual(["t/b.yaml", "t/a.yaml"]);
  });

  test("what cannot be read is told, and the others are read", async () => {
    writeAll(folder, { "a.yaml": "", "empty/notes.txt": "" });
    symlinkSync("nowhere", join(folder, "dangling.yaml"));
    expect(await inputs("missing.yaml", "empty", "*.yml", "dangling.yaml", "a.yaml/x", "a.yaml")).toEqual([
      "!missing.yaml: no such file or folder (ENOENT)",
      "!empty: there is no *.yaml or *.yml in this folder",
      "!*.yml: no file matches",
      "!dangling.yaml: no such file or folder (ENOENT)",
      "!a.yaml/x: a part of the path is not a folder (ENOTDIR)",
      "a.yaml",
    ]);
  });
});
