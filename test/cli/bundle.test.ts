import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { readAll, temporaryFolder } from "../emit/support.ts";
import { BUNDLE, folderWith, hadrian, large, run, topology, warned, wrong } from "./support.ts";

describe("usage", () => {
  test("--version and --help", async () => {
    expect(await hadrian(["--version"])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
    for (const args of [["--help"], ["help"], ["validate", "--help"], ["help", "compile"]]) {
      const { code, stdout, stderr } = await hadrian(args);
      expect([args, code, stderr]).toEqual([args, 0, ""]);
      expect(stdout).toMatch(/^Usage: hadrian/);
    }
  });

  test.each<[string[], RegExp]>([
    [[], /Usage: hadrian/],
    [["validte", "x.yaml"], /Did you mean validate\?/],
    [["validate"], /missing required argument/],
    [["validate", "x.yaml", "--strct"], /Did you mean --strict\?/],
    [["validate", "x.yaml", "--format", "xml"], /Allowed choices are text, json/],
    [["validate", ""], /a FILE is empty/],
    [["compile", "x.yaml"], /required option '-o, --output <DIR>'/],
    [["compile", "x.yaml", "-o", ""], /output folder's name is empty/],
    [["compile", "x.yaml", "-o"], /argument missing/],
    [["plan"], /missing required argument/],
  ])("%j is wrong usage", async (args, message) => {
    const { code, stdout, stderr } = await hadrian(args);
    expect([code, stdout]).toEqual([64, ""]);
    expect(stderr).toMatch(message);
  });

  test.skipIf(spawnSync("script", ["--version"]).status !== 0)("- on a terminal", async () => {
    const { code, stdout } = await run("script", ["-qec", `'${process.execPath}' '${BUNDLE}' validate -`, "/dev/null"]);
    expect(code).toBe(64);
    expect(stdout).toMatch(/that is a terminal/);
  });
});

describe("validate", () => {
  test("nothing to say", async () => {
    const cwd = folderWith({ "a.yaml": topology("a") });
    expect(await hadrian(["validate", "a.yaml"], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr: "no errors, no warnings\n",
    });
    expect(await hadrian(["validate", "a.yaml", "--format", "json"], { cwd })).toEqual({
      code: 0,
      stdout: "[]\n",
      stderr: "",
    });
  });

  test("findings go to standard output", async () => {
    const cwd = folderWith({ "a.yaml": wrong("a") });
    const { code, stdout, stderr } = await hadrian(["validate", "a.yaml"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^a\.yaml:15:9: error .*shar.* \[[A-Z]\d\d\]$/m);
    expect(stderr).toMatch(/^1 error, no warnings$/m);
  });

  test("as JSON", async () => {
    const cwd = folderWith({ "a.yaml": wrong("a"), "b.yaml": warned("b") });
    const { code, stdout, stderr } = await hadrian(["validate", "a.yaml", "b.yaml", "--format", "json"], { cwd });
    expect([code, stderr]).toEqual([1, ""]);
    const findings = JSON.parse(stdout);
    expect(findings.map(({ file, severity }: Record<string, string>) => [file, severity])).toEqual([
      ["a.yaml", "error"],
      ["b.yaml", "warning"],
    ]);
    const keys = ["file", "line", "column", "endLine", "endColumn", "severity", "code", "message", "hint"];
    expect(Object.keys(findings[0])).toEqual(keys);
    expect(findings[1]).toMatchObject({ code: "L21" });
  });

  test("--strict counts warnings as errors", async () => {
    const cwd = folderWith({ "a.yaml": warned("a") });
    expect(await hadrian(["validate", "a.yaml"], { cwd })).toMatchObject({ code: 0 });
    expect(await hadrian(["validate", "a.yaml", "--strict"], { cwd })).toMatchObject({ code: 1 });
  });

  test("standard input", async () => {
    expect(await hadrian(["validate", "-"], { input: topology("a") })).toMatchObject({ code: 0, stdout: "" });
    const { code, stdout } = await hadrian(["validate", "-", "--format", "json"], { input: wrong("a") });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ file: "<stdin>" }]);
  });

  test("folders and globs, which the shell has not expanded", async () => {
    const cwd = folderWith({ "t/a.yaml": wrong("a"), "t/x/b.yml": wrong("b"), "t/notes.txt": "no topology" });
    for (const argument of ["t", "t/**/*.{yaml,yml}"]) {
      const { code, stdout } = await hadrian(["validate", argument, "--format", "json"], { cwd });
      expect(code).toBe(1);
      expect(JSON.parse(stdout).map(({ file }: { file: string }) => file)).toEqual(["t/a.yaml", "t/x/b.yml"]);
    }
  });

  test("what cannot be read: one line, 74, and the others are checked", async () => {
    const cwd = folderWith({ "a.yaml": wrong("a"), "empty/x.txt": "" });
    const { code, stdout, stderr } = await hadrian(["validate", "none.yaml", "empty", "a.yaml", "*.yml"], { cwd });
    expect(code).toBe(74);
    expect(stdout).toMatch(/^a\.yaml:15:9: error/m);
    expect(stderr.split("\n").slice(0, 3)).toEqual([
      "hadrian: none.yaml: no such file or folder (ENOENT)",
      "hadrian: empty: there is no *.yaml or *.yml in this folder",
      "hadrian: *.yml: no file matches",
    ]);
  });

  test("an endless file", async () => {
    const { code, stderr } = await hadrian(["validate", "/dev/zero"]);
    expect([code, stderr]).toEqual([74, "hadrian: /dev/zero: it is larger than 64 MiB\n"]);
  });
});

describe("colours", () => {
  const cwd = () => folderWith({ "a.yaml": wrong("a") });
  test("none in a pipe", async () => {
    expect((await hadrian(["validate", "a.yaml"], { cwd: cwd() })).stdout).not.toContain("\u001B");
    expect((await hadrian(["validate", "a.yaml"], { cwd: cwd(), env: { CI: "1" } })).stdout).not.toContain("\u001B");
  });
  test.skipIf(spawnSync("script", ["--version"]).status !== 0)("on a terminal, unless NO_COLOR", async () => {
    const inTerminal = async (env: Record<string, string>) => {
      const command = `'${process.execPath}' '${BUNDLE}' validate a.yaml`;
      const { stdout } = await run("script", ["-qec", command, "/dev/null"], {
        cwd: cwd(),
        env: { TERM: "xterm", ...env },
      });
      return stdout;
    };
    expect(await inTerminal({})).toContain("\u001B[");
    expect(await inTerminal({ NO_COLOR: "1" })).not.toContain("\u001B[");
    expect(await inTerminal({ TERM: "dumb" })).not.toContain("\u001B[");
    expect(await inTerminal({ NO_COLOR: "" })).toContain("\u001B[");
  });
});

describe("streams and signals", () => {
  test("a closed pipe is quiet, and changes no exit code", async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`t/${n}.yaml`, warned(`t${n}`)]));
    const cwd = folderWith({ ...files, "a.yaml": topology("one") });
    const command = `'${process.execPath}' '${BUNDLE}'`;
    const piped = (args: string) =>
      run("bash", ["-c", `${command} ${args} | head -c 10 >/dev/null; exit \${PIPESTATUS[0]}`], { cwd });
    expect(await piped("validate t")).toEqual({ code: 0, stdout: "", stderr: "no errors, 300 warnings\n" });
    expect(await piped("plan a.yaml --format json")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test.skipIf(process.platform !== "linux")("an output that cannot be written is 74", async () => {
    const cwd = folderWith({ "a.yaml": topology("one") });
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [BUNDLE, "plan", "a.yaml"], { cwd, stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    let stderr = "";
    child.stderr?.on("data", (text) => {
      stderr += text;
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(74);
    expect(stderr).toMatch(/^hadrian: standard output: it cannot be written: ENOSPC/);
  });

  /** Interrupts a run, milliseconds after it has said its first word: before that it is not yet Hadrian that runs. */
  function interrupted(args: readonly string[], cwd: string, delay: number): Promise<number | string | null> {
    const child = spawn(process.execPath, [BUNDLE, ...args], { cwd, stdio: ["pipe", "pipe", "pipe"] });
    const interrupt = () => void setTimeout(() => child.kill("SIGINT"), delay);
    child.stdout.once("data", interrupt);
    child.stderr.once("data", interrupt);
    return new Promise((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));
  }

  test("an interrupt while it waits for standard input", async () => {
    expect(await interrupted(["validate", "missing.yaml", "-"], temporaryFolder(), 20)).toBe(130);
  });

  test("an interrupt while it compiles leaves whole folders only", async () => {
    const count = 60;
    const files = Object.fromEntries(Array.from({ length: count }, (_, n) => [`t/${n}.yaml`, topology(`t${n}`)]));
    const cwd = folderWith(files);
    await hadrian(["compile", "t", "-o", "whole"], { cwd });
    const whole = readAll(join(cwd, "whole"));
    for (const delay of [0, 20, 50, 100, 200]) {
      const out = `out-${delay}`;
      expect([74, 130]).toContain(await interrupted(["compile", "missing.yaml", "t", "-o", out], cwd, delay));
      mkdirSync(join(cwd, out), { recursive: true });
      for (const name of readdirSync(join(cwd, out))) {
        expect(name).toMatch(/^t\d+$/);
        for (const [path, text] of Object.entries(readAll(join(cwd, out, name)))) {
          expect(whole[`${name}/${path}`]).toBe(text);
        }
      }
    }
    // Its first word is of the first topology: most are still to come.
    for (const delay of [0, 10, 20]) {
      const out = `new-${delay}`;
      expect(await interrupted(["compile", "t", "-o", out], cwd, delay)).toBe(130);
      const names = readdirSync(join(cwd, out));
      expect(names.length).toBeGreaterThan(0);
      expect(names.length).toBeLessThan(count);
      for (const name of names) {
        const files = Object.entries(whole).filter(([path]) => path.startsWith(`${name}/`));
        expect(Object.entries(readAll(join(cwd, out, name))).map(([path, text]) => [`${name}/${path}`, text])).toEqual(
          files,
        );
      }
    }
    expect(await interrupted(["compile", "t", "-o", "whole", "--check"], cwd, 0)).toBe(130);
    expect(readAll(join(cwd, "whole"))).toEqual(whole);
  });

  test("an interrupt in the middle of a large topology ends it at once", async () => {
    const cwd = folderWith({ "a.yaml": large("large", 5000) });
    const began = Date.now();
    expect(await interrupted(["compile", "missing.yaml", "a.yaml", "-o", "out"], cwd, 300)).toBe(130);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  test.skipIf(spawnSync("script", ["--version"]).status !== 0)(
    "more than a second's work shows on a terminal",
    async () => {
      const cwd = folderWith(Object.fromEntries(["a", "b", "c"].map((name) => [`${name}.yaml`, large(name, 1000)])));
      const command = `'${process.execPath}' '${BUNDLE}' validate a.yaml b.yaml c.yaml`;
      const { code, stdout } = await run("script", ["-qec", command, "/dev/null"], { cwd });
      expect(code).toBe(0);
      expect(stdout.replaceAll("\u001B[K", "<clear>")).toMatch(/\rchecking [abc]\.yaml: \d+ s<clear>/);
      expect(stdout.endsWith("\r\u001B[Kno errors, no warnings\r\n")).toBe(true);
      expect((await hadrian(["validate", "a.yaml"], { cwd })).stderr).toBe("no errors, no warnings\n");
    },
  );

  test("it writes nothing but its output", async () => {
    const cwd = folderWith({ "a.yaml": topology("one") });
    writeFileSync(join(cwd, "keep"), "");
    await hadrian(["compile", "a.yaml", "-o", "out"], { cwd, env: { HOME: cwd, TMPDIR: cwd } });
    expect(readdirSync(cwd).sort()).toEqual(["a.yaml", "keep", "out"]);
  });
});
