import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hadrian, topology } from "../cli/support.ts";
import { temporaryFolder, writeAll } from "../emit/support.ts";
import { ROOT } from "../support/fixtures.ts";
import { git } from "./repository.ts";

const guide = readFileSync(join(ROOT, "docs/ci.md"), "utf8");
const LINE = /^```gitattributes\n(.*\n)```$/m.exec(guide)?.[1] ?? "";

const compileOf = (cwd: string) => hadrian(["compile", "topologies", "-o", "artifacts"], { cwd });

/** Commits topology and scripts under a setting of core.autocrlf, and checks both out again. */
async function checkedOut(autocrlf: string, attributes: string): Promise<string> {
  const cwd = temporaryFolder();
  writeAll(cwd, { ".gitattributes": attributes, "topologies/a.yaml": topology("one") });
  git(cwd, "init", "--quiet");
  git(cwd, "config", "core.autocrlf", autocrlf);
  expect(await compileOf(cwd)).toMatchObject({ code: 0, stdout: expect.stringMatching(/written\n$/) });
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--message", "topologies");
  for (const folder of ["artifacts", "topologies"]) rmSync(join(cwd, folder), { recursive: true });
  git(cwd, "checkout", "--", ".");
  return cwd;
}

describe("the line for .gitattributes", () => {
  it("is one line", () => expect(LINE).toMatch(/^artifacts\/\*\* \S.*\n$/));

  for (const autocrlf of ["true", "input", "false"]) {
    for (const before of ["", "* text=auto\n", "* text=auto eol=lf\n", "* text eol=crlf\n"]) {
      it(`keeps the scripts with core.autocrlf=${autocrlf}${before === "" ? "" : ` after ${before.trim()}`}`, async () => {
        const cwd = await checkedOut(autocrlf, before + LINE);
        expect(await compileOf(cwd)).toMatchObject({ code: 0, stdout: expect.stringMatching(/unchanged\n$/) });
        expect(git(cwd, "status", "--porcelain")).toBe("");
        expect(git(cwd, "diff", "--check", git(cwd, "hash-object", "-t", "tree", "/dev/null").trim(), "HEAD")).toBe("");
      });
    }
  }

  it.each(["true", "input"])("is needed with core.autocrlf=%s", async (autocrlf) => {
    const cwd = await checkedOut(autocrlf, "");
    expect(await compileOf(cwd)).toMatchObject({ code: 0, stdout: expect.stringMatching(/written\n$/) });
  });

  it("does no harm to topologies that git writes with CRLF", async () => {
    const cwd = await checkedOut("true", LINE);
    expect(readFileSync(join(cwd, "topologies/a.yaml"), "utf8")).toContain("\r\n");
  });
});
