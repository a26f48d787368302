import { describe, expect, it } from "vitest";
import { data, type Names } from "../../src/render/data.generated.ts";
import { additions } from "../../src/render/templates/language.ts";
import { contexts } from "../support/contexts.ts";
import { readsOf, templateNames } from "../support/template-names.ts";

const namesOf = (template: string): Names => {
  const names = data[template];
  if (names === undefined) throw new Error(`${template} is not documented`);
  return names;
};

/** Members by the object of the documented names that has them: what several templates share is one object. */
class Members {
  readonly #known = new Map<Names, Set<string>>();

  add(owner: Names, name: string): void {
    this.#known.set(owner, (this.#known.get(owner) ?? new Set()).add(name));
  }

  /** The paths of documented members that are not among these. */
  missing(names: Names, prefix: string): string[] {
    return Object.entries(names).flatMap(([name, below]) => {
      if (!this.#known.get(names)?.has(name)) return [`${prefix}${name}`];
      return below === null ? [] : this.missing(below, `${prefix}${name}.`);
    });
  }
}

/** Adds the members that a value has; returns the paths of those that are not documented. */
function walk(value: unknown, names: Names | null, found: Members, prefix: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => walk(item, names, found, prefix));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => {
    if (names === null || !Object.hasOwn(names, name)) return [`${prefix}${name}`];
    found.add(names, name);
    return walk(below, names[name] ?? null, found, `${prefix}${name}.`);
  });
}

describe("the documented data of the templates", () => {
  it("is that of every template, and of no other", () => {
    expect(Object.keys(data).sort()).toEqual([...templateNames, ...additions].sort());
  });

  it("is what real contexts have: no more, no less", () => {
    const found = new Members();
    const undocumented = contexts.flatMap(([template, one]) => walk(one, namesOf(template), found, `${template}: `));
    expect([...new Set(undocumented)]).toEqual([]);
    expect(templateNames.flatMap((template) => found.missing(namesOf(template), `${template}: `))).toEqual([]);
  });

  it("has every name that a template or its partials read", () => {
    const unknown = templateNames.flatMap((template) =>
      readsOf(template, namesOf(template))
        .filter(({ owner, name }) => owner === null || !Object.hasOwn(owner, name))
        .map(({ where, text }) => `${template}: ${where}: ${text}`),
    );
    expect(unknown).toEqual([]);
  });

  it("has nothing that no template reads", () => {
    const read = new Members();
    const add = (owner: Names | null, name: string) => owner !== null && read.add(owner, name);
    /** Templates that share what they get at the top, where each reads a part of it. */
    const sharing = (templates: readonly string[], names: readonly string[]) => {
      for (const template of templates) for (const name of names) add(namesOf(template), name);
    };
    for (const template of templateNames) {
      for (const { owner, name } of readsOf(template, namesOf(template))) add(owner, name);
    }
    const steps = templateNames.filter((template) => !["runbook/runbook", "runbook/operation"].includes(template));
    const header = Object.keys(namesOf("tsql/monitor")).filter((name) => name !== "server");
    sharing(steps, header);
    const session = ["tsql/mirror-partner", "tsql/principal-partner", "tsql/witness"];
    sharing(session, Object.keys(namesOf("tsql/witness")));
    expect(templateNames.flatMap((template) => read.missing(namesOf(template), `${template}: `))).toEqual([]);
  });
});
