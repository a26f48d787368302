// What no compiler of these topologies can go below: parse each YAML, hash the bytes of its artifacts, write them to the same files.
// Arguments: the topologies' folder or file, the output folder, the artifacts (an index and their bytes, which are the same for all).
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseDocument } from "yaml";

const [input, output, pack] = process.argv.slice(2);
const artifacts = JSON.parse(readFileSync(`${pack}.json`, "utf8"));
const bytes = readFileSync(`${pack}.bin`);
const files = statSync(input).isDirectory() ? readdirSync(input).map((name) => join(input, name)) : [input];

for (const file of files) {
  const name = parseDocument(readFileSync(file, "utf8")).get("name");
  const made = new Set();
  for (const { path, start, end } of artifacts) {
    const part = bytes.subarray(start, end);
    createHash("sha256").update(part).digest("hex");
    const target = join(output, name, path);
    const folder = dirname(target);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(target, part);
  }
}
