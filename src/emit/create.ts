import * as nodeFs from "node:fs";
import type { FileSystem } from "./emit.ts";
import type { Failure } from "./problem.ts";
import { isSystemError, reasonOf } from "./reason.ts";

/** Writes a file that does not exist yet; follows no link, overwrites nothing, and leaves no half of it behind. */
export function createFile(
  path: string,
  text: string,
  fs: Pick<FileSystem, "closeSync" | "lstatSync" | "openSync" | "unlinkSync" | "writeFileSync"> = nodeFs,
): Failure | null {
  const failed = (reason: string): Failure => ({ kind: "failed", path, reason });
  let isMade = false;
  try {
    const descriptor = fs.openSync(path, "wx");
    isMade = true;
    try {
      fs.writeFileSync(descriptor, text);
    } finally {
      fs.closeSync(descriptor);
    }
    return null;
  } catch (error) {
    // A NUL in a path is refused before the system sees it.
    if (error instanceof TypeError) return failed("it is not a path");
    if (!isSystemError(error)) throw error;
    if (isMade) fs.unlinkSync(path);
    if (error.code !== "EEXIST") return failed(reasonOf(error));
    const isFolder = fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    return failed(isFolder ? "it is a folder" : "it is there already, and is not overwritten");
  }
}
