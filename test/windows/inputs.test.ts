import { expect, test, vi } from "vitest";
import { readInputs } from "../../src/cli/inputs.ts";
import { newDisk, real } from "./disk.ts";

vi.mock("node:path", async (importActual) => {
  const { win32 } = await importActual<typeof import("node:path")>();
  return { ...win32, resolve: (...paths: string[]) => win32.resolve("C:\\work", ...paths) };
});
vi.mock("node:fs", async (importActual) => {
  const actual = await importActual<typeof import("node:fs")>();
  return { ...actual, createReadStream: (path: string) => actual.createReadStream(real(path)) };
});
vi.mock("node:fs/promises", async (importActual) => {
  const actual = await importActual<typeof import("node:fs/promises")>();
  return {
    ...actual,
    stat: (path: string) => actual.stat(real(path)),
    readdir: (path: string, options: { withFileTypes: true }) => actual.readdir(real(path), options),
  };
});
vi.mock("tinyglobby", async (importActual) => {
  const actual = await importActual<typeof import("tinyglobby")>();
  return {
    ...actual,
    glob: (pattern: string, options: { cwd: string }) => actual.glob(pattern, { ...options, cwd: real(options.cwd) }),
  };
});

/** What the arguments give: files, and `!file: why` for what cannot be read. */
async function inputs(...args: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const input of readInputs(args)) {
    found.push("unreadable" in input ? `!${input.file}: ${input.unreadable}` : `${input.file} ${input.bytes}`);
  }
  return found;
}

const FILES = {
  "t\\a.yaml": "a",
  "t\\deep\\b.yml": "b",
  "t\\notes.txt": "no",
  "D:\\all\\c.yaml": "c",
  "\\\\fs1\\dba\\t\\d.yaml": "d",
};

test.each<[string[], string[]]>([
  [["t\\a.yaml"], ["t\\a.yaml a"]],
  [["t/a.yaml", ".\\t\\a.yaml", "C:\\work\\t\\a.yaml"], ["t/a.yaml a"]],
  [["t"], ["t\\a.yaml a", "t\\deep\\b.yml b"]],
  [["t\\*.yaml"], ["t\\a.yaml a"]],
  [["t\\**\\*.{yaml,yml}"], ["t\\a.yaml a", "t\\deep\\b.yml b"]],
  [["t/**/*.YML"], ["t\\deep\\b.yml b"]],
  [["D:/*/C.yaml"], ["D:\\all\\c.yaml c"]],
  [["D:\\all\\*.yaml"], ["D:\\all\\c.yaml c"]],
  [["D:/all"], ["D:\\all\\c.yaml c"]],
  [["\\\\fs1\\dba\\**\\*.yaml"], ["\\\\fs1\\dba\\t\\d.yaml d"]],
  [["\\\\fs1\\dba\\t\\d.yaml"], ["\\\\fs1\\dba\\t\\d.yaml d"]],
  [["t\\x*.yaml"], ["!t\\x*.yaml: no file matches"]],
  [["t\\none.yaml"], ["!t\\none.yaml: no such file or folder (ENOENT)"]],
])("on Windows %j gives %j", async (args, expected) => {
  newDisk(FILES);
  expect(await inputs(...args)).toEqual(expected);
});
