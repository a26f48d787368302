import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { validate } from "../../src/validate/validate.ts";
import { ROOT } from "./fixtures.ts";

/** The files of fixtures/err, relative to the repository. */
export const errFiles: readonly string[] = readdirSync(join(ROOT, "fixtures/err"))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => `fixtures/err/${name}`);

/** Every diagnostic of every file of fixtures/err. */
export function errDiagnostics(): Diagnostic[] {
  return errFiles.flatMap((file) => [...validate({ file, bytes: readFileSync(join(ROOT, file)) }).diagnostics]);
}
