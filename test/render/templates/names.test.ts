import { describe, expect, it } from "vitest";
import { data } from "../../../src/render/data.generated.ts";
import { loadTemplates } from "../../../src/render/templates/load.ts";
import { checkNames } from "../../../src/render/templates/names.ts";
import { ownSources, placed } from "../../support/templates.ts";

/** The rows of a guard get what the template of their kind gets. */
const namedAs = (name: string) => name.replace(/^frame\/(.*)\/guard\/(.*)$/, "$1/$2");

const NAMES = { a: null, list: { b: null, deep: { c: null } } };

const problems = (source: string, partials: Readonly<Record<string, string>> = {}): string[] => {
  const others = Object.entries(partials).map(([name, text]) => [`tsql/partials/${name}`, text] as const);
  const { programs } = loadTemplates(new Map([["tsql/seed", source], ...others]));
  return checkNames("tsql/seed", programs, NAMES).map(placed);
};

describe("the names that a template uses", () => {
  const { programs } = loadTemplates(ownSources);
  it.each([...ownSources.keys()].filter((name) => data[namedAs(name)] !== undefined))("are its data's: %s", (name) => {
    expect(checkNames(name, programs, data[namedAs(name)] ?? {})).toEqual([]);
  });

  it.each<[string, string[]]>([
    ["{{sql a}}\n", []],
    ["{{#each list}}{{sql b}} {{sql ../a}} {{sql deep.c}}{{/each}}\n", []],
    ["-- {{note aa}}\n", ["H11 1:11"]],
    ["{{sql a.b}}\n", ["H11 1:7"]],
    ["{{#if aa}}x{{/if}}\n", ["H11 1:7"]],
    ["{{#each list}}{{sql a}} {{/each}}\n", ["H11 1:21"]],
    ["{{#each list}}{{sql ../../a}} {{/each}}\n", ["H11 1:21"]],
    ["{{#each aa}}{{sql b}} {{/each}}\n", ["H11 1:9"]],
    ['{{sql (concat aa "x")}}\n', ["H11 1:15"]],
    ["{{sql constructor}}\n", ["H11 1:7"]],
    ["{{sql a.__proto__}}\n", ["H11 1:7"]],
    ["{{#look title=aa}}{{sql a}}{{/look}}\n", ["H11 1:15"]],
    ["{{#if (eq aa bb)}}x{{/if}}\n", ["H11 1:11", "H11 1:14"]],
    [
      "{{#if x.change}}-- {{note x.change}} {{note x.[a-b].c}}{{/if}}\n{{#each list}}{{sql ../x.d}} {{sql x.d}} {{/each}}\n",
      ["H11 2:36"],
    ],
  ])("%j", (source, found) => {
    expect(problems(source)).toEqual(found);
  });

  it("are those of the place where a partial is called, and what it is given", () => {
    expect(problems("{{> part x=a}}\n", { part: "{{sql x}} {{sql a}} {{sql y}}" })).toEqual(["H11 part 1:27"]);
    expect(problems("{{#each list}}{{> part}}{{/each}}\n", { part: "{{sql b}} {{sql ../a}}" })).toEqual([
      "H11 part 1:17",
    ]);
    expect(problems("{{> part}}\n", { part: "{{sql x.y}}" })).toEqual([]);
    expect(problems("{{> part x=list.deep}}\n", { part: "{{sql x.c}} {{sql x.d}}" })).toEqual(["H11 part 1:19"]);
  });
});
