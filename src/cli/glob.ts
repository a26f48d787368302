import type { PlatformPath } from "node:path";

/** One name of a path: as it stands, by pattern, or `**`: any number of folders, none included. */
export type GlobSegment = string | RegExp | "**";

/** A glob, taken apart; `root` is `/`, `C:\`, `\\server\share\` or nothing. */
export interface Glob {
  readonly root: string;
  readonly segments: readonly GlobSegment[];
}

/**
 * Reads a glob: `*`, `?`, `[a-z]`, `{a,b}` and `**`, as shells do. Empty for a path without any of them, and one glob for
 * each alternative of braces. A backslash separates on Windows and escapes elsewhere; a leading dot must be spelled out.
 */
export function parseGlob(pattern: string, { parse, sep }: Pick<PlatformPath, "parse" | "sep">): readonly Glob[] {
  const isWindows = sep === "\\";
  const escapes = !isWindows;
  const alternatives = expandBraces(pattern, escapes);
  const globs = alternatives.map((alternative) => {
    const { root } = parse(alternative);
    const names = alternative.slice(root.length).split(isWindows ? /[\\/]+/ : /\/+/);
    return {
      root,
      segments: names.filter((name) => name !== "" && name !== ".").map((name) => segmentOf(name, escapes, isWindows)),
    };
  });
  const isGlob =
    alternatives.length > 1 ||
    globs.some(({ segments }) => segments.some((part) => part === "**" || part instanceof RegExp));
  return isGlob ? globs : [];
}

function segmentOf(name: string, escapes: boolean, ignoreCase: boolean): GlobSegment {
  if (name === "**") return name;
  let isPattern = false;
  let literal = "";
  let source = "";
  for (let index = 0; index < name.length; index++) {
    const char = name.charAt(index);
    const close = char === "[" ? name.indexOf("]", index + 2) : -1;
    if (char === "*" || char === "?") {
      isPattern = true;
      // Two stars within a name are one.
      if (char === "?" || name.charAt(index - 1) !== "*") source += char === "?" ? "." : ".*";
    } else if (close > 0) {
      isPattern = true;
      const members = name.slice(index + 1, close).replace(/^[!^]/, "");
      const negation = /^[!^]/.test(name.slice(index + 1)) ? "^" : "";
      source += `[${negation}${members.replaceAll(/[\\[\]^]/g, "\\$&")}]`;
      index = close;
    } else {
      if (char === "\\" && escapes && index + 1 < name.length) index++;
      literal += name.charAt(index);
      source += name.charAt(index).replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    }
  }
  if (!isPattern) return literal;
  const hidden = source.startsWith("\\.") ? "" : "(?!\\.)";
  return new RegExp(`^${hidden}${source}$`, ignoreCase ? "is" : "s");
}

/** `a{b,c}d` to `abd`, `acd`; braces without a comma, or without their end, stand for themselves. */
function expandBraces(pattern: string, escapes: boolean): readonly string[] {
  for (let open = 0; open < pattern.length; open++) {
    if (pattern.charAt(open) === "\\" && escapes) {
      open++;
      continue;
    }
    if (pattern.charAt(open) !== "{") continue;
    const commas: number[] = [];
    let depth = 0;
    for (let index = open; index < pattern.length; index++) {
      const char = pattern.charAt(index);
      if (char === "\\" && escapes) index++;
      else if (char === "{") depth++;
      else if (char === "," && depth === 1) commas.push(index);
      else if (char === "}" && --depth === 0) {
        if (commas.length === 0) break;
        const edges = [open, ...commas, index];
        return edges.slice(0, -1).flatMap((edge, part) => {
          const choice = pattern.slice(edge + 1, edges[part + 1]);
          return expandBraces(`${pattern.slice(0, open)}${choice}${pattern.slice(index + 1)}`, escapes);
        });
      }
    }
  }
  return [pattern];
}
