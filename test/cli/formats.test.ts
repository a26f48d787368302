import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder, writeAll } from "../emit/support.ts";
import { hadrian, topology, warned, wrong } from "./support.ts";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeAll(folder, files);
  return folder;
}
const FILES = { "a b.yaml": wrong("a"), "t/b.yaml": warned("b"), "c.yaml": topology("c") };
const uris = (stdout: string) =>
  JSON.parse(stdout).runs[0].results.map(
    (one: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
      one.locations[0]?.physicalLocation.artifactLocation.uri,
  );

describe("validate --format sarif", () => {
  test("one run over several files", async () => {
    const cwd = folderWith(FILES);
    const { code, stdout, stderr } = await hadrian(["validate", ".", "--format", "sarif"], { cwd });
    expect([code, stderr]).toEqual([1, ""]);
    expect(uris(stdout)).toEqual(["a%20b.yaml", "t/b.yaml"]);
  });

  test("from standard input, and of nothing found", async () => {
    const { code, stdout } = await hadrian(["validate", "-", "--format", "sarif"], { input: wrong("a") });
    expect([code, uris(stdout)]).toEqual([1, ["%3Cstdin%3E"]]);
    const none = await hadrian(["validate", "-", "--format", "sarif"], { input: topology("a") });
    expect([none.code, none.stderr, uris(none.stdout)]).toEqual([0, "", []]);
  });
});

test("an acknowledged warning counts nowhere, and is a suppressed result for code scanning", async () => {
  const own = "    acknowledge: { L21: another tool watches }\n    logShipping:\n";
  const cwd = folderWith({ "a.yaml": warned("a").replace("    logShipping:\n", own) });
  for (const [format, expected] of [
    ["text", ""],
    ["json", "[]\n"],
    ["github", ""],
  ] as const) {
    const { code, stdout } = await hadrian(["validate", "a.yaml", "--strict", "--format", format], { cwd });
    expect([code, stdout]).toEqual([0, expected]);
  }
  const { code, stdout } = await hadrian(["validate", "a.yaml", "--strict", "--format", "sarif"], { cwd });
  expect(code).toBe(0);
  expect(JSON.parse(stdout).runs[0].results).toMatchObject([
    { ruleId: "L21", suppressions: [{ kind: "inSource", justification: "another tool watches" }] },
  ]);
});

describe("validate --format github", () => {
  test("one annotation for each finding", async () => {
    const cwd = folderWith(FILES);
    const { code, stdout, stderr } = await hadrian(["validate", ".", "--format", "github"], { cwd });
    expect([code, stderr]).toEqual([1, ""]);
    const [first, second, ...rest] = stdout.split("\n");
    expect(first).toMatch(/^::error file=a b\.yaml,line=15,endLine=15,col=9,endColumn=13,title=Hadrian S01::\S/);
    expect(second).toMatch(/^::warning file=t\/b\.yaml,.*title=Hadrian L21::\S/);
    expect(rest).toEqual([""]);
    expect(await hadrian(["validate", "c.yaml", "--format", "github"], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  test("names files from the repository, where a step runs in a folder of it", async () => {
    const cwd = folderWith(FILES);
    const options = { cwd: join(cwd, "t"), env: { GITHUB_WORKSPACE: cwd } };
    expect((await hadrian(["validate", "b.yaml", "--format", "github"], options)).stdout).toMatch(/file=t\/b\.yaml,/);
    expect(uris((await hadrian(["validate", "b.yaml", "--format", "sarif"], options)).stdout)).toEqual(["t/b.yaml"]);
  });
});

test.each(["json", "sarif", "github"])(
  "%s stays whole when a file cannot be read, and --strict counts",
  async (format) => {
    const cwd = folderWith(FILES);
    const { code, stdout, stderr } = await hadrian(["validate", "none.yaml", "t/b.yaml", "--format", format], { cwd });
    expect([code, stderr]).toEqual([74, "hadrian: none.yaml: no such file or folder (ENOENT)\n"]);
    if (format === "github") expect(stdout).toMatch(/^::warning [^\n]*\n$/);
    else expect(() => JSON.parse(stdout)).not.toThrow();
    expect(stdout).toContain("L21");
    expect(await hadrian(["validate", "t/b.yaml", "--strict", "--format", format], { cwd })).toMatchObject({ code: 1 });
    // All that was named could not be read.
    const nothing = await hadrian(["validate", "none.yaml", "--format", format], { cwd });
    expect(nothing.code).toBe(74);
    if (format !== "github") expect(() => JSON.parse(nothing.stdout)).not.toThrow();
  },
);
