// Makes what is derived: the document's types and the validators from schema/topology.schema.json, docs/coverage.md from the plan.
// `node scripts/generate.mjs` writes them; `--check` says which are stale, and fails.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { compile } from "json-schema-to-typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const note = "Made by scripts/generate.mjs from schema/topology.schema.json; do not edit.";
const read = (path) => readFileSync(`${root}${path}`, "utf8");

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

async function types(schema) {
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

async function validators(schema) {
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

/** The coverage of the page, from the plan of the sample. */
async function coverage() {
  const folder = mkdtempSync(join(tmpdir(), "hadrian-"));
  await build({
    stdin: {
      contents: `
        export { validate } from "./src/validate/validate.ts";
        export { plan } from "./src/plan/plan.ts";
        export { coverageDocument } from "./src/plan/coverage.ts";`,
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    format: "cjs",
    platform: "node",
    outfile: join(folder, "coverage.cjs"),
  });
  const { validate, plan, coverageDocument } = (await import(pathToFileURL(join(folder, "coverage.cjs")).href)).default;
  rmSync(folder, { recursive: true });
  const file = "samples/contoso-pchat.yaml";
  const { topology } = validate({ file, bytes: readFileSync(`${root}${file}`) });
  if (topology === null) throw new Error(`${file} does not validate`);
  return coverageDocument(plan(topology));
}

export async function generate() {
  const schema = JSON.parse(read("schema/topology.schema.json"));
  const files = new Map([
    ["src/model/document.generated.ts", await types(schema)],
    ["src/validate/schema.generated.js", await validators(schema)],
  ]);
  // The plan is compiled from the files above: it is looked at once they are fresh.
  const fresh = [...files].every(([path, text]) => readOrNull(path) === text);
  return fresh ? files.set("docs/coverage.md", await coverage()) : files;
}

function readOrNull(path) {
  try {
    return read(path);
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes("--check");
  let stale = 0;
  for (const [path, text] of await generate()) {
    if (readOrNull(path) === text) continue;
    stale++;
    if (check) console.error(`${path} is stale: run npm run generate`);
    else {
      writeFileSync(`${root}${path}`, text);
      console.error(`${path} written`);
    }
  }
  if (check && stale > 0) process.exitCode = 1;
}
