import * as nodeFs from "node:fs";
import { readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { SCHEMA, STARTERS } from "../../src/cli/texts.ts";
import { createFile } from "../../src/emit/create.ts";
import { readAll, temporaryFolder, writeAll } from "../emit/support.ts";
import { folderWith, hadrian } from "./support.ts";

const platforms = Object.keys(STARTERS);

test("there is a starter for each platform of the schema", () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../schema/topology.schema.json"), "utf8"));
  expect(platforms.sort()).toEqual([...schema.properties.platform.enum].sort());
});

/** What the first line of a topology points editors to. */
function schemaOf(file: string): string {
  const [first = ""] = readFileSync(file, "utf8").split("\n");
  const [, path = ""] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? [];
  return readFileSync(join(dirname(file), path), "utf8");
}

describe.each(platforms)("%s", (platform) => {
  test("is written, has no findings, and compiles", async () => {
    const cwd = temporaryFolder();
    const { code, stdout, stderr } = await hadrian(["init", "--platform", platform, "t.yaml"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^t\.yaml: written\n/);
    for (const next of ["validate t.yaml", "compile t.yaml -o out"]) expect(stdout).toContain(`hadrian ${next}\n`);
    const text = readFileSync(join(cwd, "t.yaml"), "utf8");
    expect(text).toBe(STARTERS[platform as keyof typeof STARTERS]);
    expect(text).toMatch(new RegExp(`^platform: ${platform}\\b`, "m"));
    const validated = await hadrian(["validate", "--strict", "t.yaml"], { cwd });
    expect(validated).toEqual({ code: 0, stdout: "", stderr: "no errors, no warnings\n" });
    expect(await hadrian(["compile", "--strict", "t.yaml", "-o", "out"], { cwd })).toMatchObject({
      code: 0,
      stderr: "",
    });
  });

  test("points an editor at the schema, which it writes beside it", async () => {
    const cwd = temporaryFolder();
    const { stdout } = await hadrian(["init", "--platform", platform], { cwd });
    expect(stdout).toMatch(/^topology\.yaml: written\ntopology\.schema\.json: written\n/);
    expect(schemaOf(join(cwd, "topology.yaml"))).toBe(SCHEMA);
    expect(readdirSync(cwd).sort()).toEqual(["topology.schema.json", "topology.yaml"]);
  });

  test.each([
    ["topology.yaml", "./"],
    ["t/topology.yaml", "../"],
    ["t/u/topology.yaml", "../../"],
  ])("%s points at the schema of a Hadrian that is installed for it", async (file, way) => {
    const installed = "node_modules/hadrian/schema/topology.schema.json";
    const cwd = folderWith({ [installed]: "installed", "t/u/x": "" });
    const { stdout } = await hadrian(["init", "--platform", platform, file], { cwd });
    expect(stdout).toMatch(/^[\w./]+: written\n\n/);
    const text = readFileSync(join(cwd, file), "utf8");
    expect(text).toBe(STARTERS[platform as keyof typeof STARTERS].replace("./topology.schema.json", way + installed));
    expect(schemaOf(join(cwd, file))).toBe("installed");
    expect(Object.keys(readAll(cwd)).sort()).toEqual([installed, file, "t/u/x"].sort());
  });

  test("says of each key what it is", () => {
    const lines = (STARTERS[platform as keyof typeof STARTERS] ?? "").split("\n");
    const seen = new Set<string>();
    const silent = lines.flatMap((line, index) => {
      const key = /^ *(?:- )?([A-Za-z]+):/.exec(line)?.[1];
      if (key === undefined || seen.has(key)) return [];
      seen.add(key);
      // `defaults:` and the like are explained by the line below.
      return line.includes("#") || lines[index + 1]?.includes("#") || key === "principal" || key === "mirror"
        ? []
        : [key];
    });
    expect(silent).toEqual([]);
  });
});

test("plain SQL Server is the default, and - prints it", async () => {
  const cwd = temporaryFolder();
  expect(await hadrian(["init", "-"], { cwd })).toEqual({ code: 0, stdout: STARTERS["sql-server"], stderr: "" });
  expect(readdirSync(cwd)).toEqual([]);
  await hadrian(["init"], { cwd });
  expect(readAll(cwd)).toEqual({ "topology.yaml": STARTERS["sql-server"], "topology.schema.json": SCHEMA });
});

test("a schema that is there is left as it is; one of another version is named", async () => {
  const cwd = folderWith({ "t/topology.schema.json": SCHEMA, "u/topology.schema.json": "{}" });
  expect((await hadrian(["init", "t/a.yaml"], { cwd })).stdout).not.toContain("topology.schema.json");
  const { code, stdout } = await hadrian(["init", "u/a.yaml"], { cwd });
  expect([code, stdout]).toEqual([0, expect.stringContaining("hadrian schema -o u/topology.schema.json ")]);
  expect(readFileSync(join(cwd, "u/topology.schema.json"), "utf8")).toBe("{}");
});

test("a schema that cannot be written is told", async () => {
  const cwd = temporaryFolder();
  symlinkSync("nowhere", join(cwd, "topology.schema.json"));
  const { code, stdout, stderr } = await hadrian(["init"], { cwd });
  expect([code, stdout]).toEqual([74, "topology.yaml: written\n"]);
  expect(stderr).toMatch(/^hadrian: topology\.schema\.json: it is there already.*; editors will miss it\n$/);
  expect(Object.keys(readAll(cwd)).sort()).toEqual(["topology.schema.json", "topology.yaml"]);
});

test("nothing is ever overwritten", async () => {
  const cwd = folderWith({ "a.yaml": "mine", "target.yaml": "theirs", "folder/x": "" });
  symlinkSync("target.yaml", join(cwd, "link.yaml"));
  symlinkSync("nowhere.yaml", join(cwd, "dangling.yaml"));
  const before = readAll(cwd);
  for (const [file, reason] of [
    ["a.yaml", "it is there already, and is not overwritten"],
    ["link.yaml", "it is there already, and is not overwritten"],
    ["dangling.yaml", "it is there already, and is not overwritten"],
    ["folder", "it is a folder"],
    ["none/a.yaml", "no such file or folder (ENOENT)"],
  ] as const) {
    const { code, stdout, stderr } = await hadrian(["init", file], { cwd });
    expect([code, stdout, stderr]).toEqual([74, "", `hadrian: ${file}: ${reason}; nothing was written\n`]);
  }
  expect(readAll(cwd)).toEqual(before);
});

test("a full disk leaves no half of it", () => {
  const folder = temporaryFolder();
  const full = Object.assign(new Error("no space"), { code: "ENOSPC", syscall: "write" });
  const fs = {
    ...nodeFs,
    writeFileSync: () => {
      throw full;
    },
  };
  const file = join(folder, "a.yaml");
  expect(createFile(file, "text", fs)).toEqual({
    kind: "failed",
    path: file,
    reason: "no space left on the device (ENOSPC)",
  });
  expect(readdirSync(folder)).toEqual([]);
  writeAll(folder, { "b.yaml": "mine" });
  expect(createFile(join(folder, "b.yaml"), "text", fs)).toMatchObject({ kind: "failed" });
  expect(statSync(join(folder, "b.yaml")).size).toBe(4);
});
