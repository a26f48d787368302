import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isSystemError, reasonOf } from "../emit/reason.ts";
import type { TemplateFile } from "./templating.ts";
import { complain } from "./terminal.ts";

/** More than there are templates; a folder with more is some other folder. */
const MOST_FILES = 1_000;

/**
 * Reads a folder of templates. Names that begin with a dot and *.md are passed over: a repository's own, and notes. Links are
 * not followed: what they lead to would end up in scripts.
 *
 * @returns its files, sorted; null where something could not be read, which has been told
 */
export function readTemplateFolder(folder: string): readonly TemplateFile[] | null {
  const files: TemplateFile[] = [];
  const refuse = (path: string, reason: string): null => {
    complain(path, reason);
    return null;
  };
  const waiting = [""];
  try {
    if (!lstatSync(folder).isDirectory()) return refuse(folder, "it is not a folder");
    for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
      for (const entry of readdirSync(join(folder, parent), { withFileTypes: true })) {
        if (isPassedOver(entry)) continue;
        const path = parent === "" ? entry.name : `${parent}/${entry.name}`;
        const file = join(folder, path);
        if (entry.isDirectory()) waiting.push(path);
        else if (!entry.isFile()) return refuse(file, "it is a link or a special file; templates are plain files");
        else files.push({ path, file, bytes: readFileSync(file) });
        if (files.length + waiting.length > MOST_FILES) return refuse(folder, `it holds more than ${MOST_FILES} files`);
      }
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return refuse(error.path ?? folder, reasonOf(error));
  }
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

function isPassedOver({ name }: Dirent): boolean {
  return name.startsWith(".") || /\.md$/i.test(name);
}
