import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { hadrian, topology } from "../cli/support.ts";
import { temporaryFolder, writeAll } from "../emit/support.ts";
import { ROOT } from "../support/fixtures.ts";
import { git } from "./repository.ts";

const guide = readFileSync(join(ROOT, "docs/ci.md"), "utf8");
const LINE = /^```gitattributes\n(.*\n)```$/m.exec(guide)?.[1] ?? "";

const compileOf = (cwd: string, ...more: string[]) =>
  hadrian(["compile", "topologies", "-o", "artifacts", ...more], { cwd });

/** Commits topology and scripts (but these) under a setting of core.autocrlf, and checks out what was committed. */
async function checkedOut(autocrlf: string, attributes: string, but: readonly string[] = []): Promise<string> {
  const cwd = temporaryFolder();
  writeAll(cwd, { ".gitattributes": attributes, "topologies/a.yaml": topology("one") });
  git(cwd, "init", "--quiet");
  git(cwd, "config", "core.autocrlf", autocrlf);
  expect(await compileOf(cwd)).toMatchObject({ code: 0, stdout: expect.stringMatching(/written\n$/) });
  for (const path of but) rmSync(join(cwd, path));
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--message", "topologies");
  for (const folder of ["artifacts", "topologies"]) rmSync(join(cwd, folder), { recursive: true });
  git(cwd, "checkout", "--", ".");
  return cwd;
}

const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

describe("scripts that git has checked out", () => {
  for (const autocrlf of ["true", "input", "false"]) {
    for (const attributes of ["", "* text=auto\n", "* text=auto eol=lf\n", "* text eol=crlf\n"]) {
      it(`are those that were compiled, with core.autocrlf=${autocrlf} and ${attributes.trim() || "no attributes"}`, async () => {
        const cwd = await checkedOut(autocrlf, attributes);
        expect(await compileOf(cwd)).toMatchObject({
          code: 0,
          stdout: expect.stringMatching(/unchanged\n$/),
          stderr: "",
        });
        expect(git(cwd, "status", "--porcelain")).toBe("");
      });
    }
  }

  it("are taken for edited where the folder's own .gitattributes was not committed", async () => {
    const cwd = await checkedOut("true", "", ["artifacts/one/.gitattributes"]);
    expect(await compileOf(cwd)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^hadrian: artifacts\/one\/REVIEW\.md: it was edited since/m),
    });
    expect(await compileOf(cwd, "--discard-edits")).toMatchObject({ code: 0 });
    expect(await compileOf(cwd)).toMatchObject({ code: 0, stdout: expect.stringMatching(/unchanged\n$/) });
  });

  it("stand beside topologies that git writes with CRLF", async () => {
    const cwd = await checkedOut("true", "");
    expect(readFileSync(join(cwd, "topologies/a.yaml"), "utf8")).toContain("\r\n");
  });
});

test("a merge of two branches: the topology is merged, its folder deleted and compiled", async () => {
  const cwd = await checkedOut("false", "");
  const commit = async (change: string) => {
    const text = topology("one").replace(/^( +share: .*)$/m, `$1\n${change}`);
    writeAll(cwd, { "topologies/a.yaml": text });
    expect(await compileOf(cwd)).toMatchObject({ code: 0 });
    git(cwd, "add", "--all");
    git(cwd, "commit", "--quiet", "--message", change.trim());
  };
  git(cwd, "checkout", "--quiet", "-b", "other");
  await commit("        retention: 96h");
  git(cwd, "checkout", "--quiet", "main");
  await commit("        alertAfter: 90m");
  expect(() => git(cwd, "merge", "--quiet", "other")).toThrow();
  writeAll(cwd, { "topologies/a.yaml": topology("one", "        retention: 96h\n        alertAfter: 90m") });
  expect(await compileOf(cwd)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^hadrian: artifacts\/one\/manifest\.json: it is not a manifest of Hadrian's \(it is not JSON\)/m,
    ),
  });
  rmSync(join(cwd, "artifacts/one"), { recursive: true });
  expect(await compileOf(cwd)).toMatchObject({ code: 0, stdout: expect.stringMatching(/written\n$/) });
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--message", "merged");
  expect(await compileOf(cwd, "--check")).toMatchObject({ code: 0 });
});

describe("the line for .gitattributes", () => {
  it("is one line", () => expect(LINE).toMatch(/^artifacts\/\*\* \S.*\n$/));

  it.each(["", "* text=auto\n"])("keeps git diff from marking line ends, after %j", async (before) => {
    const cwd = await checkedOut("true", before + LINE);
    expect(git(cwd, "diff", "--check", EMPTY_TREE, "HEAD", "--", "artifacts")).toBe("");
    expect(await compileOf(cwd)).toMatchObject({ code: 0, stdout: expect.stringMatching(/unchanged\n$/) });
  });

  it("is needed for that", async () => {
    const cwd = await checkedOut("true", "");
    expect(() => git(cwd, "diff", "--check", EMPTY_TREE, "HEAD", "--", "artifacts")).toThrow();
  });
});
