// The document's types, from schema/topology.schema.json.
import { compile } from "json-schema-to-typescript";
import { note } from "./files.mjs";

/** Types would let every key through with `x-` patterns, and titles would name them; both are for validation. */
function forTypes(node) {
  if (Array.isArray(node)) return node.map(forTypes);
  if (node === null || typeof node !== "object") return node;
  // A description beside a $ref would make a copy of the type for each place that refers to it.
  if ("$ref" in node) return { $ref: node.$ref };
  const out = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === "patternProperties" || key === "propertyNames" || key === "dependentSchemas" || key === "examples")
      continue;
    if (key === "title" && typeof value === "string") continue;
    out[key] = forTypes(value);
  }
  return out;
}

/** The text of src/model/document.generated.ts. */
export async function types(schema) {
  const plain = forTypes(schema);
  for (const name of ["completeServer", "completeDatabase", "completeSchedule"]) delete plain.$defs[name];
  delete plain.$id;
  return compile(plain, "TopologyDocument", {
    bannerComment: `/** ${note} */`,
    additionalProperties: false,
    unreachableDefinitions: false,
    maxItems: -1,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120 },
  });
}
