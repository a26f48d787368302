import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAll, temporaryFolder, writeAll } from "../emit/support.ts";
import { BUNDLE, folderWith, hadrian, topology, warned, wrong } from "./support.ts";

describe("compile", () => {
  test("writes a folder, and leaves it alone when nothing changed", async () => {
    const cwd = folderWith({ "a.yaml": topology("one") });
    const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "-o", "new/out"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^new\/out\/one: \d+ files, written\n$/);
    const files = readAll(join(cwd, "new/out/one"));
    const listed = JSON.parse(files["manifest.json"] ?? "").files.map(({ path }: { path: string }) => path);
    expect(Object.keys(files).sort()).toEqual([...new Set([...listed, "manifest.json"])].sort());

    const before = statSync(join(cwd, "new/out/one")).ctimeMs;
    expect((await hadrian(["compile", "a.yaml", "-o", "new/out"], { cwd })).stdout).toMatch(/files, unchanged\n$/);
    expect(statSync(join(cwd, "new/out/one")).ctimeMs).toBe(before);
  });

  test("findings go to standard error; nothing is written for a topology with errors, the others are", async () => {
    const cwd = folderWith({ "a.yaml": wrong("one"), "b.yaml": warned("two"), "c.yaml": topology("three") });
    const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "b.yaml", "c.yaml", "-o", "out"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^out\/two: \d+ files, written\nout\/three: \d+ files, written\n$/);
    expect(stderr).toMatch(/^a\.yaml:15:9: error/m);
    expect(stderr).toMatch(/^hadrian: a\.yaml: 1 error, no warnings; nothing is written for it$/m);
    expect(stderr).toMatch(/^b\.yaml:.* warning .*\[L21\]$/m);
    expect(readdirSync(join(cwd, "out")).sort()).toEqual(["three", "two"]);
  });

  test("--strict refuses to write with warnings", async () => {
    const cwd = folderWith({ "a.yaml": warned("one") });
    const { code, stderr } = await hadrian(["compile", "a.yaml", "-o", "out", "--strict"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/no errors, 1 warning; nothing is written for it/);
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  test("from standard input", async () => {
    const cwd = temporaryFolder();
    expect(await hadrian(["compile", "-", "-o", "."], { cwd, input: topology("one") })).toMatchObject({ code: 0 });
    expect(readdirSync(cwd)).toEqual(["one"]);
  });

  test("two topologies of one name", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "b.yaml": warned("one"), "c.yaml": topology("two") });
    const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "b.yaml", "c.yaml", "-o", "out"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^hadrian: a\.yaml, b\.yaml: these topologies have one name, one/m);
    expect(stdout).toMatch(/^out\/two: /);
    expect(readdirSync(join(cwd, "out"))).toEqual(["two"]);
  });

  test("a foreign file stops it, by name", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "b.yaml": topology("two") });
    await hadrian(["compile", "a.yaml", "-o", "out"], { cwd });
    writeAll(cwd, { "out/one/setup/notes.txt": "mine", "a.yaml": warned("one") });
    const before = readAll(join(cwd, "out"));
    const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "b.yaml", "-o", "out"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^hadrian: out\/one\/setup\/notes\.txt: it is not in the folder's manifest\.json.*nothing was written$/m,
    );
    expect(stdout).toMatch(/^out\/two: /);
    expect(readAll(join(cwd, "out"))).toMatchObject(before);
  });

  test("a file that somebody edited stops it, by name, and goes with --discard-edits only", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "b.yaml": topology("two") });
    await hadrian(["compile", "a.yaml", "-o", "out"], { cwd });
    const whole = readAll(join(cwd, "out"));
    const [runbook, script] = ["out/one/RUNBOOK.md", "out/one/setup/06-verify/10-c.verify.sql"];
    const edit = () => writeAll(cwd, { [script]: "SELECT 1;\r\n", [runbook]: "mine" });
    edit();
    const before = readAll(join(cwd, "out"));
    const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "b.yaml", "-o", "out"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toBe(
      `hadrian: ${runbook}: it was edited since it was compiled (its sha256 is not the one in the folder's manifest.json); ` +
        "and so was 1 more; keep the edit elsewhere, such as in a template of your own, or let it go with --discard-edits; nothing was written\n",
    );
    expect(stdout).toMatch(/^out\/two: \d+ files, written\n$/);
    expect(readAll(join(cwd, "out"))).toMatchObject(before);

    const discarded = await hadrian(["compile", "a.yaml", "-o", "out", "--discard-edits"], { cwd });
    expect([discarded.code, discarded.stderr]).toEqual([0, ""]);
    expect(discarded.stdout).toMatch(/^out\/one: \d+ files, written\n$/);
    expect(readAll(join(cwd, "out"))).toMatchObject(whole);

    edit();
    const input = topology("one");
    expect(await hadrian(["compile", "-", "-o", "out"], { cwd, input })).toMatchObject({ code: 1, stdout: "" });
    expect(await hadrian(["compile", "-", "-o", "out", "--discard-edits"], { cwd, input })).toMatchObject({ code: 0 });
    expect(readAll(join(cwd, "out"))).toMatchObject(whole);
  });

  test("--discard-edits does not let a foreign file go", async () => {
    const cwd = folderWith({ "a.yaml": topology("one") });
    await hadrian(["compile", "a.yaml", "-o", "out"], { cwd });
    writeAll(cwd, { "out/one/notes.txt": "mine", "out/one/RUNBOOK.md": "mine" });
    const before = readAll(cwd);
    const { code, stderr } = await hadrian(["compile", "a.yaml", "-o", "out", "--discard-edits"], { cwd });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^hadrian: out\/one\/notes\.txt: it is not in the folder's/),
    ]);
    expect(readAll(cwd)).toEqual(before);
  });

  test("an edit that a template of one's own now makes is no edit any more", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "house/tsql/head.hbs": "-- Contoso\n" });
    await hadrian(["compile", "a.yaml", "-o", "other", "--templates", "house"], { cwd });
    await hadrian(["compile", "a.yaml", "-o", "out"], { cwd });
    const script = "one/setup/06-verify/10-c.verify.sql";
    writeAll(join(cwd, "out"), { [script]: readAll(join(cwd, "other"))[script] ?? "" });
    expect(await hadrian(["compile", "a.yaml", "-o", "out"], { cwd })).toMatchObject({ code: 1 });
    const mended = await hadrian(["compile", "a.yaml", "-o", "out", "--templates", "house"], { cwd });
    expect(mended).toMatchObject({ code: 0, stdout: expect.stringMatching(/written\n$/) });
    expect(readAll(join(cwd, "out"))).toEqual(readAll(join(cwd, "other")));
  });

  test("a link in the folder's place", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "elsewhere/x": "" });
    mkdirSync(join(cwd, "out"));
    symlinkSync("../elsewhere", join(cwd, "out/one"));
    expect(await hadrian(["compile", "a.yaml", "-o", "out"], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^hadrian: out\/one: it is a link/m),
    });
    expect(readAll(cwd)).toMatchObject({ "out/one": "-> ../elsewhere", "elsewhere/x": "" });
  });

  test("an output folder that is a file", async () => {
    const cwd = folderWith({ "a.yaml": topology("one") });
    const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "-o", "a.yaml"], { cwd });
    expect([code, stdout]).toEqual([74, ""]);
    expect(stderr).toBe("hadrian: a.yaml: it is a file, not a folder; nothing was written\n");
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe(topology("one"));
  });

  test("a half-done swap is mended even by a run that writes nothing", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "b.yaml": wrong("two") });
    await hadrian(["compile", "a.yaml", "-o", "out"], { cwd });
    const whole = readAll(join(cwd, "out"));
    spawnSync("mv", ["out/one", "out/.one.hadrian-old"], { cwd });
    writeAll(cwd, { "out/.one.hadrian-new/RUNBOOK.md": "half" });
    expect(await hadrian(["compile", "b.yaml", "-o", "out"], { cwd })).toMatchObject({ code: 1 });
    expect(readAll(join(cwd, "out"))).toEqual(whole);
  });

  test("killed at random, then run again", { timeout: 120_000 }, async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "b.yaml": warned("one") });
    await hadrian(["compile", "b.yaml", "-o", "b"], { cwd });
    const wanted = readAll(join(cwd, "b"));
    await hadrian(["compile", "a.yaml", "-o", "out"], { cwd });
    for (let round = 0; round < 10; round++) {
      const file = round % 2 === 0 ? "b.yaml" : "a.yaml";
      const child = spawn(process.execPath, [BUNDLE, "compile", file, "-o", "out"], { cwd, stdio: "ignore" });
      setTimeout(() => child.kill("SIGKILL"), 60 + round * 12);
      await new Promise((resolve) => child.on("exit", resolve));
    }
    expect(await hadrian(["compile", "b.yaml", "-o", "out"], { cwd })).toMatchObject({ code: 0 });
    expect(readAll(join(cwd, "out"))).toEqual(wanted);
  });

  test("several runs at one output at a time", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "b.yaml": warned("one") });
    const runs = ["a", "b", "a", "b"].map((name) => hadrian(["compile", `${name}.yaml`, "-o", "out"], { cwd }));
    for (const { code } of await Promise.all(runs)) expect(code).toBe(0);
    expect(readdirSync(join(cwd, "out"))).toEqual(["one"]);
    expect(await hadrian(["compile", "a.yaml", "-o", "out"], { cwd })).toMatchObject({ code: 0 });
  });
});

test("two topologies of one name, told apart only by reading them as YAML", async () => {
  const flow = topology("one").replace("name: one", 'name: "\\x6fne"');
  const cwd = folderWith({
    "a.yaml": flow,
    "b.yaml": topology("two"),
    "c.yaml": topology("one"),
    "d.yaml": wrong("one"),
  });
  const { code, stdout, stderr } = await hadrian(["compile", "a.yaml", "b.yaml", "c.yaml", "d.yaml", "-o", "out"], {
    cwd,
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^hadrian: a\.yaml, c\.yaml: these topologies have one name, one/m);
  expect(stdout).toMatch(/^out\/two: /);
  expect(readdirSync(join(cwd, "out"))).toEqual(["two"]);
  // One that is not complete takes no name.
  const alone = await hadrian(["compile", "c.yaml", "d.yaml", "-o", "out"], { cwd });
  expect([alone.code, alone.stdout]).toEqual([1, expect.stringMatching(/^out\/one: \d+ files, written\n$/)]);
});
