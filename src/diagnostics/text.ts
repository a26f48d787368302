import pc from "picocolors";
import type { Diagnostic } from "./diagnostic.ts";
import { displayWidth } from "./width.ts";

/** How diagnostics are printed for people. */
export interface TextOptions {
  /** The text of a file, for the code frame; null where it cannot be shown. */
  readonly textOf: (file: string) => string | null;
  /** Only for a terminal. */
  readonly colour?: boolean;
}

/** Longer lines are shown around the place only. */
const WIDTH = 120;

/**
 * `file:line:col: severity message [code]`, then the line with the place underlined, then what to write instead. One blank line
 * between two diagnostics; empty for none.
 */
export function toText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  const paint = pc.createColors(options.colour ?? false);
  const files = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const known = files.get(file);
    if (known !== undefined) return known;
    const lines = (options.textOf(file) ?? "").replace(/^\uFEFF/, "").split("\n");
    files.set(file, lines);
    return lines;
  };
  return diagnostics
    .map((one) => {
      const mark = one.severity === "error" ? paint.red : paint.yellow;
      const head = `${paint.bold(`${one.file}:${one.line}:${one.column}:`)} ${mark(one.severity)} ${visible(one.message)} ${paint.dim(`[${one.code}]`)}`;
      const frame = codeFrame(linesOf(one.file)[one.line - 1] ?? "", one);
      const hint = one.hint === "" ? [] : [`  ${paint.cyan("hint:")} ${visible(one.hint)}`];
      return [head, ...frame.map((line, index) => (index === 1 ? mark(line) : paint.dim(line))), ...hint, ""].join(
        "\n",
      );
    })
    .join("\n");
}

function codeFrame(raw: string, { line, column, endLine, endColumn }: Diagnostic): string[] {
  const text = raw.replace(/\r$/, "");
  if (text.trim() === "") return [];
  const last = Math.max(column + 1, endLine === line ? endColumn : text.length + 1);
  // A window around the place, so that one long line does not bury it.
  const from = text.length <= WIDTH ? 0 : whole(text, Math.max(0, Math.min(column - 21, text.length - WIDTH)));
  const shown = text.slice(from, whole(text, from + WIDTH));
  const gutter = String(line);
  const length = Math.max(1, Math.min(last - column, WIDTH - (column - 1 - from)));
  const plain = visible(shown);
  const before = plain.slice(0, column - 1 - from);
  // Tabs stay tabs above the mark, so that it stands under the place.
  const lead = before
    .split("\t")
    .map((part) => " ".repeat(displayWidth(part)))
    .join("\t");
  // At the end of the line the place is what would follow.
  const place = plain.slice(before.length, before.length + length).padEnd(length);
  const mark = "^".repeat(Math.max(1, displayWidth(place.replaceAll("\t", " "))));
  return [`  ${gutter} | ${plain}`, `  ${" ".repeat(gutter.length)} | ${lead}${mark}`];
}

/** The index, or the one before it where it would halve a character. */
function whole(text: string, index: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(index)) && /[\ud800-\udbff]/.test(text.charAt(index - 1))
    ? index - 1
    : index;
}

/** Control characters would move the cursor or colour the terminal. */
export function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "\u00b7");
}
