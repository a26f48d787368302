import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { topologyDocument } from "../../scripts/generate/topology.ts";
import { validate } from "../../src/index.ts";
import { ROOT } from "../support/fixtures.ts";

const schema = JSON.parse(readFileSync(join(ROOT, "schema/topology.schema.json"), "utf8"));
const text = readFileSync(join(ROOT, "docs/topology.md"), "utf8");
const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");
const [whole = "", ...parts] = blocks;

describe("the reference of the topology's keys", () => {
  it("is what the schema says", () => expect(text).toBe(topologyDocument(schema)));

  it("has a whole topology without findings", () => {
    expect(validate({ file: "topology.yaml", text: whole })).toEqual({ diagnostics: [] });
  });

  it("has examples that fit where they stand", () => {
    const fits = new Ajv2020({ strict: false }).compile(schema);
    expect(parts.length).toBeGreaterThan(20);
    for (const part of parts) {
      expect(fits({ ...parse(whole), ...parse(part) }), `${part}${JSON.stringify(fits.errors)}`).toBe(true);
    }
  });

  it("has a row for every key, and only headings that are linked to where it links", () => {
    const keys = [schema, ...Object.values(schema.$defs)].flatMap(({ properties = {} }) => Object.keys(properties));
    for (const key of keys) expect(text).toContain(`\n| \`${key}\` | `);
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map((match) => match[1] ?? "");
    const anchors = headings.map((heading) => heading.toLowerCase().replaceAll("'", "").replaceAll(" ", "-"));
    for (const [, anchor] of text.matchAll(/\]\(#([^)]*)\)/g)) expect(anchors).toContain(anchor);
  });

  it("cannot be made while a part of the schema has no section", () => {
    const more = { ...schema, $defs: { ...schema.$defs, availabilityGroup: { type: "object", properties: {} } } };
    expect(() => topologyDocument(more)).toThrow(/availabilityGroup/);
  });
});
