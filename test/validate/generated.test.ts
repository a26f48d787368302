import { spawnSync } from "node:child_process";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import schema from "../../schema/topology.schema.json" with { type: "json" };
import { catalogue } from "../../src/diagnostics/catalogue.ts";

interface Part {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Part>>;
}

describe("what is made from the schema", () => {
  it("is fresh", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/generate.mjs", "--check"], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});

describe("the schema", () => {
  const definitions = Object.entries(schema.$defs as unknown as Record<string, Part>);
  const parts: [string, Part][] = [["", schema as unknown as Part], ...definitions];

  it("describes every key, with examples", () => {
    for (const [name, part] of parts) {
      if (name.startsWith("complete")) continue;
      for (const [key, value] of Object.entries(part.properties ?? {})) {
        expect(value.description, `${name}.${key}`).toBeTruthy();
        expect(value.examples?.length, `${name}.${key}`).toBeGreaterThan(0);
      }
    }
  });

  it("has examples that fit", () => {
    const ajv = new Ajv2020({ strict: false, schemas: [schema] });
    const fits = (pointer: string, examples: readonly unknown[] | undefined) => {
      for (const example of examples ?? []) {
        expect(ajv.validate(`${schema.$id}#${pointer}`, example), `${pointer}: ${ajv.errorsText()}`).toBe(true);
      }
    };
    for (const [name, part] of parts) {
      const pointer = name === "" ? "" : `/$defs/${name}`;
      if (name !== "") fits(pointer, part.examples);
      for (const [key, value] of Object.entries(part.properties ?? {}))
        fits(`${pointer}/properties/${key}`, value.examples);
    }
  });
});

describe("the catalogue", () => {
  it("says of every code what it means, why, and how to mend it", () => {
    for (const [code, entry] of Object.entries(catalogue)) {
      expect(code).toMatch(/^[YSTH]\d\d$/);
      for (const text of [entry.title, entry.why, entry.hint]) expect(text).toMatch(/\.$/);
    }
  });
});
