import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { applyPatch } from "diff";
import { describe, expect, test } from "vitest";
import { readAll, writeAll } from "../emit/support.ts";
import { BUNDLE, folderWith, hadrian, run, topology, warned, wrong } from "./support.ts";

/** A folder whose `out/one` is compiled from `a.yaml`. */
async function compiled(): Promise<string> {
  const cwd = folderWith({ "a.yaml": topology("one") });
  expect(await hadrian(["compile", "a.yaml", "-o", "out"], { cwd })).toMatchObject({ code: 0 });
  return cwd;
}

const check = (cwd: string, ...more: string[]) =>
  hadrian(["compile", "a.yaml", "-o", "out", "--check", ...more], { cwd });

/** What a diff says of each file: its lines, by path. */
function sections(diff: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const section of diff.split(/^(?=--- )/m)) {
    const [, before, after] = /^--- (\S+).*\n\+\+\+ (\S+)/.exec(section) ?? [];
    const path = before === "/dev/null" ? after : before;
    if (path !== undefined) found[path] = section;
  }
  return found;
}

describe("--check", () => {
  test("nothing would change", async () => {
    const cwd = await compiled();
    const { code, stdout, stderr } = await check(cwd);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^out\/one: \d+ files, unchanged\n$/);
  });

  test("a diff of what would change, and nothing written", async () => {
    const cwd = await compiled();
    writeAll(cwd, { "a.yaml": warned("one") });
    const before = readAll(cwd);
    const { code, stdout } = await check(cwd);
    expect(code).toBe(2);
    expect(readAll(cwd)).toEqual(before);
    for (const hidden of ["\r", "\uFEFF", "\u001B"]) expect(stdout).not.toContain(hidden);
    expect(stdout).toMatch(/^-.*60\b.*$/m);
    expect(stdout).toMatch(/^\+.*16\b.*$/m);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^out\/one: \d+ files, would be written: \d+ changed$/);

    // The diff is the truth: on each file's lines it gives what a compile writes.
    await hadrian(["compile", "a.yaml", "-o", "out"], { cwd });
    const after = readAll(cwd);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    const diffs = sections(stdout.replace(/^out\/one: .*\n/m, ""));
    expect(Object.keys(diffs)).toEqual([
      ...changed.filter((path) => !path.endsWith("manifest.json")).sort(),
      "out/one/manifest.json",
    ]);
    const text = (raw: string | undefined) => (raw ?? "").replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
    for (const path of changed) expect(applyPatch(text(before[path]), diffs[path] ?? "")).toBe(text(after[path]));
  });

  test("files to be added and removed", async () => {
    const cwd = await compiled();
    const more = topology("one").replace("  c: {", "  d: { host: d.contoso.com, site: west }\n  c: {");
    const [two] = /^ {8}- \{ server: c.*$/m.exec(more) ?? [""];
    writeAll(cwd, { "a.yaml": more.replace(two, `${two}\n${two.replace("server: c", "server: d")}`) });
    const added = await check(cwd);
    expect(added.code).toBe(2);
    expect(added.stdout).toMatch(
      /^--- \/dev\/null\n\+\+\+ out\/one\/setup\/\S+-d\.\S+\tcompiled\n@@ -0,0 \+1,\d+ @@\n\+/m,
    );

    await hadrian(["compile", "a.yaml", "-o", "out"], { cwd });
    writeAll(cwd, { "a.yaml": topology("one") });
    const removed = await check(cwd);
    expect(removed.code).toBe(2);
    expect(removed.stdout).toMatch(
      /^--- out\/one\/setup\/\S+-d\.\S+\ton disk\n\+\+\+ \/dev\/null\n@@ -1,\d+ \+0,0 @@\n-/m,
    );
    expect(removed.stdout).toMatch(/would be written: \d+ changed, \d+ removed\n$/);
  });

  test("no folder yet: all of it is added, and none is made", async () => {
    const cwd = folderWith({ "a.yaml": topology("one") });
    const { code, stdout } = await check(cwd);
    expect(code).toBe(2);
    const paths = Object.keys(sections(stdout));
    expect(paths).toContain("out/one/manifest.json");
    expect(stdout).toMatch(
      new RegExp(`^out/one: ${paths.length} files, would be written: ${paths.length} added$`, "m"),
    );
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  test.each<[string, (text: string) => string, RegExp]>([
    ["line ends", (text) => text.replaceAll("\r\n", "\n"), /\n\(line ends: on disk LF, compiled CRLF\)\nout/],
    ["mixed line ends", (text) => text.replace("\r\n", "\n"), /\n\(line ends: on disk mixed, compiled CRLF\)\nout/],
    ["the mark", (text) => text.slice(1), /\n\(on disk no byte order mark, compiled a byte order mark\)\nout/],
    ["a NUL", (text) => `${text}\0`, /\n\(it is not text\)\nout/],
    ["a lone carriage return", (text) => text.replace("SET", "SET\r"), /^-SET·/m],
    ["an escape sequence", (text) => text.replace("SET", "\u001B[31mSET"), /^-·\[31mSET/m],
    ["the last line end", (text) => text.trimEnd(), /\n\\ No newline at end of file\n\+/],
  ])("%s on disk", async (_, spoil, shown) => {
    const cwd = await compiled();
    const path = "out/one/setup/06-verify/10-c.verify.sql";
    writeAll(cwd, { [path]: spoil(readAll(cwd)[path] ?? "") });
    const { code, stdout } = await check(cwd);
    expect(code).toBe(2);
    expect(Object.keys(sections(stdout))).toEqual([path]);
    expect(stdout).toMatch(shown);
    for (const hidden of ["\r", "\u001B"]) expect(stdout).not.toContain(hidden);
  });

  test("a file that somebody edited differs, and would stop a compile unless edits may go", async () => {
    const cwd = await compiled();
    const path = "out/one/setup/06-verify/10-c.verify.sql";
    writeAll(cwd, { [path]: `${readAll(cwd)[path]}SELECT 1;\r\n` });
    const before = readAll(cwd);
    const { code, stdout, stderr } = await check(cwd);
    expect(code).toBe(2);
    expect(stdout).toMatch(new RegExp(`^--- ${path}\ton disk, edited\n\\+\\+\\+ ${path}\tcompiled\n`));
    expect(stdout).toMatch(/^-SELECT 1;$/m);
    expect(stdout).toMatch(/^out\/one: \d+ files, would be written with --discard-edits: 1 changed\n$/m);
    expect(stderr).toMatch(
      new RegExp(`^hadrian: ${path}: it was edited since .*, which stops a compile; keep the edit elsewhere, .*\n$`),
    );

    const discarding = await check(cwd, "--discard-edits");
    expect([discarding.code, discarding.stderr]).toEqual([2, ""]);
    expect(discarding.stdout).toMatch(/^out\/one: \d+ files, would be written: 1 changed\n$/m);

    const dry = (...more: string[]) => hadrian(["compile", "a.yaml", "-o", "out", "--dry-run", ...more], { cwd });
    expect(await dry()).toEqual({ code: 1, stdout: "", stderr });
    expect(await dry("--discard-edits")).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^out\/one: \d+ files, would be written: 1 changed\n$/),
      stderr: "",
    });
    expect(readAll(cwd)).toEqual(before);
  });

  test("a file that is missing would be added, and stops nothing", async () => {
    const cwd = await compiled();
    rmSync(join(cwd, "out/one/RUNBOOK.md"));
    const { code, stdout, stderr } = await check(cwd);
    expect([code, stderr]).toEqual([2, ""]);
    expect(stdout).toMatch(/^--- \/dev\/null\n\+\+\+ out\/one\/RUNBOOK\.md\tcompiled\n/);
    expect(stdout).toMatch(/would be written: 1 added\n$/);
  });

  test("a file that differs in everything costs no more than it should", async () => {
    const cwd = await compiled();
    const path = "out/one/setup/06-verify/10-c.verify.sql";
    writeAll(cwd, { [path]: Array.from({ length: 200_000 }, (_, n) => `line ${n}\n`).join("") });
    const began = Date.now();
    const { code, stdout } = await check(cwd);
    expect([code, stdout]).toEqual([
      2,
      expect.stringMatching(/\n\(more than 5000 lines differ: 200000 on disk, \d+ compiled\)\n/),
    ]);
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  test("a foreign file is refused as in writing", async () => {
    const cwd = await compiled();
    writeAll(cwd, { "out/one/setup/notes.txt": "mine", "a.yaml": warned("one") });
    for (const mode of ["--check", "--dry-run"]) {
      const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "-o", "out", mode], { cwd });
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^hadrian: out\/one\/setup\/notes\.txt: it is not in the folder's manifest\.json/m);
    }
  });

  test("a folder that cannot be read is 74", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), file: "" });
    symlinkSync("loop", join(cwd, "loop"));
    for (const [dir, reason] of [
      ["loop", /^hadrian: loop: too many symbolic links \(ELOOP\)$/m],
      ["loop/out", /^hadrian: loop\/out: too many symbolic links \(ELOOP\)$/m],
      ["file", /^hadrian: file: it is a file, not a folder$/m],
      ["x".repeat(300), /the name is too long \(ENAMETOOLONG\)$/m],
    ] as const) {
      for (const mode of ["--check", "--dry-run"]) {
        const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "-o", dir, mode], { cwd });
        expect([dir, code, stdout]).toEqual([dir, 74, ""]);
        expect(stderr).toMatch(reason);
      }
    }
  });

  test("a half-done swap is told and left as it is", async () => {
    const cwd = await compiled();
    spawnSync("mv", ["out/one", "out/.one.hadrian-old"], { cwd });
    const before = readAll(cwd);
    for (const [mode, code] of [
      ["--check", 2],
      ["--dry-run", 0],
    ] as const) {
      const outcome = await hadrian(["compile", "a.yaml", "-o", "out", mode], { cwd });
      expect([mode, outcome.code]).toEqual([mode, code]);
      expect(outcome.stderr).toMatch(/^hadrian: out\/\.one\.hadrian-old: a killed run left it/m);
      expect(readAll(cwd)).toEqual(before);
    }
  });

  test("what another run is writing is waited for; a dead run's lock is not", { timeout: 30_000 }, async () => {
    const cwd = await compiled();
    const lock = join(cwd, "out/.one.hadrian-lock");
    writeFileSync(lock, `${hostname()}\n${process.pid}\nx`);
    const { code, stderr } = await check(cwd);
    expect(code).toBe(74);
    expect(stderr).toMatch(/^hadrian: out\/one: process \d+ on .* is writing it/m);
    utimesSync(lock, 1, 1);
    expect(await check(cwd)).toMatchObject({ code: 0 });
    expect(readdirSync(join(cwd, "out"))).toEqual([".one.hadrian-lock", "one"]);
  });

  test("several topologies: one that fails harms no other, and the gravest code counts", async () => {
    const cwd = folderWith({ "b.yaml": topology("two"), "c.yaml": topology("three"), "a.yaml": topology("one") });
    await hadrian(["compile", ".", "-o", "out"], { cwd });
    writeAll(cwd, { "a.yaml": wrong("one"), "b.yaml": warned("two") });
    const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "b.yaml", "c.yaml", "-o", "out", "--check"], {
      cwd,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^a\.yaml:15:9: error/m);
    expect(stdout).toMatch(/^out\/two: \d+ files, would be written: \d+ changed\nout\/three: \d+ files, unchanged\n$/m);
    const others = ["b.yaml", "c.yaml", "-o", "out"];
    expect(await hadrian(["compile", ...others, "--check"], { cwd })).toMatchObject({ code: 2 });
    expect(await hadrian(["compile", ...others, "--check", "--strict"], { cwd })).toMatchObject({ code: 1 });
    expect(await hadrian(["compile", "none.yaml", ...others, "--check"], { cwd })).toMatchObject({ code: 74 });
    // Two of one name are refused here as well.
    const twice = await hadrian(["compile", "b.yaml", "-", "-o", "out", "--check"], { cwd, input: topology("two") });
    expect([twice.code, twice.stdout]).toEqual([1, ""]);
  });

  test.skipIf(spawnSync("script", ["--version"]).status !== 0)("colour on a terminal only", async () => {
    const cwd = await compiled();
    writeAll(cwd, { "a.yaml": warned("one") });
    const command = `'${process.execPath}' '${BUNDLE}' compile a.yaml -o out --check`;
    const inTerminal = await run("script", ["-qec", command, "/dev/null"], { cwd, env: { TERM: "xterm" } });
    expect(inTerminal.stdout).toContain("\n\u001B[32m+");
    expect(inTerminal.stdout).toContain("\n\u001B[31m-");
  });
});

describe("--dry-run", () => {
  test("counts, and makes nothing", async () => {
    const cwd = folderWith({ "a.yaml": topology("one") });
    const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "-o", "no/such/out", "--dry-run"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^no\/such\/out\/one: (\d+) files, would be written: \1 added\n$/);
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  test("against what is there", async () => {
    const cwd = await compiled();
    const dry = () => hadrian(["compile", "a.yaml", "-o", "out", "--dry-run"], { cwd });
    expect((await dry()).stdout).toMatch(/^out\/one: \d+ files, unchanged\n$/);
    writeAll(cwd, { "a.yaml": warned("one") });
    const before = readAll(cwd);
    expect(await dry()).toMatchObject({ code: 0, stdout: expect.stringMatching(/would be written: \d+ changed\n$/) });
    expect(readAll(cwd)).toEqual(before);
  });

  test("one that fails harms no other", async () => {
    const cwd = folderWith({ "a.yaml": wrong("one"), "b.yaml": topology("two") });
    mkdirSync(join(cwd, "out"));
    const { code, stdout } = await hadrian(["compile", "a.yaml", "b.yaml", "-o", "out", "--dry-run"], { cwd });
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^out\/two: \d+ files, would be written/)]);
    expect(readdirSync(join(cwd, "out"))).toEqual([]);
  });

  test("with --check it is --check", async () => {
    const cwd = await compiled();
    writeAll(cwd, { "a.yaml": warned("one") });
    expect(await check(cwd, "--dry-run")).toEqual(await check(cwd));
    expect((await check(cwd, "--dry-run")).code).toBe(2);
  });
});
