import { ipVersion } from "../model/ip-address.ts";
import type { SettingRow } from "../model/settings/setting.ts";

/**
 * The only ways in which data reaches generated text. Each helper refuses what its language cannot hold, so that a value that
 * slipped through validation stops the compilation instead of reaching a script. A refusal is a bug of ours: rule L30 tells
 * the user about such values with their line.
 */

/** Thrown when a value cannot be written safely: never for what validation accepts. */
export class QuotingError extends Error {}

/**
 * Control characters (C0, DEL, C1 with U+0085), the two Unicode line separators, what turns the direction of writing, and
 * unpaired surrogates. sqlcmd reads a command at the head of every line, even inside a literal, and PowerShell and T-SQL end a
 * comment there; a turned line reads otherwise than it runs.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** What nearly every text is, and far quicker to tell. */
const PLAIN = /^[ -~]*$/;

function text(value: unknown, use: string): string {
  if (typeof value !== "string") throw new QuotingError(`${use}: expected a text, got ${JSON.stringify(value)}`);
  if (!PLAIN.test(value) && UNSAFE.test(value))
    throw new QuotingError(`${use}: control character or line break in ${JSON.stringify(value)}`);
  return value;
}

/** A text, a number or a yes or no, as a text: for comments and Markdown. */
function shown(value: unknown, use: string): string {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : text(value, use);
}

function sqlText(value: unknown, use: string): string {
  const safe = text(value, use);
  // sqlcmd substitutes $(name) in literals, identifiers and comments, and has no escape for it.
  if (safe.includes("$(")) throw new QuotingError(`${use}: sqlcmd would substitute $( in ${JSON.stringify(value)}`);
  return safe;
}

/** `O'Brien` → `N'O''Brien'`. */
export function sqlString(value: unknown): string {
  return `N'${sqlText(value, "sql").replaceAll("'", "''")}'`;
}

/** `O'Brien]` → `[O'Brien]]]`; a sysname: 1 to 128 characters. */
export function sqlName(value: unknown): string {
  const name = sqlText(value, "name");
  if (name.length === 0 || name.length > 128)
    throw new QuotingError(`name: ${name.length} characters, sysname holds 1 to 128`);
  return `[${name.replaceAll("]", "]]")}]`;
}

/** As wide as a row of VALUES may be. */
const ROW_WIDTH = 160;

/**
 * Settings as rows of VALUES, each on a line: `(N'backup share', N'\\\\fs1\\logship', p.backup_share, N'@backup_share = N')`. What one expects
 * stands below what the one above it expects. Only one that a verdict makes too long goes on in the next line.
 */
export function sqlRows(value: unknown): string {
  if (!Array.isArray(value)) throw new QuotingError("rows: expected a list of settings");
  const rows = value as readonly SettingRow[];
  const width = Math.max(0, ...rows.map(({ what }) => sqlString(what).length + 1));
  const lines = rows.map(({ what, expected, column, found, verdict, change }) => {
    const wanted = column ?? sqlString(String(expected));
    const name = `${sqlString(what)},`;
    if (verdict === undefined) return `    (${name.padEnd(width)} ${wanted}, ${found}, ${sqlString(change)})`;
    const rest = [`${wanted},`, `${found},`, `${verdict},`, `${sqlString(change)})`];
    const inOne = [name.padEnd(width), name].map((first) => `    (${[first, ...rest].join(" ")}`);
    return inOne.find((line) => line.length < ROW_WIDTH) ?? wrapped(`    (${name.padEnd(width)}`, rest);
  });
  return lines.join(",\r\n");
}

function wrapped(first: string, rest: readonly string[]): string {
  const lines = [first];
  for (const part of rest) {
    const line = `${lines.at(-1)} ${part}`;
    if (line.length < ROW_WIDTH) lines[lines.length - 1] = line;
    else lines.push(`        ${part}`);
  }
  return lines.join("\r\n");
}

/** The files of a backup, as BACKUP and RESTORE take them: `DISK = N'a.bak', DISK = N'b.bak'`. */
export function sqlDisks(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) throw new QuotingError("disks: expected a list of files");
  return value.map((file) => `DISK = ${sqlString(file)}`).join(", ");
}

/** A whole number from 0 on, as it is: after a minus, another would begin a comment. */
export function sqlInteger(value: unknown): string {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new QuotingError(`num: expected a whole number from 0 on, got ${JSON.stringify(value)}`);
  }
  return String(value);
}

/** What SET PARTNER SAFETY, CREATE ENDPOINT and BACKUP take where no string may stand: a closed list, so that no data can be code. */
const KEYWORDS: readonly unknown[] = [
  "OFF",
  "FULL",
  "AES",
  "RC4",
  "AES RC4",
  "RC4 AES",
  "PARTNER",
  "WITNESS",
  "ALL",
  "COMPRESSION",
  "NO_COMPRESSION",
];

/** One of those keywords, as it is. */
export function sqlKeyword(value: unknown): string {
  if (!KEYWORDS.includes(value)) throw new QuotingError(`keyword: not one of the keywords: ${JSON.stringify(value)}`);
  return value as string;
}

/** An IP address where CREATE ENDPOINT takes one: `10.0.0.11` as it is, an IPv6 address as a string. */
export function sqlAddress(value: unknown): string {
  const version = typeof value === "string" ? ipVersion(value) : null;
  if (version === null) throw new QuotingError(`ip: not an IP address: ${JSON.stringify(value)}`);
  return version === 4 ? String(value) : `'${String(value)}'`;
}

/** Text for the rest of a `--` line: sqlcmd substitutes in comments too, and line breaks would end it. */
export function sqlComment(value: unknown): string {
  return sqlText(shown(value, "note"), "note");
}

/** The five characters that PowerShell reads as a single quote are each doubled. */
export function powerShellString(value: unknown): string {
  return `'${text(value, "ps").replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
}

/** Text for the rest of a `#` line. */
export function powerShellComment(value: unknown): string {
  return shown(value, "psNote");
}

/** What renderers make a link of by themselves: addresses, e-mail, mentions, numbers of issues. Only code keeps them from it. */
const LINKED = /:\/\/|www\.|@|#\d|mailto:|xmpp:/i;

/**
 * Text of Markdown, outside code: whatever Markdown or HTML would read as markup is escaped, and nothing else, because it is read as plain
 * text too. A backslash escapes punctuation only; parentheses make a link only behind brackets. A word that would be a link is code.
 */
export function markdownText(value: unknown): string {
  return shown(value, "md")
    .split(" ")
    .map((word) => (LINKED.test(word) ? markdownCode(word) : escapedWord(word)))
    .join(" ");
}

const escapedWord = (word: string): string =>
  word.replace(/[`*_{}[\]<>#|~$]|\\(?=[!-/:-@[-`{-~]|$)/g, "\\$&").replace(/&/g, "&amp;");

/** Code that holds the value, whatever it has. A `|` stands between two spans, escaped: that is right within a table and without. */
export function markdownCode(value: unknown): string {
  return shown(value, "mdCode").split("|").map(span).join("\\|");
}

/** An inline code span; its fence is longer than any run of backticks in it, and blanks at both ends are not taken for its own. */
function span(code: string): string {
  if (code === "") return "";
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const isPadded = code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "";
  const blank = code.startsWith("`") || code.endsWith("`") || isPadded ? " " : "";
  return `${fence}${blank}${code}${blank}${fence}`;
}

/** A word or phrase that a template states itself: letters, digits, blanks and `_ . , ; : ( ) / -`; safe wherever it stands. */
export function word(value: unknown): string {
  if (typeof value !== "string" || !/^[A-Za-z0-9_ .,;:()/-]*$/.test(value)) {
    throw new QuotingError(`word: not a plain phrase: ${JSON.stringify(value)}`);
  }
  return value;
}

/** One line of a fenced code block: anything but a fence, which stands at the head of a line. */
export function fencedLine(value: unknown): string {
  const line = text(value, "line");
  if (/^\s*(?:```|~~~)/.test(line)) throw new QuotingError(`line: a code fence in ${JSON.stringify(line)}`);
  return line;
}

/** Lines that Hadrian wrote itself, for a fenced block: a Mermaid picture. */
export function fencedLines(value: unknown): string {
  if (typeof value !== "string") throw new QuotingError("picture: expected a text");
  return value.split("\n").map(fencedLine).join("\n");
}
