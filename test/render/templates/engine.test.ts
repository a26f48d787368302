import { describe, expect, it } from "vitest";
import { type Batch, engine, openData, type Precompiled, TemplateError } from "../../../src/render/templates/engine.ts";
import { compileTemplates, loadTemplates } from "../../../src/render/templates/load.ts";

/** A template by itself, ready to render. */
function template(source: string, partials: Readonly<Record<string, string>> = {}, path = "runbook/it") {
  const folder = path.slice(0, path.indexOf("/"));
  const sources = new Map([
    [path, source],
    ...Object.entries(partials).map(([name, text]) => [`${folder}/partials/${name}`, text] as const),
  ]);
  expect(loadTemplates(sources).problems).toEqual([]);
  const set = compileTemplates(sources, true);
  return engine((name) => {
    const text = set[name];
    return text === undefined ? undefined : (new Function(`"use strict"; return ${text}`)() as Precompiled);
  })(path);
}

const rendered = (source: string, data: unknown, partials: Readonly<Record<string, string>> = {}): string =>
  template(source, partials)(data);

/** The fault of a rendering: where, from the outermost call on, and what. */
function faultOf(render: () => unknown): { way: string[]; message: string } {
  try {
    render();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return {
      way: error.way.map((call) => `${call.template} ${call.at.line}:${call.at.column}`),
      message: error.message,
    };
  }
  return expect.unreachable();
}

describe("a template", () => {
  it.each<[string, unknown, string]>([
    ["{{md a}}, {{num b}}", { a: "x", b: 1 }, "x, 1"],
    ["{{md a.b.c}}", { a: { b: { c: "deep" } } }, "deep"],
    ["{{#if a}}yes{{else}}no{{/if}}", { a: [] }, "no"],
    ["{{#if a}}yes{{else if b}}or{{else}}no{{/if}}", { a: 0, b: 1 }, "or"],
    ["{{#unless a}}no{{/unless}}", { a: null }, "no"],
    ["{{#each a}}{{#unless @first}}, {{/unless}}{{md this}}{{/each}}", { a: ["x", "y", "z"] }, "x, y, z"],
    ["{{#each a}}{{#if (eq this ../b)}}{{md this}}{{/if}}{{/each}}", { a: ["x", "y"], b: "y" }, "y"],
    [
      "{{#each a}}{{#each ../a}}{{#if (eq this ../this)}}{{md ../../b}}{{/if}}{{/each}}{{/each}}",
      { a: ["x", "x"], b: "b" },
      "bbbb",
    ],
    ["{{#each a}}{{md ../b}}{{md c}} {{/each}}", { a: [{ c: "1" }, { c: "2" }], b: "b" }, "b1 b2 "],
    ["{{#each a}}{{md this}}{{else}}none{{/each}}", { a: null }, "none"],
    ['{{#if (eq a "x")}}{{md (concat a "-" b)}}{{/if}}', { a: "x", b: "y" }, "x-y"],
    ["a\n{{#if b}}\nc\n{{/if}}\nd\n", { b: true }, "a\nc\nd\n"],
    ["a{{!-- not written --}}b", {}, "ab"],
  ])("%j", (source, data, text) => {
    expect(rendered(source, data)).toBe(text);
  });

  it("gives values to a partial, any name among them, and what is around it", () => {
    const partials = { inner: "{{md a}}{{md b}}{{#each c}}{{md ../a}}{{/each}}", outer: "{{> inner b=d}}" };
    expect(rendered('{{> outer a="1" d="2"}}', { a: "0", c: ["x"] }, partials)).toBe("121");
    expect(rendered('{{> part loc="1" data="2" fn="3"}}', {}, { part: "{{md loc}}{{md data}}{{md fn}}" })).toBe("123");
  });

  it("makes a batch of each block, in T-SQL", () => {
    const batches: Batch[] = [];
    const source =
      '-- x\n{{#look title=(concat "Look at " a)}}\nSELECT {{sql a}};\n{{/look}}\n{{#each b}}\n{{#work at="Primary"}}SELECT {{num this}};{{/work}}\n{{/each}}\n';
    const text = template(source, {}, "tsql/it")({ a: "A", b: [1, 2] }, batches);
    expect(text.trim()).toBe("-- x");
    expect(batches.map(({ from, ...batch }) => ({ ...batch, line: from?.at.line }))).toEqual([
      { kind: "look", title: "Look at A", at: null, text: "SELECT N'A';\r\n", line: 2 },
      { kind: "work", title: null, at: "Primary", text: "SELECT 1;\r\n", line: 6 },
      { kind: "work", title: null, at: "Primary", text: "SELECT 2;\r\n", line: 6 },
    ]);
  });

  it("gives null for what is missing in open data", () => {
    const x = openData({ change: "CHG-1", more: { deep: 1 } });
    const source =
      "{{md x.change}}{{num x.more.deep}}{{#if x.nothing}}a{{/if}}{{#if x.more.nothing}}a{{/if}}{{#if x.constructor}}a{{/if}}";
    expect(rendered(source, { x })).toBe("CHG-11");
    expect(() => rendered("{{md x.nothing}}", { x: openData({}) })).toThrow(TemplateError);
  });

  it.each<[string, string]>([
    ["{{md b}}", "1:6"],
    ["{{md a.b}}", "1:6"],
    ["{{md a.length.b}}", "1:6"],
    ["{{md no.b}}", "1:6"],
    ["\n{{#if b}}x{{/if}}", "2:7"],
    ["{{#unless a.b}}x{{/unless}}", "1:11"],
    ["{{#each b}}x{{/each}}", "1:9"],
    ["{{#if (eq b 1)}}x{{/if}}", "1:11"],
    ["{{md (concat b)}}", "1:14"],
    ["  {{> part c=b}}", "1:14"],
    ["{{md ../a}}", "1:6"],
    ["{{md constructor}}", "1:6"],
    ["{{md __proto__}}", "1:6"],
    ["{{#if toString}}x{{/if}}", "1:7"],
    ["{{#each n}}x{{/each}}", "1:1"],
    ["{{num a}}", "1:1"],
    ["{{#if n}}{{num n}}{{/if}}\n{{#if n}}{{num a}}{{/if}}", "2:10"],
    ["{{#if n}}{{num n}}{{/if}}\n{{#if n}}{{num m}}{{/if}}", "2:16"],
  ])("%j asks for what there is not, at %s", (source, place) => {
    const data = { a: "text", n: 1, no: null };
    expect(faultOf(() => rendered(source, data, { part: "{{md c}}" })).way).toEqual([`runbook/it ${place}`]);
  });

  it("says by which calls a fault is reached", () => {
    const partials = { outer: "\n {{> inner b=c}}", inner: "{{num b}}" };
    expect(faultOf(() => rendered("{{> outer}}", { c: "x" }, partials)).way).toEqual([
      "runbook/it 1:1",
      "runbook/partials/outer 2:2",
      "runbook/partials/inner 1:1",
    ]);
  });

  it("can be rendered again after a fault", () => {
    const render = template("{{> part}}", { part: "{{num a}}" });
    expect(faultOf(() => render({ a: "x" })).way).toHaveLength(2);
    expect(render({ a: 1 })).toBe("1");
    expect(faultOf(() => render({ a: "x" })).way).toHaveLength(2);
  });

  it.each<[string, string]>([
    ["16 loops within each other", `${"{{#each @}}".repeat(16)}${"{{/each}}".repeat(16)}`],
    ["16 loops that write", `${"{{#each @}}".repeat(16)}{{md this}}${"{{/each}}".repeat(16)}`],
  ])("ends within a second: %s", (_, pattern) => {
    let depth = 0;
    const source = pattern.replaceAll("@", () => `${"../".repeat(depth++)}list`);
    const render = template(source);
    const list = Array.from({ length: 100 }, () => "x".repeat(1000));
    const before = process.cpuUsage();
    expect(faultOf(() => render({ list })).message).toMatch(/steps|256 MiB/);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(1_000_000);
  });

  it("ends before it fills the memory", () => {
    const list = Array.from({ length: 100 }, () => "x".repeat(100_000));
    const source = "{{#each list}}{{#each ../list}}{{md this}}{{/each}}{{/each}}";
    expect(faultOf(() => rendered(source, { list })).message).toMatch(/256 MiB/);
  });
});
