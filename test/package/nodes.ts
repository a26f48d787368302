import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A Node to try the package under. */
export interface Node {
  readonly version: string;
  readonly program: string;
}

const FOLDER = join(import.meta.dirname, "nodes");

/** The Nodes that test/package/nodes names, installed there or not. */
function named(): readonly Node[] {
  const { dependencies } = JSON.parse(readFileSync(join(FOLDER, "package.json"), "utf8"));
  return Object.entries<string>(dependencies).map(([name, alias]) => ({
    version: alias.slice(alias.lastIndexOf("@") + 1),
    program: join(FOLDER, "node_modules", name, "bin", "node"),
  }));
}

/** This Node, and those of test/package/nodes that are installed. */
export function nodes(): readonly Node[] {
  return [
    { version: process.versions.node, program: process.execPath },
    ...named().filter(({ program }) => existsSync(program)),
  ];
}

/** The versions that are not installed. */
export function missingNodes(): readonly string[] {
  return named().flatMap(({ program, version }) => (existsSync(program) ? [] : [version]));
}
