import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { additions } from "../../src/render/templates/language.ts";
import { ownSources, replaceable } from "../../src/render/templates/override.ts";
import { readAll, temporaryFolder, writeAll } from "../emit/support.ts";
import { okCases, ROOT } from "../support/fixtures.ts";
import { hadrian, topology } from "./support.ts";

/** A folder with these files, by path; in place of a text, a change to Hadrian's own template of that name. */
function folderWith(files: Readonly<Record<string, string | ((own: string) => string) | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const own = ownSources.get(path.replace(/^[^/]+\//, "").replace(/\.hbs$/, ""));
    writeFileSync(file, typeof content === "function" ? content(own ?? "") : content);
  }
  return folder;
}

const HEAD = "house/tsql/head.hbs";
const SEED = "house/tsql/seed.hbs";
const change = "-- Contoso. Change CHG0012345.\n";

describe("templates list", () => {
  test("names every template, and marks those that a folder replaces", async () => {
    const cwd = folderWith({ [HEAD]: change, [SEED]: (own) => own });
    const all = await hadrian(["templates", "list"], { cwd });
    expect(all.code).toBe(0);
    const names = all.stdout.split("\n").filter((line) => line.startsWith("  "));
    expect(names).toEqual([...replaceable, ...additions].map((name) => `  ${name}.hbs`));
    expect(all.stdout).not.toMatch(/partials|frame/);
    const { stdout } = await hadrian(["templates", "list", "house"], { cwd });
    expect(stdout.split("\n").filter((line) => line.includes("house"))).toEqual([
      `  tsql/seed.hbs  (replaced by ${join("house", "tsql/seed.hbs")})`,
      `  tsql/head.hbs  (is ${join("house", "tsql/head.hbs")})`,
    ]);
  });
});

describe("templates eject", () => {
  test("writes what gives the same bytes, and twice changes nothing", async () => {
    const cwd = temporaryFolder();
    expect((await hadrian(["templates", "eject", "house"], { cwd })).code).toBe(0);
    const files = readAll(join(cwd, "house"));
    expect(Object.keys(files).sort()).toEqual(replaceable.map((name) => `${name}.hbs`).sort());
    expect((await hadrian(["templates", "eject", "house"], { cwd })).stdout).toMatch(/unchanged/);
    const cases = okCases.map((name) => join(ROOT, "fixtures", "ok", name, "topology.yaml"));
    expect((await hadrian(["compile", ...cases, "-o", "plain"], { cwd })).code).toBe(0);
    expect((await hadrian(["compile", ...cases, "-o", "own", "--templates", "house"], { cwd })).code).toBe(0);
    expect(readAll(join(cwd, "own"))).toEqual(readAll(join(cwd, "plain")));
  });

  test("writes what check --fix leaves as it is", async () => {
    const cwd = temporaryFolder();
    await hadrian(["templates", "eject", "house"], { cwd });
    const ejected = readAll(join(cwd, "house"));
    const { code, stderr } = await hadrian(["templates", "check", "house", "--fix"], { cwd });
    expect([code, stderr]).toEqual([0, `no errors in ${replaceable.length} templates\n`]);
    expect(readAll(join(cwd, "house"))).toEqual(ejected);
  });

  test("overwrites nothing, follows no link, and then writes nothing at all", async () => {
    const cwd = folderWith({ [SEED]: change });
    const { code, stderr } = await hadrian(["templates", "eject", "house"], { cwd });
    expect(code).toBe(74);
    expect(stderr).toMatch(/seed\.hbs: it is there already/);
    expect(Object.keys(readAll(join(cwd, "house")))).toEqual(["tsql/seed.hbs"]);

    const other = temporaryFolder();
    mkdirSync(join(other, "house", "tsql"), { recursive: true });
    symlinkSync("/nowhere", join(other, "house", "tsql", "seed.hbs"));
    expect((await hadrian(["templates", "eject", "house"], { cwd: other })).code).toBe(74);
    expect(existsSync(join(other, "house", "tsql", "verify.hbs"))).toBe(false);
  });

  test("into a file", async () => {
    const cwd = folderWith({ house: "text" });
    const { code, stderr } = await hadrian(["templates", "eject", "house"], { cwd });
    expect([code, stderr]).toEqual([74, expect.stringMatching(/ENOTDIR/)]);
  });
});

/** A folder of templates, and what is said of it: `code file:line:column`. */
const FAULTS: readonly (readonly [
  string,
  Readonly<Record<string, string | ((own: string) => string) | Uint8Array>>,
  readonly string[],
])[] = [
  ["an unknown name", { "house/tsql/sed.hbs": "-- x\n" }, ["H02 tsql/sed.hbs:1:1"]],
  ["a partial", { "house/tsql/partials/job-look.hbs": "-- x\n" }, ["H02 tsql/partials/job-look.hbs:1:1"]],
  ["a piece of the frame", { "house/frame/tsql/header.hbs": "-- x\n" }, ["H02 frame/tsql/header.hbs:1:1"]],
  ["an unknown folder", { "house/sql/seed.hbs": "-- x\n" }, ["H02 sql/seed.hbs:1:1"]],
  ["a brace too many", { "house/powershell/before.hbs": "}\nRemove-Item x\n" }, ["H06 powershell/before.hbs:1:1"]],
  ["a head for the runbook", { "house/runbook/head.hbs": "x\n" }, ["H02 runbook/head.hbs:1:1"]],
  ["another ending", { "house/tsql/seed.txt": "-- x\n" }, ["H02 tsql/seed.txt:1:1"]],
  ["binary", { "house/tsql/seed.hbs": Uint8Array.of(0, 1, 2) }, ["H10 tsql/seed.hbs:1:1"]],
  ["not UTF-8", { "house/tsql/seed.hbs": Uint8Array.of(0x2d, 0x2d, 0xf6, 0x0a) }, ["H10 tsql/seed.hbs:1:1"]],
  ["too large", { "house/tsql/seed.hbs": "-".repeat(1024 * 1024 + 1) }, ["H10 tsql/seed.hbs:1:1"]],
  ["no Handlebars", { [HEAD]: "-- x\n{{#if\n" }, ["H01 tsql/head.hbs:2:1"]],
  ["a value as it is", { [HEAD]: "-- {{title}}\n" }, ["H04 tsql/head.hbs:1:4"]],
  ["an unknown name of data", { [HEAD]: "-- {{note titel}}\n" }, ["H11 tsql/head.hbs:1:11"]],
  ["a name of every object", { [HEAD]: "-- {{note constructor}}\n" }, ["H11 tsql/head.hbs:1:11"]],
  ["a partial that there is not", { [HEAD]: "{{> heder}}\n" }, ["H09 tsql/head.hbs:1:1"]],
  ["code in a head", { [HEAD]: "-- x\nPRINT N'x';\n" }, ["H07 tsql/head.hbs:2:1"]],
  ["NOEXEC", { "house/tsql/before.hbs": "PRINT N'x';\nset/**/noexec off;\n" }, ["H06 tsql/before.hbs:2:8"]],
  ["a GO", { "house/tsql/after.hbs": "PRINT N'x';\nGO\nPRINT N'y';\n" }, ["H06 tsql/after.hbs:2:1"]],
];

describe.each(FAULTS)("templates with %s", (_, files, expected) => {
  test("are refused by check, and by compile, which writes nothing", async () => {
    const cwd = folderWith({ ...files, "a.yaml": topology("a") });
    const check = await hadrian(["templates", "check", "house"], { cwd });
    expect(check.code).toBe(1);
    const found = [...check.stdout.matchAll(/^(?:house\/)?(\S+?): error .* \[(H\d\d)\]$/gm)];
    const told = found.map(([, place, code]) => `${code} ${place}`);
    expect(told.length).toBeGreaterThan(0);
    for (const [index, start] of expected.entries()) expect(told[index]).toMatch(new RegExp(`^${start}`));
    expect(`${check.stdout}${check.stderr}`).not.toMatch(/^\s+at /m);

    const compiled = await hadrian(["compile", "a.yaml", "-o", "out", "--templates", "house"], { cwd });
    expect([compiled.code, compiled.stdout]).toEqual([1, ""]);
    expect(compiled.stderr).toContain(check.stdout);
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });
});

describe("templates check", () => {
  test("of a folder that is right", async () => {
    const cwd = folderWith({ [HEAD]: change, "house/README.md": "notes\n", "house/.git/config": "x" });
    expect(await hadrian(["templates", "check", "house"], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr: "no errors in 1 template\n",
    });
  });

  test("--fix lays out queries in place, and leaves everything else", async () => {
    const narrow =
      "PRINT N'x';\r\nINSERT INTO #hadrian_check (what, expected, found)\r\nSELECT\r\n    N'a',\r\n    N'b',\r\n    c\r\nFROM\r\n    t;\r\n";
    const wide =
      "PRINT N'x';\r\nINSERT INTO #hadrian_check (what, expected, found)\r\nSELECT N'a', N'b', c FROM t;\r\n";
    const cwd = folderWith({ "house/tsql/before.hbs": `\ufeff${narrow}`, [HEAD]: change, "house/README.md": narrow });
    const before = readAll(join(cwd, "house"));
    const run = await hadrian(["templates", "check", "house", "--fix"], { cwd });
    expect([run.code, run.stdout]).toEqual([0, ""]);
    expect(run.stderr).toBe(`${join("house", "tsql/before.hbs")}: queries laid out\nno errors in 2 templates\n`);
    expect(readAll(join(cwd, "house"))).toEqual({ ...before, "tsql/before.hbs": `\ufeff${wide}` });
    expect((await hadrian(["templates", "check", "house", "--fix"], { cwd })).stderr).toBe(
      "no errors in 2 templates\n",
    );
  });

  test.each<[string, (cwd: string) => void, number, RegExp]>([
    ["missing", () => {}, 74, /^hadrian: house: no such file or folder/],
    ["a file", (cwd) => writeFileSync(join(cwd, "house"), ""), 74, /^hadrian: house: it is not a folder/],
    ["empty", (cwd) => mkdirSync(join(cwd, "house")), 1, /^hadrian: house: there is no template/],
    ["a link", (cwd) => symlinkSync(".", join(cwd, "house")), 74, /^hadrian: house: it is not a folder/],
    [
      "with a link in it",
      (cwd) => {
        mkdirSync(join(cwd, "house", "tsql"), { recursive: true });
        symlinkSync("/etc/hostname", join(cwd, "house", "tsql", "seed.hbs"));
      },
      74,
      /seed\.hbs: it is a link/,
    ],
    [
      "with a pipe in it",
      (cwd) => {
        mkdirSync(join(cwd, "house", "tsql"), { recursive: true });
        spawnSync("mkfifo", [join(cwd, "house", "tsql", "seed.hbs")]);
      },
      74,
      /seed\.hbs: it is a link or a special file/,
    ],
    [
      "with thousands of files",
      (cwd) => writeAll(join(cwd, "house"), Object.fromEntries(Array.from({ length: 1100 }, (_, n) => [`f${n}`, ""]))),
      74,
      /more than 1000 files/,
    ],
  ])("of one that is %s", async (_, make, exit, message) => {
    const cwd = folderWith({ "a.yaml": topology("a") });
    make(cwd);
    const { code, stdout, stderr } = await hadrian(["templates", "check", "house"], { cwd });
    expect([code, stdout]).toEqual([exit, ""]);
    expect(stderr).toMatch(message);
    if (exit === 1) return;
    expect((await hadrian(["compile", "a.yaml", "-o", "out", "--templates", "house"], { cwd })).code).toBe(exit);
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });

  test.each([
    [["templates"], /Usage: hadrian templates/],
    [["templates", "ejct"], /Did you mean eject\?/],
    [["templates", "check", ""], /name is empty/],
    [["templates", "eject", ""], /name is empty/],
    [["templates", "list", ""], /name is empty/],
    [["templates", "check", "--strict"], /unknown option/],
    [["compile", "a.yaml", "-o", "out", "--templates", ""], /empty name/],
    [["compile", "a.yaml", "-o", "out", "--templates"], /argument missing/],
  ])("%j is wrong usage", async (args, message) => {
    const { code, stderr } = await hadrian(args, { cwd: folderWith({ "a.yaml": topology("a") }) });
    expect(code).toBe(64);
    expect(stderr).toMatch(message);
  });
});

describe("compile --templates", () => {
  test("puts a house's lines into every script, in one file, with --check as its snapshot test", async () => {
    const cwd = folderWith({ "a.yaml": topology("a"), [HEAD]: change });
    expect((await hadrian(["compile", "a.yaml", "-o", "out"], { cwd })).code).toBe(0);
    const before = readAll(join(cwd, "out"));
    const args = ["compile", "a.yaml", "-o", "out", "--templates", "house"];
    const check = await hadrian([...args, "--check"], { cwd });
    expect(check.code).toBe(2);
    expect(check.stdout).toMatch(/^\+-- Contoso\. Change CHG0012345\.$/m);
    expect((await hadrian(args, { cwd })).code).toBe(0);
    for (const [path, text] of Object.entries(readAll(join(cwd, "out")))) {
      if (path.endsWith(".sql")) expect(text.replace(change.replace("\n", "\r\n"), "")).toBe(before[path]);
      else if (!path.endsWith("manifest.json")) expect(text).toBe(before[path]);
    }
    expect((await hadrian([...args, "--check"], { cwd })).code).toBe(0);
  });

  test("puts a batch before the work and one after it, and a function's body in PowerShell", async () => {
    const cwd = folderWith({
      "a.yaml": topology("a"),
      "house/tsql/before.hbs": "PRINT N'before';\n",
      "house/tsql/after.hbs": "PRINT N'after';\n",
      "house/powershell/before.hbs": "    Write-Host {{ps title}}\n",
    });
    expect((await hadrian(["compile", "a.yaml", "-o", "out", "--templates", "house"], { cwd })).code).toBe(0);
    const files = Object.entries(readAll(join(cwd, "out")));
    for (const [path, text] of files.filter(([name]) => name.endsWith(".sql"))) {
      const [guard, before, after] = ["INSERT INTO #hadrian_token", "PRINT N'before'", "PRINT N'after'"].map((it) =>
        text.indexOf(it),
      );
      expect([guard! > 0, guard! < before!, before! < after!], path).toEqual([true, true, true]);
    }
    for (const [path, text] of files.filter(([name]) => name.endsWith(".ps1"))) {
      expect(text, path).toMatch(/function Invoke-Before \{\r\n {4}Write-Host '/);
      expect(text).toContain("Assert-Step; Invoke-Before; Invoke-Step }");
    }
  });

  test("drops no table of the frame for what a comment or a text says, and takes a head that says nothing", async () => {
    const cwd = folderWith({
      "a.yaml": topology("a"),
      "house/tsql/head.hbs": "{{#if x.change}}\n-- {{note x.change}}\n{{/if}}\n",
      "house/tsql/before.hbs":
        "/*\nCREATE TABLE #hadrian_token\nCREATE TABLE #mine\n*/\nPRINT N'CREATE TABLE #text';\n",
    });
    expect((await hadrian(["compile", "a.yaml", "-o", "out", "--templates", "house"], { cwd })).code).toBe(0);
    for (const [path, text] of Object.entries(readAll(join(cwd, "out"))).filter(([name]) => name.endsWith(".sql"))) {
      const guard = text.slice(text.indexOf("-- Guard:"), text.indexOf("INSERT INTO #hadrian_token"));
      expect(guard, path).not.toMatch(/DROP TABLE #(?:hadrian_token|mine|text)/);
    }
  });

  test("asks for the heading of what a reading script reads", async () => {
    const cwd = folderWith({ "a.yaml": topology("a"), "house/tsql/verify.hbs": "{{#read}}\nPRINT 1;\n{{/read}}\n" });
    const { code, stderr } = await hadrian(["compile", "a.yaml", "-o", "out", "--templates", "house"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^house\/tsql\/verify\.hbs:1:1: error .*title.* \[H11\]$/m);
  });

  test("writes nothing where only what was rendered shows that it would not be one script", async () => {
    const cwd = folderWith({
      "a.yaml": topology("a"),
      "house/tsql/before.hbs": "PRINT N'x';\nG{{#if title}}O{{/if}}\nPRINT N'y';\n",
    });
    const { code, stderr } = await hadrian(["compile", "a.yaml", "-o", "out", "--templates", "house"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^house\/tsql\/before\.hbs:1:1: error .*GO.* \[H08\]$/m);
    expect(existsSync(join(cwd, "out", "a"))).toBe(false);
  });

  test("tells what only the data shows: a value of another kind", async () => {
    const cwd = folderWith({
      "a.yaml": topology("a"),
      [HEAD]: "-- {{num title}}\n",
    });
    const { code, stderr } = await hadrian(["compile", "a.yaml", "-o", "out", "--templates", "house"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^house\/tsql\/head\.hbs:1:4: error .* \[H11\]$/m);
    expect(existsSync(join(cwd, "out", "a"))).toBe(false);
  });

  test("reads CRLF and a byte order mark as if they were not there", async () => {
    const cwd = folderWith({
      "a.yaml": topology("a"),
      "house/runbook/runbook.hbs": (own) => `\ufeff${own.replaceAll("\n", "\r\n")}`,
    });
    expect((await hadrian(["compile", "a.yaml", "-o", "own", "--templates", "house"], { cwd })).code).toBe(0);
    expect((await hadrian(["compile", "a.yaml", "-o", "plain"], { cwd })).code).toBe(0);
    expect(readAll(join(cwd, "own"))).toEqual(readAll(join(cwd, "plain")));
  });
});
