import { lexPowerShell } from "./lex/powershell.ts";

/** A row of a table that a script holds: a line that is a hashtable and nothing else. */
const ROW = /^ +@\{ .* \}\r?$/;
/** What a reader's window shows. */
const WINDOW = 160;

/**
 * Aligns the rows of the tables that a PowerShell script holds: blanks behind the `;` between two keys, and nowhere else. Columns that
 * would lead a row over the width of a window are left as they are, from the right; a row that is wider by itself asks for nothing.
 *
 * @param text - the rendered script
 */
export function alignedRows(text: string): string {
  const lines = text.split("\n");
  const aligned: string[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (ROW.test(lines[end] ?? "")) end++;
    if (end === at) aligned.push(lines[at++] ?? "");
    else {
      aligned.push(...alignedTable(lines.slice(at, end)));
      at = end;
    }
  }
  return aligned.join("\n");
}

function alignedTable(lines: readonly string[]): readonly string[] {
  const rows = lines.map(cellsOf);
  const columns = Math.min(...rows.map(({ length }) => length)) - 1;
  for (let count = columns; count > 0; count--) {
    const widths = Array.from({ length: count }, (_, column) =>
      Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    );
    const made = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" "));
    if (made.every((line, index) => line.length <= WINDOW || (lines[index]?.length ?? 0) > WINDOW)) return made;
  }
  return lines;
}

/** The pieces of a row, each but the last with its `;`. */
function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  let from = 0;
  for (const { kind, text, start } of lexPowerShell(line).tokens) {
    if (kind !== "code" || text !== ";") continue;
    cells.push(line.slice(from, start + 1));
    from = line.charAt(start + 1) === " " ? start + 2 : start + 1;
  }
  return [...cells, line.slice(from)];
}
