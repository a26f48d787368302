/**
 * What T-SQL is in the middle of: code, `--` and a block comment (as many openings as are not closed), a string, a name in
 * brackets or in double quotes.
 */
export type TsqlMode = "code" | "--" | `/*${number}` | "'" | "[" | '"';

/** A piece of T-SQL. Strings carry their N; a piece may be the middle of one where the text begins or ends within it. */
export interface TsqlToken {
  readonly kind: "space" | "comment" | "string" | "name" | "word" | "symbol";
  readonly text: string;
  /** Offset in the text. */
  readonly start: number;
}

const WORD = /[\p{L}\p{N}_@#$]+/uy;
const SPACE = /\s+/y;

/**
 * Takes T-SQL apart, so that the pieces put together are the text again.
 *
 * @param text - any piece of a script
 * @param entry - what it begins in the middle of
 * @returns the pieces, and what the text ends in the middle of
 */
export function lexTsql(text: string, entry: TsqlMode = "code"): { tokens: readonly TsqlToken[]; exit: TsqlMode } {
  const tokens: TsqlToken[] = [];
  let mode = entry;
  let at = 0;

  const take = (kind: TsqlToken["kind"], end: number) => {
    if (end > at) tokens.push({ kind, text: text.slice(at, end), start: at });
    at = end;
  };
  const match = (pattern: RegExp): number => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : at;
  };
  /** To the closing character, which stands for itself where it is doubled. */
  const quoted = (kind: TsqlToken["kind"], close: string, from: number): void => {
    for (let index = from; index < text.length; index++) {
      if (text.charAt(index) !== close) continue;
      if (text.charAt(index + 1) === close) index++;
      else {
        mode = "code";
        take(kind, index + 1);
        return;
      }
    }
    take(kind, text.length);
  };
  const block = (open: number, from: number): void => {
    let depth = open;
    for (let index = from; index < text.length; index++) {
      const pair = text.slice(index, index + 2);
      if (pair !== "/*" && pair !== "*/") continue;
      depth += pair === "/*" ? 1 : -1;
      index++;
      if (depth > 0) continue;
      mode = "code";
      take("comment", index + 1);
      return;
    }
    mode = `/*${depth}`;
    take("comment", text.length);
  };

  while (at < text.length) {
    if (mode === "--") {
      const end = text.indexOf("\n", at);
      if (end >= 0) mode = "code";
      take("comment", end < 0 ? text.length : end);
    } else if (mode === "'") quoted("string", "'", at);
    else if (mode === "[") quoted("name", "]", at);
    else if (mode === '"') quoted("name", '"', at);
    else if (mode !== "code") block(Number(mode.slice(2)), at);
    else {
      const char = text.charAt(at);
      const pair = text.slice(at, at + 2);
      if (pair === "--") mode = "--";
      else if (pair === "/*") block(1, at + 2);
      else if (char === "'" || /^[Nn]'/.test(pair)) {
        mode = "'";
        quoted("string", "'", at + (char === "'" ? 1 : 2));
      } else if (char === "[" || char === '"') {
        mode = char;
        quoted("name", char === "[" ? "]" : '"', at + 1);
      } else if (match(SPACE) > at) take("space", match(SPACE));
      else if (match(WORD) > at) take("word", match(WORD));
      else take("symbol", at + 1);
    }
  }
  return { tokens, exit: mode };
}
