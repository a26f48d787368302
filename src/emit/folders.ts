import * as nodeFs from "node:fs";
import { dirname } from "node:path";
import { exists } from "./exists.ts";
import { isSystemError } from "./reason.ts";

/**
 * Makes a folder and those above it that are missing, one at a time: Node's own `recursive` never ends where a folder that
 * exists takes none in, such as `/proc` or a link that leads nowhere. Where one cannot be made, none stays.
 *
 * @returns those that were made, the outermost first
 */
export function makeFolders(
  folder: string,
  fs: Pick<typeof nodeFs, "lstatSync" | "mkdirSync" | "rmdirSync" | "statSync"> = nodeFs,
): readonly string[] {
  const missing: string[] = [];
  for (let path = folder; !exists(path, fs) && path !== dirname(path); path = dirname(path)) missing.unshift(path);
  const made: string[] = [];
  try {
    for (const path of missing) if (makeFolder(path, fs)) made.push(path);
  } catch (error) {
    removeFolders(made, fs);
    throw error;
  }
  return made;
}

/** Takes away again what `makeFolders` made, as far as nothing is in it. */
export function removeFolders(made: readonly string[], fs: Pick<typeof nodeFs, "rmdirSync"> = nodeFs): void {
  try {
    for (const path of [...made].reverse()) fs.rmdirSync(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/** False where another run was quicker. */
function makeFolder(path: string, fs: Pick<typeof nodeFs, "mkdirSync" | "statSync">): boolean {
  try {
    fs.mkdirSync(path);
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === "EEXIST" && fs.statSync(path).isDirectory()) return false;
    throw error;
  }
}
