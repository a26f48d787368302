// A file of its own in dist/: few runs are handed a glob that no shell has expanded.
import { join, parse, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";

/**
 * What a glob matches, sorted: `*`, `?`, `[a-z]`, `{a,b}` and `**`, as shells have them. A leading dot must be spelled out; `**`
 * follows no links; a backslash separates on Windows and escapes elsewhere.
 *
 * @returns files and folders; null where it is no glob
 */
export async function matchesOf(argument: string): Promise<readonly string[] | null> {
  const isWindows = sep === "\\";
  const path = isWindows ? argument.replaceAll("\\", "/") : argument;
  const { root } = parse(path);
  const names = path.slice(root.length).split("/");
  // The library looks below one folder: the one that is named without a pattern, which may be on another drive.
  const fixed = names.findIndex((name) => /[*?[{\\]/.test(name));
  if (fixed < 0) return null;
  const folder = root + names.slice(0, fixed).join("/");
  // To the library parentheses and a ! in front mean more; to shells, and in names, they are what they are.
  const pattern = names
    .slice(fixed)
    .join("/")
    .replace(/(?<!\\)[()|]|^!/g, "\\$&");
  if (!isDynamicPattern(pattern)) return null;
  const matches = await glob(pattern, {
    cwd: folder === "" ? "." : folder,
    caseSensitiveMatch: !isWindows,
    expandDirectories: false,
    followSymbolicLinks: !names.includes("**"),
    onlyFiles: false,
  });
  return matches.map((match) => join(folder, match.replace(/\/$/, ""))).sort();
}
