import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contexts } from "../support/contexts.ts";
import { ROOT } from "../support/fixtures.ts";
import { templateNames } from "../support/template-names.ts";

/** A table of docs/template-data.md: path → type. */
type Table = ReadonlyMap<string, string>;

/** The tables by their headings. */
const tables: ReadonlyMap<string, Table> = new Map(
  readFileSync(join(ROOT, "docs", "template-data.md"), "utf8")
    .split(/^##+ /m)
    .map((section) => [
      section.slice(0, section.indexOf("\n")),
      new Map([...section.matchAll(/^\| `(.+?)` \| (.+?) \| /gm)].map(([, path, type]) => [path ?? "", type ?? ""])),
    ]),
);

/** The headings of the tables that say what a template gets. */
function headingsOf(template: string): readonly string[] {
  if (["runbook/runbook", "runbook/operation"].includes(template)) return [template];
  const [folder] = template.split("/");
  const language =
    folder === "tsql" ? ["Every T-SQL script"] : folder === "powershell" ? ["Every PowerShell script"] : [];
  return [template, "Every step", ...language];
}

/** Finds every member of a value in the tables; what is found is added to `seen`, what is not, to `missing`. */
class Search {
  readonly seen = new Set<string>();
  readonly missing = new Set<string>();

  object(value: object, headings: readonly string[], prefixes: readonly string[]): void {
    for (const [name, member] of Object.entries(value)) {
      const places = headings.flatMap((heading) => prefixes.map((prefix) => ({ heading, path: `${prefix}${name}` })));
      const place = places.find(({ heading, path }) => tables.get(heading)?.has(path));
      if (place === undefined) {
        this.missing.add(`${headings[0]}: ${prefixes.at(-1)}${name}`);
        continue;
      }
      this.seen.add(`${place.heading}: ${place.path}`);
      this.#member(member, place.heading, place.path);
    }
  }

  #member(value: unknown, heading: string, path: string): void {
    const linked = /\[(\w+)\]\(#/.exec(tables.get(heading)?.get(path) ?? "")?.[1];
    const isList = Array.isArray(value);
    for (const one of isList ? value : [value]) {
      if (typeof one !== "object" || one === null) continue;
      if (linked !== undefined) {
        this.object(one, [linked], [""]);
        continue;
      }
      const ofKind = `${path}[${"kind" in one ? String(one.kind) : ""}]`;
      if (tables.get(heading)?.has(ofKind)) this.seen.add(`${heading}: ${ofKind}`);
      this.object(one, [heading], [`${path}${isList ? "[]" : ""}.`, `${ofKind}.`]);
    }
  }
}

describe("docs/template-data.md", () => {
  const search = new Search();
  for (const [template, context] of contexts) search.object(context, headingsOf(template), [""]);

  it("has a section for every template", () => {
    expect(templateNames.filter((template) => !tables.has(template))).toEqual([]);
  });

  it("has every member of every real context", () => {
    expect([...search.missing]).toEqual([]);
  });

  it("has no member that no real context has", () => {
    const documented = [...tables]
      .filter(([heading]) => heading !== "Arguments of partials")
      .flatMap(([heading, table]) => [...table.keys()].map((path) => `${heading}: ${path}`));
    expect(documented.length).toBeGreaterThan(300);
    expect(documented.filter((path) => !search.seen.has(path))).toEqual([]);
  });
});
