import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileDatabases } from "../../src/model/file-name.ts";

/** The file name of one of these names. */
const fileDatabase = (name: string, all: readonly string[]): string => fileDatabases([name, ...all]).get(name) ?? "";

describe("a database's file name", () => {
  it.each([
    ["mgc", "mgc"],
    ["50%", "50_25"],
    ["O'Brien]", "O_27Brien_5D"],
    ["a/b", "a_2Fb"],
    ["CONTROL", "CONTROL"],
    ["..", "_2E_2E"],
    ["x.", "x_2E"],
    ["ä", "_C3_A4"],
  ])("writes %s as %s", (name, expected) => {
    expect(fileDatabase(name, [name])).toBe(expected);
  });

  it("keeps 60 characters and cuts 61 with a hash, never within an escape", () => {
    expect(fileDatabase("x".repeat(60), [])).toBe("x".repeat(60));
    expect(fileDatabase("x".repeat(61), [])).toMatch(/^x{51}-[0-9a-f]{8}$/);
    expect(fileDatabase(`${"x".repeat(50)}%%%%%%`, [])).toMatch(/^x{50}-[0-9a-f]{8}$/);
  });

  it("tells names apart that differ in case only", () => {
    const all = ["Sales", "SALES", "Stock"];
    const names = all.map((name) => fileDatabase(name, all));
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
    expect(names[2]).toBe("Stock");
  });

  it("tells a name apart from one that is written like it", () => {
    const long = "x".repeat(61);
    for (const all of [
      ["A ", "A_20"],
      [long, fileDatabase(long, [long])],
      [long, fileDatabase(long, [long]).toUpperCase()],
    ]) {
      expect(new Set(all.map((name) => fileDatabase(name, all))).size, all.join(", ")).toBe(2);
    }
  });

  it("tells names apart whose hashes begin alike, by more of them", () => {
    // Found by trying: the first eight digits of both are c32ad607.
    const all = ["82008", "151830"].map((end) => `${"x".repeat(60)}${end}`);
    const names = all.map((name) => fileDatabase(name, all));
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^x{43}-c32ad607[0-9a-f]{8}$/);
    expect(fileDatabase(all[0] ?? "", [])).toMatch(/^x{51}-c32ad607$/);
    // What looks like either of them is told apart from both.
    const more = [...all, ...names, ...names.map((name) => name.toUpperCase()), `${"x".repeat(51)}-c32ad607`];
    expect(new Set(more.map((name) => fileDatabase(name, more).toLowerCase())).size).toBe(more.length);
  });

  it.each(["CON", "nul", "Com1", "LPT9"])("gives %s, which Windows keeps for a device, a hash", (name) => {
    expect(fileDatabase(name, [name])).toMatch(new RegExp(`^${name}-[0-9a-f]{8}$`));
  });

  it("gives every name a file name of its own that is safe on every file system", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1, maxLength: 128 }), { maxLength: 8 }),
        (all) => {
          const names = all.map((name) => fileDatabase(name, all));
          expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(all.length);
          for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{1,60}$/);
        },
      ),
    );
  });
});
