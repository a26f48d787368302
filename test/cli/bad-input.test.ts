import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAll } from "../emit/support.ts";
import { BUNDLE, folderWith, hadrian, type Outcome, run, topology, warned } from "./support.ts";

const LONG = `${"x".repeat(300)}.yaml`;

/** A folder with what can go wrong in it. */
function hostileFolder(): string {
  const cwd = folderWith({
    "a.yaml": topology("one"),
    "b.yaml": topology("two"),
    "empty.yaml": "",
    "binary.yaml": "\0\u0001\0",
    file: "mine",
    "folder/notes.txt": "no topology",
  });
  symlinkSync("loop.yaml", join(cwd, "loop.yaml"));
  return cwd;
}

/** What holds of every failure: words, no stack trace, and nothing written. */
function expectWords({ stderr }: Outcome): void {
  expect(stderr).not.toBe("");
  expect(stderr).not.toMatch(/^\s+at |internal error|node:/m);
}

const READERS = [
  ["validate"],
  ["plan"],
  ["show"],
  ["compile", "-o", "out"],
  ["compile", "-o", "out", "--check"],
  ["compile", "-o", "out", "--dry-run"],
  ["compile", "-o", "out", "--discard-edits"],
];

describe.each(READERS)("%s %s %s %s", (...reader: (string | undefined)[]) => {
  const command = reader.filter((word) => word !== undefined);
  test.each<[what: string, args: string[], code: number, message: RegExp]>([
    ["no FILE", [], 64, /^error: missing required argument 'FILE'/],
    ["an empty FILE", [""], 64, /^error: a FILE is empty/],
    ["a file that is not there", ["none.yaml"], 74, /^hadrian: none\.yaml: no such file or folder \(ENOENT\)$/m],
    ["a loop of links", ["loop.yaml"], 74, /^hadrian: loop\.yaml: too many symbolic links \(ELOOP\)$/m],
    ["a name that is too long", [LONG], 74, /the name is too long \(ENAMETOOLONG\)$/m],
    [
      "a file for a folder",
      ["file/a.yaml"],
      74,
      /^hadrian: file\/a\.yaml: a part of the path is not a folder \(ENOTDIR\)$/m,
    ],
    [
      "a folder without a topology",
      ["folder"],
      74,
      /^hadrian: folder: there is no \*\.yaml or \*\.yml in this folder$/m,
    ],
    ["a glob without a match", ["*.json"], 74, /^hadrian: \*\.json: no file matches$/m],
    ["an unknown option", ["a.yaml", "--frobnicate"], 64, /^error: unknown option '--frobnicate'/],
    ["a mistyped option", ["a.yaml", "--hlep"], 64, /^\(Did you mean --help\?\)$/m],
  ])("%s", async (_, args, code, message) => {
    const cwd = hostileFolder();
    const before = readAll(cwd);
    const outcome = await hadrian([...command, ...args], { cwd });
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toMatch(message);
    expectWords(outcome);
    // A plan in JSON of nothing would be an empty array; a table of nothing is nothing.
    expect(outcome.stdout).toBe("");
    expect(readAll(cwd)).toEqual(before);
  });

  test.each([["empty.yaml"], ["binary.yaml"]])("%s", async (file) => {
    const cwd = hostileFolder();
    const before = readAll(cwd);
    const outcome = await hadrian([...command, file], { cwd });
    expect(outcome.code).toBe(1);
    expect(outcome.stdout + outcome.stderr).toMatch(new RegExp(`^${file}:1:1: error .* \\[Y\\d\\d\\]$`, "m"));
    expectWords(outcome);
    expect(readAll(cwd)).toEqual(before);
  });

  test.skipIf(spawnSync("script", ["--version"]).status !== 0)("standard input that is a terminal", async () => {
    const cwd = hostileFolder();
    const before = readAll(cwd);
    const line = [process.execPath, BUNDLE, ...command, "-"].map((word) => `'${word}'`).join(" ");
    const { code, stdout } = await run("script", ["-qec", line, "/dev/null"], { cwd });
    expect([code, stdout]).toEqual([
      64,
      expect.stringMatching(/^error: - reads .* that is a terminal; pipe a file into it\r\n$/),
    ]);
    expect(readAll(cwd)).toEqual(before);
  });
});

describe("one command each", () => {
  test.each<[args: string[], code: number, message: RegExp]>([
    [[], 64, /^Usage: hadrian/],
    [["complie", "a.yaml"], 64, /^\(Did you mean compile\?\)$/m],
    [["help", "complie"], 64, /^\(Did you mean compile\?\)$/m],
    [["help", "frobnicate"], 64, /^error: unknown command 'frobnicate'\n\(--help lists them\)$/m],
    [["--vesion"], 64, /^\(Did you mean --version\?\)$/m],
    [["frobnicate"], 64, /^error: unknown command 'frobnicate'$/m],
    [["validate", "a.yaml", "--format", "jsno"], 64, /Allowed choices are .*json.*\. Did you mean json\?$/m],
    [["validate", "a.yaml", "--format"], 64, /argument missing$/m],
    [["plan", "a.yaml", "--format", "txt"], 64, /Did you mean text\?$/m],
    [["plan", "a.yaml", "--only"], 64, /argument missing$/m],
    [["plan", "a.yaml", "--only", "server=sql-x"], 64, /no such server/],
    [["show", "a.yaml", "--format", "yml"], 64, /Did you mean yaml\?$/m],
    [["show", "a.yaml", "--format"], 64, /argument missing$/m],
    [["compile", "a.yaml"], 64, /required option '-o, --output <DIR>' not specified$/m],
    [["compile", "a.yaml", "-o", ""], 64, /^error: the output folder's name is empty$/m],
    [["compile", "a.yaml", "-o", "file"], 74, /^hadrian: file: it is a file, not a folder; nothing was written$/m],
    [["compile", "a.yaml", "-o", "file", "--check"], 74, /^hadrian: file: it is a file, not a folder$/m],
    [["compile", "a.yaml", "-o", "file", "--dry-run"], 74, /^hadrian: file: it is a file, not a folder$/m],
    [
      ["compile", "a.yaml", "-o", "file/out"],
      74,
      /a part of the path is not a folder \(ENOTDIR\); nothing was written$/m,
    ],
    [["compile", "a.yaml", "-o", "loop.yaml/out"], 74, /\(ELOOP\); nothing was written$/m],
    [["compile", "a.yaml", "-o", LONG], 74, /\(ENAMETOOLONG\); nothing was written$/m],
    [["compile", "--discard-edits"], 64, /required option '-o, --output <DIR>' not specified$/m],
    [["compile", "a.yaml", "--discard-edits"], 64, /required option '-o, --output <DIR>' not specified$/m],
    [["compile", "a.yaml", "-o", "--discard-edits"], 64, /^error: -o is followed by --discard-edits, not by a folder/],
    [["compile", "a.yaml", "-o", "--check"], 64, /; a folder of that name is \.\/--check$/m],
    [["compile", "a.yaml", "-o", "out", "--discard-edits=all"], 64, /^error: unknown option '--discard-edits=all'$/m],
    [["compile", "a.yaml", "-o", "out", "--no-discard-edits"], 64, /^error: unknown option '--no-discard-edits'$/m],
    [["compile", "a.yaml", "-o", "out", "--discard-edit"], 64, /^\(Did you mean --discard-edits\?\)$/m],
    [["validate", "a.yaml", "--discard-edits"], 64, /^error: unknown option '--discard-edits'$/m],
    [["plan", "a.yaml", "--discard-edits"], 64, /^error: unknown option '--discard-edits'$/m],
    [
      ["compile", "a.yaml", "-o", "file", "--discard-edits"],
      74,
      /^hadrian: file: it is a file, not a folder; nothing was written$/m,
    ],
    [["init", ""], 64, /^error: FILE is empty$/m],
    [["init", "x.yaml", "y.yaml"], 64, /^error: too many arguments/],
    [["init", "--platform", "skpe", "x.yaml"], 64, /Did you mean skype-for-business-2015\?$/m],
    [["init", "--platform", "lync", "x.yaml"], 64, /Did you mean lync-server-2013\?$/m],
    [["init", "--platform", "frobnicate", "x.yaml"], 64, /Allowed choices are sql-server, .*\.$/m],
    [["init", "--platfrom", "sql-server"], 64, /^\(Did you mean --platform\?\)$/m],
    [["init", "folder"], 74, /^hadrian: folder: it is a folder; nothing was written$/m],
    [["init", "file"], 74, /^hadrian: file: it is there already, and is not overwritten; nothing was written$/m],
    [
      ["init", "file/x.yaml"],
      74,
      /^hadrian: file\/x\.yaml: a part of the path is not a folder \(ENOTDIR\); nothing was written$/m,
    ],
    [["init", "loop.yaml"], 74, /^hadrian: loop\.yaml: it is there already/m],
    [["init", LONG], 74, /\(ENAMETOOLONG\); nothing was written$/m],
    [["schema", "x"], 64, /^error: too many arguments/],
    [["schema", "--frobnicate"], 64, /^error: unknown option/],
    [["completion"], 64, /^error: missing required argument 'SHELL'/],
    [["completion", "pwershell"], 64, /Allowed choices are bash, .*\. Did you mean powershell\?$/m],
    [["completion", "cmd.exe"], 64, /Allowed choices are bash, zsh, fish, powershell\.$/m],
    [["completion", "bash", "zsh"], 64, /^error: too many arguments/],
    [["schema", "-o"], 64, /argument missing$/m],
    [["schema", "-o", ""], 64, /^error: the output file's name is empty$/m],
    [
      ["schema", "-o", "a.yaml"],
      74,
      /^hadrian: a\.yaml: it is there already, and is not Hadrian's.*; nothing was written$/m,
    ],
    [["schema", "-o", "folder"], 74, /^hadrian: folder: it is a folder; nothing was written$/m],
    [["schema", "-o", "file/x.json"], 74, /^hadrian: file\/x\.json: .*\(ENOTDIR\); nothing was written$/m],
    [["schema", "-o", "none/x.json"], 74, /^hadrian: none\/x\.json: .*\(ENOENT\); nothing was written$/m],
    [["schema", "-o", "loop.yaml"], 74, /^hadrian: loop\.yaml: it is a link .*; nothing was written$/m],
    [["schema", "-o", LONG], 74, /\(ENAMETOOLONG\); nothing was written$/m],
  ])("%j", async (args, code, message) => {
    const cwd = hostileFolder();
    const before = readAll(cwd);
    const outcome = await hadrian(args, { cwd });
    expect([outcome.code, outcome.stdout]).toEqual([code, ""]);
    expect(outcome.stderr).toMatch(message);
    expectWords(outcome);
    expect(readAll(cwd)).toEqual(before);
  });

  test("what one option gets wrong is told before another command's work", async () => {
    const { code, stderr } = await hadrian(["validate", "a.yaml", "--check"], { cwd: hostileFolder() });
    expect([code, stderr]).toEqual([64, expect.stringMatching(/^error: unknown option '--check'/)]);
  });
});

describe.skipIf(process.platform !== "linux")("an output folder that nobody can make ends at once", () => {
  test.each<[args: string[], message: RegExp]>([
    [
      ["compile", "a.yaml", "-o", "/proc/x"],
      /^hadrian: \/proc\/x: no such file or folder \(ENOENT\); nothing was written$/m,
    ],
    [["compile", "a.yaml", "-o", "/dev/null/x"], /^hadrian: \/dev\/null\/x: .* \(ENOTDIR\); nothing was written$/m],
    [["compile", "a.yaml", "-o", "dangling/x"], /^hadrian: dangling\/x: .* \(ENOENT\); nothing was written$/m],
    [["templates", "eject", "/proc/x"], /^hadrian: \/proc\/x: no such file or folder \(ENOENT\)$/m],
    [["init", "/proc/x"], /^hadrian: \/proc\/x: no such file or folder \(ENOENT\); nothing was written$/m],
  ])("%j", { timeout: 10_000 }, async (args, message) => {
    const cwd = hostileFolder();
    symlinkSync("nowhere", join(cwd, "dangling"));
    const outcome = await run("timeout", ["8", process.execPath, BUNDLE, ...args], { cwd });
    expect([outcome.code, outcome.stdout]).toEqual([74, ""]);
    expect(outcome.stderr).toMatch(message);
    expectWords(outcome);
  });
});

describe("a closed pipe", () => {
  test.each<[args: string, code: number]>([
    ["validate many", 0],
    ["plan many", 0],
    ["plan many --format json", 0],
    ["show many", 0],
    ["plan --help", 0],
    ["compile many -o out --check", 2],
    ["compile many -o none --dry-run", 0],
    ["schema", 0],
    ["completion powershell", 0],
    ["init -", 0],
  ])("%s | head -1", async (args, code) => {
    const files = Array.from({ length: 12 }, (_, n) => [`many/${n}.yaml`, warned(`t${n}`)]);
    const cwd = folderWith(Object.fromEntries(files));
    const before = readAll(cwd);
    const line = `'${process.execPath}' '${BUNDLE}' ${args} 2>/dev/null | head -1 >/dev/null; exit \${PIPESTATUS[0]}`;
    expect(await run("bash", ["-c", line], { cwd })).toEqual({ code, stdout: "", stderr: "" });
    expect(readAll(cwd)).toEqual(before);
  });

  test.skipIf(process.platform !== "linux")("an output that cannot be written is 74", async () => {
    for (const args of ["plan a.yaml", "schema", "init -", "compile a.yaml -o out --check"]) {
      const line = `exec '${process.execPath}' '${BUNDLE}' ${args} >/dev/full`;
      const outcome = await run("bash", ["-c", line], { cwd: hostileFolder() });
      expect([args, outcome.code]).toEqual([args, 74]);
      expect(outcome.stderr).toMatch(/^hadrian: standard output: it cannot be written: ENOSPC/m);
    }
  });
});
