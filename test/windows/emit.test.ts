import * as nodeFs from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { emit, type FileSystem, mend } from "../../src/emit/emit.ts";
import { artifacts, textsOf } from "../emit/support.ts";
import { newDisk, real } from "./disk.ts";

vi.mock("node:path", async (importActual) => (await importActual<typeof import("node:path")>()).win32);

/** node:fs for paths of Windows. */
const windows = Object.fromEntries(
  Object.entries(nodeFs).map(([name, value]) => {
    if (typeof value !== "function" || !name.endsWith("Sync")) return [name, value];
    const call = value as (...args: unknown[]) => unknown;
    return [
      name,
      (...args: unknown[]) => {
        const paths = name === "renameSync" ? 2 : 1;
        const given = args.map((arg, n) => (n < paths && typeof arg === "string" ? real(arg) : arg));
        return call(...given);
      },
    ];
  }),
) as unknown as FileSystem;

const OLD = artifacts({ "RUNBOOK.md": "old", "setup/01-preflight/10-a.sql": "old", "setup/gone/20-a.sql": "old" });
const NEW = artifacts({ "RUNBOOK.md": "new", "setup/01-preflight/10-a.sql": "new", "setup/02/x/10-a.ps1": "new" });

/** Every file below a Windows folder, with forward slashes, and its text. */
function textsIn(folder: string): Record<string, string> {
  const entries = nodeFs.readdirSync(real(folder), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = `${entry.parentPath}/${entry.name}`;
        return [path.slice(real(folder).length + 1), nodeFs.readFileSync(path, "utf8")];
      }),
  );
}

describe("the writer on Windows", () => {
  test.each<[string, string]>([
    ["C:\\out", "C:\\out\\one"],
    ["C:/out/deep/er", "C:\\out\\deep\\er\\one"],
    ["out", "out\\one"],
    [".\\new\\out\\", "new\\out\\one"],
    ["D:\\", "D:\\one"],
    ["\\\\fs1\\share\\out", "\\\\fs1\\share\\out\\one"],
  ])("writes to %s, leaves it alone, and replaces it", (dir, folder) => {
    newDisk();
    for (const root of ["D:\\", "\\\\fs1\\share"]) nodeFs.mkdirSync(real(root), { recursive: true });
    expect(emit(dir, "one", OLD, { fs: windows })).toEqual({ kind: "written", folder, leftover: null });
    expect(textsIn(folder)).toEqual(textsOf(OLD));
    expect(emit(dir, "one", OLD, { fs: windows })).toMatchObject({ kind: "unchanged" });
    expect(emit(dir, "one", NEW, { fs: windows })).toEqual({ kind: "written", folder, leftover: null });
    expect(textsIn(folder)).toEqual(textsOf(NEW));
    expect(nodeFs.readdirSync(real(dir))).toEqual(["one"]);
  });

  test("names a foreign file as Windows does", () => {
    newDisk();
    emit("out", "one", OLD, { fs: windows });
    nodeFs.writeFileSync(real("out\\one\\setup\\notes.txt"), "mine");
    expect(emit("out", "one", NEW, { fs: windows })).toMatchObject({
      kind: "refused",
      path: "out\\one\\setup\\notes.txt",
    });
    expect(textsIn("out\\one")).toMatchObject(textsOf(OLD));
  });

  test("names an edited file as Windows does", () => {
    newDisk();
    emit("out", "one", OLD, { fs: windows });
    nodeFs.writeFileSync(real("out\\one\\setup\\01-preflight\\10-a.sql"), "mine");
    expect(emit("out", "one", NEW, { fs: windows })).toMatchObject({
      kind: "edited",
      path: "out\\one\\setup\\01-preflight\\10-a.sql",
    });
    expect(emit("out", "one", NEW, { fs: windows, discardEdits: true })).toMatchObject({ kind: "written" });
    expect(textsIn("out\\one")).toEqual(textsOf(NEW));
  });

  test("mends a half-done swap", () => {
    newDisk();
    emit("C:\\out", "one", OLD, { fs: windows });
    nodeFs.renameSync(real("C:\\out\\one"), real("C:\\out\\.one.hadrian-old"));
    expect(mend("C:\\out", windows)).toEqual([]);
    expect(textsIn("C:\\out\\one")).toEqual(textsOf(OLD));
  });

  test("takes away the folders that it made for nothing, and no other", () => {
    newDisk();
    nodeFs.mkdirSync(real("mine"));
    const full = { ...windows, writeFileSync: () => failed("ENOSPC") } as unknown as FileSystem;
    expect(emit("mine\\new\\out", "one", OLD, { fs: full })).toMatchObject({ kind: "failed" });
    expect(nodeFs.readdirSync(real("mine"))).toEqual([]);
  });
});

function failed(code: string): never {
  throw Object.assign(new Error(code), { code, syscall: "write" });
}
