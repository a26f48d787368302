import * as nodeFs from "node:fs";
import { rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emit } from "../../src/emit/emit.ts";
import { examine } from "../../src/emit/examine.ts";
import { artifacts, readAll, temporaryFolder, writeAll } from "./support.ts";

const OLD = artifacts({ "RUNBOOK.md": "same", "setup/a.sql": "old", "setup/gone/b.sql": "gone" });
const NEW = artifacts({ "RUNBOOK.md": "same", "setup/a.sql": "new", "status/run.ps1": "added" });

/** A lock of a process that lives. */
const LOCK = `${hostname()}\n${process.ppid}\nx`;

/** What is said of each file: its texts, or nothing. */
function changes(dir: string): unknown {
  const examined = examine(dir, "one", NEW);
  if (examined.kind !== "examined") return examined;
  const text = (bytes: Uint8Array | null) => (bytes === null ? null : new TextDecoder().decode(bytes));
  return examined.changes.map(({ path, before, after }) => [path, text(before), text(after)]);
}

test("what would be added, changed and removed; the manifest last", () => {
  const dir = temporaryFolder();
  emit(dir, "one", OLD);
  const before = readAll(dir);
  expect(changes(dir)).toEqual([
    ["setup/a.sql", "old", "new"],
    ["setup/gone/b.sql", "gone", null],
    ["status/run.ps1", null, "added"],
    ["manifest.json", expect.any(String), expect.any(String)],
  ]);
  expect(readAll(dir)).toEqual(before);
  emit(dir, "one", NEW);
  expect(changes(dir)).toEqual([]);
});

test("what emit would refuse", () => {
  const dir = temporaryFolder();
  emit(dir, "one", OLD);
  writeAll(dir, { "one/notes.txt": "mine" });
  expect(examine(dir, "one", NEW)).toMatchObject({ kind: "refused", path: join(dir, "one/notes.txt") });
  expect(() => examine(dir, "..", NEW)).toThrow();
  expect(() => examine(dir, "one", [])).toThrow();
});

test("what emit would stop at, unless edits may go", () => {
  const dir = temporaryFolder();
  emit(dir, "one", OLD);
  const nothing = examine(dir, "one", NEW);
  expect(nothing).toMatchObject({ kind: "examined", edited: null });
  writeAll(dir, { "one/setup/a.sql": "mine", "one/setup/gone/b.sql": "mine", "one/RUNBOOK.md": "mine" });
  const before = readAll(dir);
  const examined = examine(dir, "one", NEW);
  expect(examined).toMatchObject({
    kind: "examined",
    edited: { kind: "edited", path: join(dir, "one/RUNBOOK.md"), reason: expect.stringMatching(/2 more$/) },
  });
  if (examined.kind !== "examined") throw new Error(examined.kind);
  expect(examined.changes.map(({ path, isEdited }) => [path, isEdited])).toEqual([
    ["RUNBOOK.md", true],
    ["setup/a.sql", true],
    ["setup/gone/b.sql", true],
    ["status/run.ps1", false],
    ["manifest.json", false],
  ]);
  expect(readAll(dir)).toEqual(before);
});

describe("another run", () => {
  test("that writes while it looks", () => {
    const dir = temporaryFolder();
    emit(dir, "one", OLD);
    const lock = join(dir, ".one.hadrian-lock");
    const begins = {
      ...nodeFs,
      readdirSync: ((...args: Parameters<typeof nodeFs.readdirSync>) => {
        writeFileSync(lock, LOCK);
        return nodeFs.readdirSync(...args);
      }) as typeof nodeFs.readdirSync,
    };
    expect(examine(dir, "one", NEW, begins)).toMatchObject({ kind: "busy" });
    const ends = {
      ...nodeFs,
      readdirSync: ((...args: Parameters<typeof nodeFs.readdirSync>) => {
        rmSync(lock, { force: true });
        return nodeFs.readdirSync(...args);
      }) as typeof nodeFs.readdirSync,
    };
    expect(examine(dir, "one", NEW, ends)).toMatchObject({ kind: "busy" });
  });

  test("that was killed is told of", () => {
    const dir = temporaryFolder();
    emit(dir, "one", NEW);
    writeAll(dir, { ".one.hadrian-new/RUNBOOK.md": "half" });
    const leftover = join(dir, ".one.hadrian-new");
    expect(examine(dir, "one", NEW)).toMatchObject({ kind: "examined", changes: [], leftover });
  });
});
