import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import schema from "../../schema/diagnostics.schema.json" with { type: "json" };
import { toJson } from "../../src/diagnostics/json.ts";
import { errDiagnostics } from "../support/err.ts";

const fits = new Ajv2020({ allErrors: true }).compile(schema);

describe("schema/diagnostics.schema.json", () => {
  test("holds for what is printed of fixtures/err, and for nothing found", () => {
    const found = JSON.parse(toJson(errDiagnostics())) as Record<string, unknown>[];
    expect(found.length).toBeGreaterThan(100);
    expect([fits(found), fits.errors]).toEqual([true, null]);
    expect(fits(JSON.parse(toJson([])))).toBe(true);
    // As its description says.
    for (const one of found) expect(one.endLine).toBe(one.line);
  });

  test("demands each key, and no other", () => {
    const [first = {}] = JSON.parse(toJson(errDiagnostics())) as Record<string, unknown>[];
    for (const key of Object.keys(first)) {
      const { [key]: _, ...rest } = first;
      expect(fits([rest]), key).toBe(false);
    }
    expect(fits([{ ...first, other: 1 }])).toBe(false);
    expect(fits([{ ...first, line: 0 }])).toBe(false);
    expect(fits([{ ...first, severity: "note" }])).toBe(false);
    expect(fits(first)).toBe(false);
  });

  test("describes each key, and its examples fit", () => {
    const { diagnostic } = schema.$defs;
    expect(Object.keys(diagnostic.properties)).toEqual(diagnostic.required);
    const example = Object.fromEntries(
      Object.entries(diagnostic.properties).map(([key, part]) => {
        expect(part.description, key).toMatch(/\.$/);
        return [key, "examples" in part ? part.examples[0] : part.enum[0]];
      }),
    );
    expect(fits([example])).toBe(true);
  });
});
