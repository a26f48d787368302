import type * as nodeFs from "node:fs";

/** True for a dangling link, too. */
export function exists(path: string, fs: Pick<typeof nodeFs, "lstatSync">): boolean {
  return fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
