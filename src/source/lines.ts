/** A piece of the text: offsets in UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place as people and editors count it: from 1, in UTF-16 units, the end exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Leads from offsets to lines and columns. */
export interface Lines {
  place(span: Span): Place;
  /** The text of a line, without its end. */
  text(line: number): string;
  readonly count: number;
}

/** Indexes a text's line starts once; each look-up is then a binary search. */
export function indexLines(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const startOf = (line: number) => starts[line - 1] ?? text.length;
  const lineOf = (offset: number) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  return {
    count: starts.length,
    place(span) {
      const start = Math.min(Math.max(span.start, 0), text.length);
      const end = Math.min(Math.max(span.end, start), text.length);
      const line = lineOf(start);
      const endLine = lineOf(end);
      return { line, column: start - startOf(line) + 1, endLine, endColumn: end - startOf(endLine) + 1 };
    },
    text(line) {
      const end = starts[line] === undefined ? text.length : (starts[line] as number) - 1;
      return text.slice(startOf(line), end).replace(/\r$/, "");
    },
  };
}
