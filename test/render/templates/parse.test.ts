import { describe, expect, it } from "vitest";
import { problemsOf } from "../../support/templates.ts";

describe("what templates may use of Handlebars", () => {
  it.each<[string, string[]]>([
    ["a\n{{sql }\n", ["H01 2:1"]],
    ["a\n{{#if b}}\nc\n", ["H01 4:1"]],
    ["a\n{{#if b}}{{/each}}\n", ["H01 2:4"]],
    ["{{/if}}\n", ["H01 1:1"]],
    ["a\n  {{{sql b}}}\n", ["H03 2:3"]],
    ["{{&sql b}}\n", ["H03 1:1"]],
    ["\\{{sql b}}\n", ["H03 1:1"]],
    ["{{lookup a b}}\n", ["H03 1:1"]],
    ["{{sqll a}}\n", ["H03 1:1"]],
    ["{{sql a b}}\n", ["H03 1:1"]],
    ["{{sql a b=c}}\n", ["H03 1:1"]],
    ["{{sql @root.a}}\n", ["H03 1:7"]],
    ["{{#each a}}{{num @index}}{{/each}}\n", ["H03 1:18"]],
    ["{{#each a as |b|}}x{{/each}}\n", ["H03 1:1"]],
    ["{{#with a}}x{{/with}}\n", ["H03 1:4"]],
    ["{{#if a b}}x{{/if}}\n", ["H03 1:4"]],
    ["{{#if (sql a)}}x{{/if}}\n", ["H03 1:7"]],
    ["{{eq a b}}\n", ["H03 1:1"]],
    ["{{> (lookup . 'a')}}\n", ["H03 1:1"]],
    ["{{> part a}}\n", ["H03 1:1"]],
    ["{{#> part}}x{{/part}}\n", ["H03 1:1"]],
    ['{{#*inline "a"}}x{{/inline}}\n', ["H03 1:1"]],
    ["{{* decorator}}\n", ["H03 1:1"]],
    ["{{sql null}}\n", ["H03 1:7"]],
    ["{{{{raw}}}}x{{{{/raw}}}}\n", ["H03 1:5"]],
  ])("%j", (source, problems) => {
    expect(problemsOf(source, "tsql/seed", { part: "" })).toEqual(problems);
  });

  it("has a limit on blocks within blocks, and on values within values", () => {
    const nested = (count: number) => `${"{{#if a}}".repeat(count)}${"{{/if}}".repeat(count)}\n`;
    expect(problemsOf(nested(24))).toEqual([]);
    expect(problemsOf(nested(25))).toEqual(["H03 1:217"]);
    expect(problemsOf(nested(20_000))).toEqual([expect.stringMatching(/^H03/)]);
    const values = (count: number) => `{{sql ${"(concat ".repeat(count)}a${")".repeat(count)}}}\n`;
    expect(problemsOf(values(7))).toEqual([]);
    expect(problemsOf(values(20))).toEqual([expect.stringMatching(/^H03/)]);
    expect(problemsOf(values(20_000))).toEqual([expect.stringMatching(/^H03/)]);
    expect(problemsOf(`{{#if a}}${"{{else if b}}".repeat(1000)}{{/if}}\n`)).toEqual([expect.stringMatching(/^H03/)]);
    expect(problemsOf("{{sql a}} ".repeat(3_000))).toEqual([expect.stringMatching(/^H03/)]);
  });

  it.each<[string, (count: number) => string]>([
    ["parts of a name", (count) => `{{sql x${".a".repeat(count)}}}\n`],
    ["parts of a condition's name", (count) => `{{#if x${".a".repeat(count)}}}b{{/if}}\n`],
    ["steps out of blocks", (count) => `{{sql ${"../".repeat(count)}a}}\n`],
    ["values of a helper", (count) => `{{sql (concat${" a".repeat(count)})}}\n`],
    ["values of a partial", (count) => `{{> part${" a=b".repeat(count)}}}\n`],
    ["parts of a partial's name", (count) => `{{> part${".a".repeat(count)}}}\n`],
    ["a brace in a name", (count) => `{{sql x.[}]${".a".repeat(count)}}}\n`],
  ])("has a limit on %s", (_, source) => {
    expect(problemsOf(source(100), "tsql/seed", { part: "" })).toEqual([expect.stringMatching(/^H03/)]);
  });

  it("takes a name of very many parts, as a condition too", () => {
    expect(problemsOf(`{{#if x${".a".repeat(200_000)}}}b{{/if}}\n`)).toEqual([expect.stringMatching(/^H03/)]);
  });

  it("reads CRLF and a byte order mark as if they were not there", () => {
    expect(problemsOf("\ufeff-- a\r\n{{a}}\r\n")).toEqual(["H04 2:1"]);
  });
});
