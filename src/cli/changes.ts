import { structuredPatch } from "diff";
import pc from "picocolors";
import { visible } from "../diagnostics/text.ts";
import type { Change } from "../emit/tree.ts";

/** Past so many changed lines the work grows with their square, and nobody reads them side by side. */
const MOST_CHANGED_LINES = 5_000;

/** A file's bytes as lines of text, and what the lines do not show. */
interface Shown {
  readonly text: string;
  readonly hasMark: boolean;
  readonly lineEnds: "CRLF" | "LF" | "mixed" | "none";
  readonly isBinary: boolean;
}

/**
 * A unified diff of what is in a folder and what would be. Byte order marks and carriage returns are not shown in the lines;
 * where they differ a line says so.
 *
 * @param folder - where the files are, for the headers
 */
export function changesText(folder: string, changes: readonly Change[], isColoured: boolean): string {
  const paint = pc.createColors(isColoured);
  const colourOf = (line: string) => {
    if (line.startsWith("+")) return paint.green(line);
    if (line.startsWith("-")) return paint.red(line);
    return line.startsWith("@@") ? paint.cyan(line) : line;
  };
  return changes
    .map((change) => {
      const path = visible(`${folder.replaceAll("\\", "/")}/${change.path}`);
      const head = [
        change.before === null ? "--- /dev/null" : `--- ${path}\ton disk${change.isEdited ? ", edited" : ""}`,
        change.after === null ? "+++ /dev/null" : `+++ ${path}\tcompiled`,
      ];
      const body = bodyOf(change).map((line) => colourOf(visible(line)));
      return [...head.map((line) => paint.bold(line)), ...body, ""].join("\n");
    })
    .join("");
}

function bodyOf({ before, after }: Change): readonly string[] {
  const old = before === null ? null : show(before);
  const now = after === null ? null : show(after);
  if (old === null || now === null) {
    const only = old ?? now;
    if (only === null) return [];
    if (only.isBinary) return ["(it is not text)"];
    return wholeFile(only.text, old === null ? "+" : "-");
  }
  if (old.isBinary || now.isBinary) return ["(it is not text)"];
  const remarks = [];
  if (old.hasMark !== now.hasMark) {
    const has = ({ hasMark }: Shown) => (hasMark ? "a byte order mark" : "no byte order mark");
    remarks.push(`(on disk ${has(old)}, compiled ${has(now)})`);
  }
  if (old.lineEnds !== now.lineEnds && old.lineEnds !== "none" && now.lineEnds !== "none") {
    remarks.push(`(line ends: on disk ${old.lineEnds}, compiled ${now.lineEnds})`);
  }
  if (old.text === now.text) return remarks.length > 0 ? remarks : ["(the bytes differ, not the text)"];
  const patch = structuredPatch("", "", old.text, now.text, undefined, undefined, {
    context: 3,
    maxEditLength: MOST_CHANGED_LINES,
  });
  if (patch === undefined) {
    const count = ({ text }: Shown) => linesOf(text).length;
    return [
      ...remarks,
      `(more than ${MOST_CHANGED_LINES} lines differ: ${count(old)} on disk, ${count(now)} compiled)`,
    ];
  }
  const hunks = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => {
    return [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines];
  });
  return [...remarks, ...hunks];
}

function show(bytes: Uint8Array): Shown {
  const decoded = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const hasMark = decoded.startsWith("\uFEFF");
  const raw = hasMark ? decoded.slice(1) : decoded;
  const text = raw.replaceAll("\r\n", "\n");
  const ends = text.split("\n").length - 1;
  const returns = raw.length - text.length;
  const lineEnds = ends === 0 ? "none" : returns === 0 ? "LF" : returns === ends ? "CRLF" : "mixed";
  return { text, hasMark, lineEnds, isBinary: bytes.includes(0) };
}

/** A file that is added or removed, all of it. */
function wholeFile(text: string, sign: "+" | "-"): readonly string[] {
  const lines = linesOf(text);
  if (lines.length === 0) return [];
  const range = `1,${lines.length}`;
  const unfinished = text.endsWith("\n") ? [] : ["\\ No newline at end of file"];
  const head = sign === "+" ? `@@ -0,0 +${range} @@` : `@@ -${range} +0,0 @@`;
  return [head, ...lines.map((line) => `${sign}${line}`), ...unfinished];
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
