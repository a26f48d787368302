import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Compilation, compile } from "../../src/compile.ts";

/** The repository's root, ending in a separator. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const OK = join(ROOT, "fixtures", "ok");

/** Every case of fixtures/ok, by name. */
export const okCases: readonly string[] = readdirSync(OK).sort();

/** The folder of a case's expected artifacts. */
export const artifactsOf = (name: string): string => join(OK, name, "artifacts");

/** Compiles a case of fixtures/ok. */
export function compileCase(name: string): Compilation {
  return compileFile(join(OK, name, "topology.yaml"));
}

/** Compiles a file of the repository or of a test. */
export function compileFile(file: string): Compilation {
  return compile({ file, bytes: readFileSync(file) });
}

/** Compiles a topology given as text. */
export function compileText(text: string): Compilation {
  return compile({ file: "topology.yaml", bytes: Buffer.from(text, "utf8") });
}

/** An artifact's text; fails the test where there is none of that path. */
export function textOf({ artifacts }: Compilation, path: string): string {
  const found = artifacts.find((artifact) => artifact.path === path);
  if (found === undefined)
    throw new Error(`no artifact ${path}; there are ${artifacts.map((one) => one.path).join(", ")}`);
  return Buffer.from(found.bytes).toString("utf8");
}
