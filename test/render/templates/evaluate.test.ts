import Handlebars from "handlebars";
import { describe, expect, it } from "vitest";
import { HELPERS } from "../../../src/render/helpers.ts";
import { context, finished, render } from "../../../src/render/render.ts";
import { evaluator, TemplateError } from "../../../src/render/templates/evaluate.ts";
import { folderOf } from "../../../src/render/templates/language.ts";
import { compileTemplates, loadTemplates } from "../../../src/render/templates/load.ts";
import { formatQueries } from "../../../src/render/templates/queries.ts";
import { compileCase, okCases } from "../../support/fixtures.ts";
import { ownSources } from "../../support/templates.ts";

/** Renders one template by itself. */
function rendered(source: string, data: unknown, partials: Readonly<Record<string, string>> = {}): string {
  const sources = new Map([
    ["runbook/it", source],
    ...Object.entries(partials).map(([name, text]) => [`runbook/partials/${name}`, text] as const),
  ]);
  const { trees, problems } = loadTemplates(sources);
  expect(problems).toEqual([]);
  const set = compileTemplates(sources, trees);
  return evaluator((name) => set[name])("runbook/it")(data);
}

/** The same by Handlebars itself. */
function byHandlebars(folder: string) {
  const environment = Handlebars.create();
  for (const [name, { work }] of Object.entries(HELPERS)) {
    environment.registerHelper(name, (...values: unknown[]) => work(...values.slice(0, -1)));
  }
  for (const [path, source] of ownSources) {
    const partial = new RegExp(`^${folder}/partials/(.*)$`).exec(path)?.[1];
    if (partial !== undefined) environment.registerPartial(partial, folder === "tsql" ? formatQueries(source) : source);
  }
  return (name: string) => {
    const source = ownSources.get(`${folder}/${name}`) ?? "";
    return environment.compile(folder === "tsql" ? formatQueries(source) : source, {
      noEscape: true,
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: Object.fromEntries(Object.keys(HELPERS).map((helper) => [helper, true])) as KnownHelpers,
      preventIndent: true,
    });
  };
}

describe("a template", () => {
  it.each<[string, unknown, string]>([
    ["{{md a}}, {{num b}}", { a: "x", b: 1 }, "x, 1"],
    ["{{md a.b.c}}", { a: { b: { c: "deep" } } }, "deep"],
    ["{{#if a}}yes{{else}}no{{/if}}", { a: [] }, "no"],
    ["{{#if a}}yes{{else if b}}or{{else}}no{{/if}}", { a: 0, b: 1 }, "or"],
    ["{{#unless a}}no{{/unless}}", { a: null }, "no"],
    ["{{#each a}}{{#unless @first}}, {{/unless}}{{md this}}{{/each}}", { a: ["x", "y", "z"] }, "x, y, z"],
    ["{{#each a}}{{md ../b}}{{md c}} {{/each}}", { a: [{ c: "1" }, { c: "2" }], b: "b" }, "b1 b2 "],
    ["{{#each a}}{{md this}}{{else}}none{{/each}}", { a: null }, "none"],
    ['{{#if (eq a "x")}}{{md (concat a "-" b)}}{{/if}}', { a: "x", b: "y" }, "x-y"],
    ["a\n{{#if b}}\nc\n{{/if}}\nd\n", { b: true }, "a\nc\nd\n"],
    ["a{{!-- not written --}}b", {}, "ab"],
  ])("%j", (source, data, text) => {
    expect(rendered(source, data)).toBe(text);
  });

  it("gives values to a partial, and what is around it", () => {
    const partials = { inner: "{{md a}}{{md b}}{{#each c}}{{md ../a}}{{/each}}", outer: "{{> inner b=d}}" };
    expect(rendered('{{> outer a="1" d="2"}}', { a: "0", c: ["x"] }, partials)).toBe("121");
  });

  it.each([
    "{{md b}}",
    "{{md a.b}}",
    "{{md a.length.b}}",
    "{{#if b}}x{{/if}}",
    "{{#unless a.b}}x{{/unless}}",
    "{{#each b}}x{{/each}}",
    "{{#if (eq b 1)}}x{{/if}}",
    "{{md (concat b)}}",
    "{{> part c=b}}",
    "{{md ../a}}",
    "{{md constructor}}",
    "{{md __proto__}}",
    "{{#if toString}}x{{/if}}",
    "{{#each n}}x{{/each}}",
    "{{num a}}",
  ])("%j asks for what there is not", (source) => {
    expect(() => rendered(source, { a: "text", n: 1 }, { part: "{{md c}}" })).toThrow(TemplateError);
  });

  it("says where", () => {
    try {
      rendered("a\n  {{md a.nothing}}\n", { a: {} });
    } catch (error) {
      expect(error).toBeInstanceOf(TemplateError);
      expect(error).toMatchObject({ template: "runbook/it", spot: { line: 2, column: 8 } });
      return;
    }
    expect.unreachable();
  });

  it("stops before it fills the memory", () => {
    const list = Array.from({ length: 100 }, () => "x".repeat(100));
    const loops = `${"{{#each ../list}}".repeat(0)}{{#each list}}{{#each ../list}}{{#each ../../list}}{{#each ../../../list}}{{md this}}{{/each}}{{/each}}{{/each}}{{/each}}`;
    expect(() => rendered(loops, { list })).toThrow(/64 MiB/);
  });
});

describe.each(okCases)("the templates of fixtures/ok/%s", (name) => {
  it("write what Handlebars itself would write", () => {
    const { plan } = compileCase(name);
    if (plan === null) throw new Error("no plan");
    const folders = new Map<string, ReturnType<typeof byHandlebars>>();
    for (const step of plan.steps) {
      const folder = folderOf(step.language);
      const engine = folders.get(folder) ?? byHandlebars(folder);
      folders.set(folder, engine);
      const text = engine(step.kind)(context(plan, step));
      const lines = step.language === "markdown" ? text : text.replaceAll("\n", "\r\n");
      expect(render(plan, step), step.path).toBe(finished(lines, step.language));
    }
  });
});
