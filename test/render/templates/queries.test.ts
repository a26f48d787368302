import { describe, expect, it } from "vitest";
import { replaceable } from "../../../src/render/templates/override.ts";
import { formatQueries, haveSameTokens, queriesOf } from "../../../src/render/templates/queries.ts";
import { ownSources } from "../../support/templates.ts";

const own = [...ownSources].filter(([path]) => path.includes("tsql/"));
/** What only reads, and what a user may eject: the frame's looks stand closer together, so that a changing script stays short. */
const laidOut = own.filter(([path]) => replaceable.includes(path) || /partials\/(?:preflight|verify)-/.test(path));

/** A template with each query in one line, but for those in which something has lines of its own. */
function collapsed(source: string): string {
  let out = "";
  let done = 0;
  for (const { start, end } of queriesOf(source)) {
    const query = source.slice(start, end);
    const one = query.replace(/\s*\n\s*/g, " ");
    out += source.slice(done, start) + (/--|\/\*|\{\{(?:[#/>^]|rows\b)/.test(query) ? query : one);
    done = end;
  }
  return out + source.slice(done);
}

describe("the layout of queries", () => {
  it.each(laidOut)("is the one that %s stands in", (_, source) => {
    expect(formatQueries(source)).toBe(source);
    expect(formatQueries(collapsed(source))).toBe(source);
  });

  it.each(own)("of %s comes back from one line, byte for byte", (_, source) => {
    const formatted = formatQueries(collapsed(source));
    expect(haveSameTokens(source, formatted)).toBe(true);
    expect(formatQueries(formatted)).toBe(formatted);
    expect(formatQueries(collapsed(formatted))).toBe(formatted);
  });

  it("is put into one line by the test above, and has lines", () => {
    const lines = own.map(
      ([, source]) => formatQueries(source).split("\n").length - collapsed(source).split("\n").length,
    );
    expect(lines.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(100);
  });

  it("keeps in a line what fits, and puts clauses on lines of their own where not all does", () => {
    expect(formatQueries("SELECT a\nFROM t\nWHERE b IN (\n    SELECT b FROM u\n);\n")).toBe(
      "SELECT a FROM t WHERE b IN (SELECT b FROM u);\n",
    );
    expect(formatQueries("SELECT a, {{sql b}}\nFROM t\nWHERE c = 1 AND d = 2;\n")).toBe(
      "SELECT a, {{sql b}} FROM t WHERE c = 1 AND d = 2;\n",
    );
    const columns = Array.from({ length: 12 }, (_, n) => `N'column number ${n}' AS c${n}`).join(", ");
    expect(formatQueries(`    SELECT ${columns} FROM t JOIN u ON t.a = u.a AND t.b = u.b WHERE c = 1;\n`)).toBe(
      `    SELECT N'column number 0' AS c0, N'column number 1' AS c1, N'column number 2' AS c2, N'column number 3' AS c3, N'column number 4' AS c4,
        N'column number 5' AS c5, N'column number 6' AS c6, N'column number 7' AS c7, N'column number 8' AS c8, N'column number 9' AS c9,
        N'column number 10' AS c10, N'column number 11' AS c11
    FROM t
    JOIN u ON t.a = u.a AND t.b = u.b
    WHERE c = 1;
`,
    );
  });

  it("keeps the table and columns of an INSERT above its SELECT, wherever it stands", () => {
    expect(formatQueries("IF @a = 1\n    INSERT INTO\n        t (a)\n    SELECT 1 WHERE @b = 2;\n")).toBe(
      "IF @a = 1\n    INSERT INTO t (a)\n    SELECT 1 WHERE @b = 2;\n",
    );
  });

  it("puts a row on a line, and opens what does not fit", () => {
    const what = "N'what is looked at, in as many words as it takes to fill a good half of a line of this width'";
    expect(
      formatQueries(
        `SELECT v.a FROM (VALUES (${what}, 1), (${what}, 2)) AS v (a, b) WHERE EXISTS (SELECT * FROM t);\n`,
      ),
    ).toBe(
      `SELECT v.a
FROM (VALUES
    (${what}, 1),
    (${what}, 2)
) AS v (a, b)
WHERE EXISTS (SELECT * FROM t);
`,
    );
    const branch = (n: number) => `WHEN a = ${n} THEN N'${"x".repeat(60)}'`;
    expect(formatQueries(`SELECT CASE ${branch(1)} ${branch(2)} ELSE N'y' END AS b FROM t;\n`)).toBe(
      `SELECT CASE ${branch(1)}
    ${branch(2)} ELSE N'y'
END AS b
FROM t;
`,
    );
  });

  it("keeps blocks and partials on their lines, and finds queries behind a comment with a value", () => {
    const source = "-- {{note a}}\nSELECT a,\n{{#if b}}\n    c,\n{{/if}}\n{{> part}}\n    d\nFROM t;\n";
    expect(formatQueries(source)).toBe(
      "-- {{note a}}\nSELECT a,\n{{#if b}}\n    c,\n{{/if}}\n{{> part}}\n    d\nFROM t;\n",
    );
  });

  it("changes nothing within a block in a line", () => {
    expect(formatQueries("SELECT a FROM t\nWHERE b IN ({{#each c}}{{sql this}}, {{/each}}1);\n")).toBe(
      "SELECT a FROM t WHERE b IN ({{#each c}}{{sql this}}, {{/each}}1);\n",
    );
    const over = "SELECT a FROM t\nWHERE b = 1{{#if c}}\n    AND d = 2{{/if}};\n";
    expect(formatQueries(over)).toBe(over);
  });

  it.each([
    "SELECT @a = b FROM t;\n",
    "SELECT a;\n",
    "{{#if a}}\nSELECT a FROM t\n{{/if}}\nWHERE b = 1;\n",
    "SELECT a FROM t WHERE {{#if a}}b = 1;\n{{/if}}\n",
    "IF EXISTS (SELECT * FROM t)\n    PRINT N'x';\n",
    "INSERT INTO t (a)\nVALUES\n    (1),\n    (2);\n",
    "DECLARE c CURSOR FOR\nSELECT a FROM t;\n",
    "PRINT N'SELECT a FROM t;';\n",
    "-- SELECT a FROM t;\n",
    "SELECT a FROM t\nGO\n",
    "SELECT a FROM t WHERE ((;\n",
    "SELECT a FROM t\nWHERE EXISTS (SELECT *\n    FROM u WHERE u.b = ((t.b)));\n",
    "SELECT a, CASE WHEN EXISTS (SELECT b + (1 +\n    1) FROM u) THEN 1 END\nFROM t;\n",
    "SELECT DATEADD(minute, -{{num a}}, b) FROM t;\n",
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
