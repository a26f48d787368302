import { lexPowerShell } from "./lex/powershell.ts";

/** Cmdlets of the product that change something: all but those that look. */
const CMDLET = /(?<![\w$.-])(?!(?:Get|Test)-)[A-Z][a-z]+-Cs\w+/g;
/** T-SQL that changes something, by its first word. */
const WRITES =
  /^\s*(?:ALTER|BACKUP|CREATE|DELETE|DENY|DROP|EXEC|EXECUTE|GRANT|INSERT|MERGE|RESTORE|REVOKE|TRUNCATE|UPDATE)\b/i;
/** What a cmdlet is told for the script's sake. */
const ASIDE = /\s-(?:Confirm:\$false|ErrorAction:?\s*Stop)/g;

/**
 * What a PowerShell script changes, read from its text: each call of a cmdlet that does, and each T-SQL literal that does, in the order in
 * which the script comes to them.
 *
 * @param text - the rendered script
 * @returns a line each: the cmdlet with its parameters, the T-SQL statement
 */
export function powerShellChanges(text: string): string[] {
  const { tokens } = lexPowerShell(text);
  // The code alone, each character where it was.
  const code = tokens.map(({ kind, text: piece }) => (kind === "code" ? piece : piece.replace(/[^\n]/g, " "))).join("");
  const found: { readonly at: number; readonly change: string }[] = [];
  for (const { index } of code.matchAll(CMDLET)) {
    const end = text.slice(index).search(/\r?\n|$/);
    found.push({
      at: index,
      change: text
        .slice(index, index + end)
        .replace(ASIDE, "")
        .trim(),
    });
  }
  for (const { kind, text: piece, start } of tokens) {
    const statement = kind === "string" ? literal(piece) : null;
    if (statement === null || !WRITES.test(statement)) continue;
    // T-SQL is set to a variable $sql…, and does its work where that is used; or it is given to a call.
    const [, name, given] = /(\$sql\w+)\s*=\s*$|(-(?:Query|Statement))\s+$/i.exec(code.slice(0, start)) ?? [];
    const uses = name !== undefined ? usesOf(code, name, start) : given !== undefined ? [start] : [];
    found.push(...uses.map((at) => ({ at, change: statement })));
  }
  return found.sort((left, right) => left.at - right.at).map(({ change }) => change);
}

/** The text of a string in single quotes; null for one in double quotes. */
function literal(piece: string): string | null {
  return /^['\u2018-\u201b]/.test(piece) ? piece.slice(1, -1).replace(/(['\u2018-\u201b])\1/g, "$1") : null;
}

function usesOf(code: string, name: string, from: number): number[] {
  const pattern = new RegExp(`\\${name}(?!\\w)`, "gi");
  pattern.lastIndex = from;
  return [...code.matchAll(pattern)].map(({ index }) => index);
}

/** A line of a script's head of which the renderer makes the list of what the script changes. */
const PLACE = /^(#|--) Changes:\r?\n/m;

/**
 * Puts the list of changes into a script's head, in the place of the first line `# Changes:` (`-- Changes:` in T-SQL). It is made of
 * what was rendered, so that it says nothing else than the script does. A head without that line stays as it is.
 *
 * @param text - the rendered script
 * @param changes - what it changes, in order; of equal ones the first
 */
export function withChanges(text: string, changes: readonly string[]): string {
  return text.replace(PLACE, (line, mark: string) => {
    const end = line.slice(`${mark} Changes:`.length);
    const listed = [...new Set(changes)];
    if (listed.length === 0) return `${mark} Changes:   nothing${end}`;
    return [`${mark} Changes:`, ...listed.map((change, index) => `${mark}   ${index + 1}. ${change}`), ""].join(end);
  });
}
