// What the generators share.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository's root, ending in a separator. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The first line of what is made from the schema. */
export const note = "Made by scripts/generate.mjs from schema/topology.schema.json; do not edit.";

/** A file of the repository. */
export const read = (path) => readFileSync(`${root}${path}`, "utf8");

/** The same, or null where it is missing. */
export function readOrNull(path) {
  try {
    return read(path);
  } catch {
    return null;
  }
}
