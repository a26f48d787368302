import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Assumption, assumptionsDocument, type Settled } from "../../scripts/generate/assumptions.ts";
import { ROOT } from "../support/fixtures.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const all = JSON.parse(read("test/rehearsal/assumptions.json")) as readonly Assumption[];
const document = read("docs/assumptions.md");

/** The rehearsal's sources; bin and obj are what the compiler makes. */
const sources = readdirSync(join(ROOT, "test/rehearsal"), { recursive: true, encoding: "utf8" })
  .map((path) => `test/rehearsal/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".cs") && !/\/(?:bin|obj)\//.test(path));

/** What stands behind // on the lines of a C# file; a // within a string may be taken for one. */
const commentsOf = (path: string) => [...read(path).matchAll(/\/\/(.*)$/gm)].map((match) => match[1] ?? "");

describe("the list of assumptions", () => {
  it("has unique ids in kebab-case", () => {
    const ids = all.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it.each(all)("$id says what, where, and how to settle it", ({ assumption, matters, where, settle }) => {
    for (const text of [assumption, matters]) expect(text).toMatch(/^\S.*\.$/);
    expect(where.length).toBeGreaterThan(0);
    for (const path of where) expect(existsSync(join(ROOT, path)), path).toBe(true);
    expect(["sql", "powershell", "text"]).toContain(settle.language);
    expect(settle.text).toMatch(/^\S(?:.*\S)?$/s);
    expect(settle.text).not.toContain("```");
  });

  it("says where each is said that was one, and asks nothing twice", () => {
    const settled = JSON.parse(read("test/rehearsal/settled.json")) as readonly Settled[];
    const ids = settled.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const { id, fact, source } of settled) {
      expect(source, id).toMatch(/^https:\/\/\S+$/);
      expect(fact, id).toMatch(/^[A-Z@a-z_].*\.$/);
      // What is settled in part says what is asked still.
      expect(/ asked above\.$/.test(fact), id).toBe(all.some((one) => one.id === id));
    }
  });

  it("names every source of the rehearsal that says it assumes something", () => {
    const named = new Set(all.flatMap(({ where }) => where));
    const assuming = sources.filter((path) => commentsOf(path).some((comment) => /\bassumed\b/i.test(comment)));
    expect(assuming.length).toBeGreaterThan(5);
    expect(assuming.filter((path) => !named.has(path))).toEqual([]);
  });

  it("asks for every error that is general knowledge", () => {
    const { settle } = all.find(({ id }) => id === "error-numbers") as Assumption;
    const known = [...read("test/rehearsal/Knowledge.cs").matchAll(/^ +\[(\d+)\] = \((\d+),/gm)];
    expect(known.length).toBeGreaterThan(30);
    for (const [, number, severity] of known) expect(settle.text).toContain(`(${number}, ${severity})`);
  });

  it("stands in docs/assumptions.md as it is generated, each under its id", () => {
    expect(document).toBe(assumptionsDocument(read));
    const headings = [...document.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual([...all.map(({ id }) => id), "Settled"]);
  });
});
