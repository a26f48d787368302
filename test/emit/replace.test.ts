import * as nodeFs from "node:fs";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceFile } from "../../src/emit/replace.ts";
import { readAll, temporaryFolder, writeAll } from "./support.ts";

const isOurs = (text: string) => text.startsWith("ours");

test("a file that is missing, is the same, is Hadrian's", () => {
  const folder = temporaryFolder();
  const file = join(folder, "a.json");
  expect(replaceFile(file, "ours 1", isOurs)).toEqual({ kind: "written" });
  expect(replaceFile(file, "ours 1", isOurs)).toEqual({ kind: "unchanged" });
  expect(replaceFile(file, "ours 2", isOurs)).toEqual({ kind: "written" });
  expect(readAll(folder)).toEqual({ "a.json": "ours 2" });
});

test("what a killed run left is no obstacle", () => {
  const folder = temporaryFolder();
  writeAll(folder, { "a.json": "ours 1", ".a.json.hadrian-new": "half" });
  expect(replaceFile(join(folder, "a.json"), "ours 2", isOurs)).toEqual({ kind: "written" });
  expect(readAll(folder)).toEqual({ "a.json": "ours 2" });
});

test("what is not Hadrian's, a link, a folder: left as it is", () => {
  const folder = temporaryFolder();
  writeAll(folder, { "mine.yaml": "mine", "elsewhere.json": "ours 0" });
  symlinkSync("elsewhere.json", join(folder, "link.json"));
  symlinkSync("nowhere.json", join(folder, "dangling.json"));
  mkdirSync(join(folder, "folder"));
  symlinkSync("elsewhere.json", join(folder, ".new.json.hadrian-new"));
  const before = readAll(folder);
  for (const [name, reason] of [
    ["mine.yaml", /^it is there already, and is not Hadrian's/],
    ["link.json", /^it is a link/],
    ["dangling.json", /^it is a link/],
    ["folder", /^it is a folder$/],
  ] as const) {
    const path = join(folder, name);
    expect(replaceFile(path, "ours 1", isOurs)).toEqual({
      kind: "refused",
      path,
      reason: expect.stringMatching(reason),
    });
  }
  expect(readAll(folder)).toEqual(before);
  // Where the sibling goes, too, no link is followed.
  expect(replaceFile(join(folder, "new.json"), "ours 1", isOurs)).toEqual({ kind: "written" });
  expect(readFileSync(join(folder, "elsewhere.json"), "utf8")).toBe("ours 0");
});

test.each(["writeFileSync", "renameSync"] as const)("a failing %s leaves what was there and nothing else", (call) => {
  const folder = temporaryFolder();
  writeAll(folder, { "a.json": "ours 1" });
  const full = Object.assign(new Error("no space"), { code: "ENOSPC", syscall: "write" });
  const fs = {
    ...nodeFs,
    [call]: () => {
      throw full;
    },
  };
  expect(replaceFile(join(folder, "a.json"), "ours 2", isOurs, fs)).toMatchObject({ kind: "failed" });
  expect(readAll(folder)).toEqual({ "a.json": "ours 1" });
});

test("a folder that is not there, a path that is none", () => {
  const folder = temporaryFolder();
  expect(replaceFile(join(folder, "none/a.json"), "x", isOurs)).toMatchObject({
    kind: "failed",
    reason: "no such file or folder (ENOENT)",
  });
  expect(replaceFile("a\0.json", "x", isOurs)).toMatchObject({ kind: "failed", reason: "it is not a path" });
  expect(readdirSync(folder)).toEqual([]);
});
