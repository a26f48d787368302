// Makes what is derived: the document's types and the validators from schema/topology.schema.json, what each template gets from the
// types of its data, and the generated documents.
// `node scripts/generate.mjs` writes them; `--check` says which are stale, and fails.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { data } from "./generate/data.mjs";
import { docs } from "./generate/docs.mjs";
import { read, readOrNull, root } from "./generate/files.mjs";
import { types } from "./generate/types.mjs";
import { validators } from "./generate/validators.mjs";

export async function generate() {
  const schema = JSON.parse(read("schema/topology.schema.json"));
  const files = new Map([
    ["src/model/document.generated.ts", await types(schema)],
    ["src/validate/schema.generated.js", await validators(schema)],
  ]);
  // The documents are compiled from the files above: they are looked at once those are fresh.
  const fresh = [...files].every(([path, text]) => readOrNull(path) === text);
  return new Map([...files, ...data(), ...(fresh ? await docs() : [])]);
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
