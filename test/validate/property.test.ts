import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPair, isSeq, parseDocument, stringify, visit } from "yaml";
import schema from "../../schema/topology.schema.json" with { type: "json" };
import { arrange } from "../../src/diagnostics/arrange.ts";
import { toText } from "../../src/diagnostics/text.ts";
import { validate } from "../../src/validate/validate.ts";

const samples = ["contoso-pchat", "many-databases"].map((name) =>
  readFileSync(new URL(`../../samples/${name}.yaml`, import.meta.url), "utf8"),
);

/** Whatever stands in the file: no exception, and each place lies within it. */
function holds(text: string): void {
  const bytes = new TextEncoder().encode(text);
  const { diagnostics, topology } = validate({ file: "t.yaml", bytes });
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  for (const one of diagnostics) {
    expect(one.line).toBeGreaterThanOrEqual(1);
    expect(one.endLine).toBe(one.line);
    expect(one.line).toBeLessThanOrEqual(lines.length);
    expect(one.column).toBeGreaterThanOrEqual(1);
    expect(one.endColumn).toBeGreaterThanOrEqual(one.column);
    expect(one.endColumn).toBeLessThanOrEqual((lines[one.line - 1] as string).length + 1);
    expect(one.message).not.toMatch(/undefined|\[object/);
    expect(one.hint).not.toMatch(/undefined|\[object/);
  }
  expect(arrange(diagnostics)).toEqual(diagnostics);
  toText(diagnostics, { textOf: () => text });
  if (topology === null) expect(diagnostics.filter((one) => one.severity === "error")).not.toEqual([]);
  else expect(Object.isFrozen(topology.databases)).toBe(true);
}

const keys = new Set<string>();
const collect = (part: unknown): void => {
  if (typeof part !== "object" || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === "properties") for (const name of Object.keys(value as object)) keys.add(name);
    collect(value);
  }
};
collect(schema);

const PIECES = [
  "\t",
  "  ",
  "- ",
  "? ",
  ": ",
  "none",
  "x-a: 1",
  "*a",
  "&a ",
  "<<: *a",
  "!x ",
  "'",
  '"',
  "[",
  "]",
  "{",
  "}",
  "#",
  "\\",
  "$(x)",
  "<database>",
  "---",
  "0",
  "15m",
  "null",
  "~",
  "|",
  ">",
  "%YAML 1.1",
  "\u2028",
  "\u0000",
  "é😀",
];

const mutation = fc.oneof(
  fc.record({
    kind: fc.constant("delete" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    kind: fc.constant("insert" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    piece: fc.oneof(fc.constantFrom(...PIECES, ...keys), fc.string({ maxLength: 5 })),
  }),
  fc.record({ kind: fc.constant("dropLine" as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant("value" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    piece: fc.constantFrom(
      ...PIECES,
      "sql-a1",
      "sql-zz",
      "17",
      "true",
      "1.5",
      "{ a: 1 }",
      "[1, x]",
      "2099",
      "",
      "full-backup",
    ),
  }),
);

function mutate(text: string, change: { kind: string; at: number; length?: number; piece?: string }): string {
  const lines = text.split("\n");
  const offset = Math.floor(change.at * text.length);
  const line = Math.floor(change.at * (lines.length - 1));
  switch (change.kind) {
    case "delete":
      return text.slice(0, offset) + text.slice(offset + (change.length ?? 0));
    case "insert":
      return text.slice(0, offset) + change.piece + text.slice(offset);
    case "dropLine":
      return lines.filter((_, index) => index !== line).join("\n");
    default:
      return lines.map((one, index) => (index === line ? one.replace(/: .*$/, `: ${change.piece}`) : one)).join("\n");
  }
}

describe("validate never throws, and stays within the file", () => {
  it("over changed samples", () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 4 }), (text, changes) => {
        holds(changes.reduce(mutate, text));
      }),
      { numRuns: 300 },
    );
  });

  it("over documents of the schema's keys with any values", () => {
    const key = fc.constantFrom(...keys, "sql-a1", "Sales", "x-y");
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: "medium" },
        fc.constantFrom<unknown>(
          "none",
          "sql-a1",
          "15m",
          "90s",
          1,
          0,
          true,
          null,
          "a",
          "east",
          "<database>",
          "10.0.0.1",
          "02:00",
          "2026-02-30",
        ),
        fc.dictionary(key, tie("node"), { maxKeys: 6 }),
        fc.array(tie("node"), { maxLength: 3 }),
      ),
    }));
    const top = fc.constantFrom(
      "version",
      "name",
      "platform",
      "defaults",
      "profiles",
      "servers",
      "databases",
      "persistentChat",
    );
    fc.assert(
      fc.property(fc.dictionary(top, node, { maxKeys: 8 }), (document) => holds(stringify(document))),
      { numRuns: 300 },
    );
  });

  it("over whole topologies with one part replaced", () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>(
        "none",
        5,
        null,
        true,
        "",
        [],
        {},
        "sql-zz",
        [[]],
        [{}],
        { "x-a": 1 },
        { server: "sql-a1" },
      ),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(), value, (text, seed, replacement) => {
        const lines = text.split("\n");
        const candidates = lines.flatMap((line, index) => (/^\s*[\w-]+: .*$/.test(line) ? [index] : []));
        const chosen = candidates[seed % candidates.length] as number;
        lines[chosen] = (lines[chosen] as string).replace(
          /^(\s*[\w-]+:).*$/,
          (_, head) => `${head} ${JSON.stringify(replacement)}`,
        );
        holds(lines.join("\n"));
      }),
      { numRuns: 300 },
    );
  });

  it("over any text, and any bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => holds(text)),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        validate({ file: "t.yaml", bytes });
      }),
      { numRuns: 300 },
    );
  });

  it("and a refused value brings no rule's finding in its train", () => {
    for (const text of samples) {
      const document = parseDocument(text);
      const paths: (readonly (string | number)[])[] = [];
      visit(document, {
        Pair(_, pair, ancestors) {
          const path = ancestors.flatMap((node, index): (string | number)[] => {
            if (isPair(node)) return [String((node.key as { value: unknown }).value)];
            const next = ancestors[index + 1] as unknown;
            return isSeq(node) ? [(node.items as unknown[]).indexOf(next ?? pair)] : [];
          });
          paths.push([...path, String((pair.key as { value: unknown }).value)]);
        },
      });
      expect(paths.length).toBeGreaterThan(40);
      for (const path of paths) {
        const broken = document.clone();
        broken.setIn(path, [{ broken: true }]);
        const { diagnostics } = validate({ file: "t.yaml", bytes: new TextEncoder().encode(broken.toString()) });
        const codes = diagnostics.map((one) => `${one.code} ${one.message}`);
        const followUps = codes.filter((code) => code.startsWith("L"));
        expect(followUps, path.join("/")).toEqual([]);
        expect(
          codes.filter((code) => /^[YT]/.test(code)),
          path.join("/"),
        ).toEqual([]);
        expect(codes, path.join("/")).not.toEqual([]);
      }
    }
  });
});
