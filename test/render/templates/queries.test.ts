import { describe, expect, it } from "vitest";
import { formatQueries, haveSameTokens } from "../../../src/render/templates/queries.ts";
import { ownSources } from "../../support/templates.ts";

const own = [...ownSources].filter(([path]) => path.startsWith("tsql/"));

describe("the layout of queries", () => {
  it.each(own)("of %s is sql-formatter's already: node scripts/templates.mjs --format", (_, source) => {
    expect(formatQueries(source)).toBe(source);
  });

  it("puts clauses on lines of their own, at the statement's indentation", () => {
    expect(formatQueries("BEGIN\n    SELECT a, {{sql b}} FROM t WHERE c = 1 AND d = 2;\nEND;\n")).toBe(
      "BEGIN\n    SELECT\n        a,\n        {{sql b}}\n    FROM\n        t\n    WHERE\n        c = 1\n        AND d = 2;\nEND;\n",
    );
    expect(formatQueries("INSERT INTO t (a)\nSELECT b FROM u;\n")).toBe(
      "INSERT INTO\n    t (a)\nSELECT\n    b\nFROM\n    u;\n",
    );
  });

  it("lays out an INSERT wherever it stands, and one of a SELECT without FROM", () => {
    expect(formatQueries("IF @a = 1\n    INSERT INTO t (a)\n    SELECT 1 WHERE @b = 2;\n")).toBe(
      "IF @a = 1\n    INSERT INTO\n        t (a)\n    SELECT\n        1\n    WHERE\n        @b = 2;\n",
    );
  });

  it("keeps blocks and partials on their lines, and finds queries behind a comment with a value", () => {
    const source = "-- {{note a}}\nSELECT a,\n{{#if b}}\n    c,\n{{/if}}\n{{> part}}\nFROM t;\n";
    expect(formatQueries(source)).toBe(
      "-- {{note a}}\nSELECT\n    a,\n{{#if b}}\n    c,\n{{/if}}\n{{> part}}\nFROM\n    t;\n",
    );
  });

  it("changes no blank around a block within a line", () => {
    expect(formatQueries("SELECT a FROM t WHERE b IN ({{#each c}}{{sql this}}, {{/each}}1);\n")).toBe(
      "SELECT\n    a\nFROM\n    t\nWHERE\n    b IN ({{#each c}}{{sql this}}, {{/each}}1);\n",
    );
    expect(formatQueries("SELECT a FROM t WHERE b = 1{{#if c}}\n    AND d = 2{{/if}};\n")).toBe(
      "SELECT\n    a\nFROM\n    t\nWHERE\n    b = 1{{#if c}}\n    AND d = 2{{/if}};\n",
    );
  });

  it.each([
    "SELECT @a = b FROM t;\n",
    "SELECT a;\n",
    "{{#if a}}\nSELECT a FROM t\n{{/if}}\nWHERE b = 1;\n",
    "SELECT a FROM t WHERE {{#if a}}b = 1;\n{{/if}}\n",
    "IF EXISTS (SELECT * FROM t)\n    PRINT N'x';\n",
    "INSERT INTO t (a) VALUES (1);\n",
    "DECLARE c CURSOR FOR\nSELECT a FROM t;\n",
    "PRINT N'SELECT a FROM t;';\n",
    "-- SELECT a FROM t;\n",
    "SELECT a FROM t\nGO\n",
    "SELECT a FROM t WHERE ((;\n",
  ])("leaves %j as it is", (source) => {
    expect(formatQueries(source)).toBe(source);
  });

  it("changes no token", () => {
    expect(haveSameTokens("SELECT  a,b", "SELECT a, b")).toBe(true);
    expect(haveSameTokens("SELECT type", "SELECT TYPE")).toBe(false);
    expect(haveSameTokens("N'a  b'", "N'a b'")).toBe(false);
    expect(haveSameTokens("a -- b\n, c", "a -- b, c")).toBe(false);
    expect(haveSameTokens("{{sql a}}", "{{sql b}}")).toBe(false);
  });
});
