import { pathToFileURL } from "node:url";

/** What of node:path is needed; tests give that of Windows. */
export type Paths = Pick<typeof import("node:path"), "isAbsolute" | "relative" | "resolve" | "sep">;

/** What diagnostics call standard input, which is in no folder. */
const STDIN = "<stdin>";

/** What a file is called seen from a folder, with forward slashes; null where it is not below the folder. */
export function relativeName(file: string, folder: string, path: Paths): string | null {
  if (file === STDIN) return file;
  const relative = path.relative(folder, path.resolve(file));
  if (relative === "" || path.isAbsolute(relative) || relative.split(path.sep)[0] === "..") return null;
  return relative.replaceAll(path.sep, "/");
}

/** A file as a URI: relative to the folder, or absolute where it is not below it, for `..` is no part of a SARIF location. */
export function uriOf(file: string, folder: string, path: Paths): string {
  const name = relativeName(file, folder, path);
  if (name === null) return pathToFileURL(path.resolve(file), { windows: path.sep === "\\" }).href;
  // Half a character, which Windows allows in a name, has no encoding: a buffer puts U+FFFD for it.
  const segments = name.split("/").map((segment) => encodeURIComponent(Buffer.from(segment).toString()));
  return segments.join("/");
}
