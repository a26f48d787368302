import { lexPowerShell, type PowerShellMode } from "./lex/powershell.ts";

/** Cmdlets of the product that change something, all but those that look; and the scripts' own functions, where they are called. */
const CMDLET = /(?<![\w$.-]|function )(?:(?!(?:Get|Test)-)[A-Z][a-z]+-Cs\w+|Set-ServiceFolder|Copy-LogBackup)/g;
/** T-SQL that changes something, by its first word. */
const WRITES =
  /^\s*(?:ALTER|BACKUP|CREATE|DELETE|DENY|DROP|EXEC|EXECUTE|GRANT|INSERT|MERGE|RESTORE(?!\s+(?:FILELIST|HEADER|LABEL|VERIFY)ONLY)|REVOKE|TRUNCATE|UPDATE)\b/i;
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
  const { code, strings } = read(text);
  const found: { readonly at: number; readonly change: string }[] = [];
  for (const { index } of code.matchAll(CMDLET)) {
    const command = text.slice(index, endOfCommand(code, index));
    found.push({ at: index, change: command.replace(ASIDE, "").trim() });
  }
  for (const { text: piece, start } of strings) {
    const statement = literal(piece);
    if (statement === null || !WRITES.test(statement)) continue;
    // T-SQL is set to a variable $sql…, and does its work where that is used; or it is given to a call.
    const [, name, given] = /(\$sql\w+)\s*=\s*$|(-(?:Query|Statement))\s+$/i.exec(code.slice(0, start)) ?? [];
    const uses = name !== undefined ? usesOf(code, name, start) : given !== undefined ? [start] : [];
    found.push(...uses.map((at) => ({ at, change: statement })));
  }
  return found.sort((left, right) => left.at - right.at).map(({ change }) => change);
}

/** A piece of a script. */
interface Piece {
  /** The code alone, each character where it was: blanks stand for strings and comments. */
  readonly code: string;
  readonly strings: readonly { readonly text: string; readonly start: number }[];
  /** What it ends in the middle of. */
  readonly exit: PowerShellMode;
}

function pieceOf(text: string, entry: PowerShellMode): Piece {
  const { tokens, exit } = lexPowerShell(text, entry);
  const isLeft = ({ kind }: { readonly kind: string }) => kind === "code" || kind === "space";
  const code = tokens.map((token) => (isLeft(token) ? token.text : token.text.replace(/[^\n]/g, " "))).join("");
  return { code, strings: tokens.filter(({ kind }) => kind === "string"), exit };
}

/** The prelude is the same in every script: it is read once. */
let prelude: { readonly text: string; readonly piece: Piece } | null = null;

function read(text: string): Omit<Piece, "exit"> {
  const begin = Math.max(0, text.indexOf("# ==== Prelude"));
  const end = Math.max(begin, text.indexOf("# ==== End of the prelude"));
  const head = pieceOf(text.slice(0, begin), "code");
  const shared = text.slice(begin, end);
  const isKnown = head.exit === "code" && prelude?.text === shared;
  const middle = isKnown && prelude !== null ? prelude.piece : pieceOf(shared, head.exit);
  if (head.exit === "code") prelude = { text: shared, piece: middle };
  const rest = pieceOf(text.slice(end), middle.exit);
  const placed = ({ strings }: Piece, from: number) => strings.map((one) => ({ ...one, start: one.start + from }));
  return {
    code: head.code + middle.code + rest.code,
    strings: [...head.strings, ...placed(middle, begin), ...placed(rest, end)],
  };
}

/** Where a command ends: with its line, unless a backtick or a comma carries it on; at a pipe, a semicolon, the end of what it stands in. */
function endOfCommand(code: string, from: number): number {
  let depth = 0;
  for (let at = from; at < code.length; at++) {
    const sign = code.charAt(at);
    if ("({[".includes(sign)) depth++;
    else if (")}]".includes(sign) && depth-- === 0) return at;
    else if (depth === 0 && (";|".includes(sign) || (sign === "\n" && !/[`,]\r?$/.test(code.slice(at - 2, at)))))
      return at;
  }
  return code.length;
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
    // What runs over several lines must not leave the comment.
    const listed = [...new Set(changes.map((change) => change.replace(/[\s\p{Cc}]+/gu, " ")))];
    if (listed.length === 0) return `${mark} Changes:   nothing${end}`;
    return [`${mark} Changes:`, ...listed.map((change, index) => `${mark}   ${index + 1}. ${change}`), ""].join(end);
  });
}
