// The validators, from schema/topology.schema.json: ajv's own code, standing alone.
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { note, root } from "./files.mjs";

/** The text of src/validate/schema.generated.js. */
export async function validators(schema) {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true,
    inlineRefs: false,
    // Paths in a referenced part begin at that part: an error has to bring its part of the schema along.
    verbose: true,
    code: { source: true, esm: true, lines: true },
    schemas: [schema],
  });
  const code = standalone(ajv, {
    validateDocument: schema.$id,
    validateServer: `${schema.$id}#/$defs/completeServer`,
    validateDatabase: `${schema.$id}#/$defs/completeDatabase`,
  });
  // The generated module requires pieces of ajv: bundled, it stands alone and loads at once.
  const result = await build({
    stdin: { contents: code, resolveDir: root, loader: "js" },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
    legalComments: "none",
    charset: "utf8",
  });
  return `// ${note}\n${result.outputFiles[0].text}`;
}
