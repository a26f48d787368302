import * as nodeFs from "node:fs";
import { basename, dirname, join } from "node:path";
import type { FileSystem } from "./emit.ts";
import type { Problem } from "./problem.ts";
import { isSystemError, reasonOf } from "./reason.ts";

/** What became of a file by itself. */
export type Replaced = { readonly kind: "written" | "unchanged" } | Problem;

/**
 * Writes a file by itself, as a whole: a sibling takes the text and then its name, so that a killed process leaves the old file
 * or the new one. What is there already is replaced only where it is a plain file and Hadrian's; no link is followed.
 *
 * @param isOurs - whether a text that is there already is Hadrian's to replace
 */
export function replaceFile(
  path: string,
  text: string,
  isOurs: (present: string) => boolean,
  fs: Pick<FileSystem, "lstatSync" | "readFileSync" | "renameSync" | "rmSync" | "writeFileSync"> = nodeFs,
): Replaced {
  const refused = (reason: string): Problem => ({ kind: "refused", path, reason });
  const staged = join(dirname(path), `.${basename(path)}.hadrian-new`);
  try {
    const stat = fs.lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return refused("it is a folder");
    if (stat !== undefined && !stat.isFile()) {
      return refused("it is a link or a special file; Hadrian replaces only files of its own");
    }
    if (stat !== undefined) {
      const present = fs.readFileSync(path, "utf8");
      if (present === text) return { kind: "unchanged" };
      if (!isOurs(present)) return refused("it is there already, and is not Hadrian's to replace");
    }
    // One that a killed run left.
    fs.rmSync(staged, { force: true });
    try {
      fs.writeFileSync(staged, text, { flag: "wx" });
      fs.renameSync(staged, path);
    } catch (error) {
      fs.rmSync(staged, { force: true });
      throw error;
    }
    return { kind: "written" };
  } catch (error) {
    // A NUL in a path is refused before the system sees it.
    if (error instanceof TypeError) return { kind: "failed", path, reason: "it is not a path" };
    if (!isSystemError(error)) throw error;
    return { kind: "failed", path, reason: reasonOf(error) };
  }
}
