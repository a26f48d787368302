import { readFileSync } from "node:fs";
import type { Topology } from "../../src/model/topology.ts";
import { validate } from "../../src/validate/validate.ts";

/** A sample's topology, after changes to its text. */
export function sample(
  name: "contoso-pchat" | "many-databases",
  ...changes: readonly (readonly [string | RegExp, string])[]
): Topology {
  const file = `samples/${name}.yaml`;
  let text = readFileSync(file, "utf8");
  for (const [from, to] of changes) {
    const changed = text.replace(from, () => to);
    if (changed === text) throw new Error(`${file} has no ${String(from)}`);
    text = changed;
  }
  const { diagnostics, topology } = validate({ file, bytes: Buffer.from(text) });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (topology === null || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return topology;
}
