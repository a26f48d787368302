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

const [N, SMALL_N, QUOTE, DOUBLE_QUOTE, DASH, SLASH, STAR, BRACKET] = [..."Nn'\"-/*["].map((char) =>
  char.charCodeAt(0),
);

/** What ASCII characters are, by their code: far quicker to tell than by an expression. */
const OTHER = 0;
const BLANK = 1;
const LETTER = 2;
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /\s/.test(char) ? BLANK : /[A-Za-z0-9_@#$]/.test(char) ? LETTER : OTHER;
});

/**
 * Takes T-SQL apart, so that the pieces put together are the text again.
 *
 * @param text - any piece of a script
 * @param entry - what it begins in the middle of
 * @returns the pieces, and what the text ends in the middle of
 */
export function lexTsql(text: string, entry: TsqlMode = "code"): { tokens: readonly TsqlToken[]; exit: TsqlMode } {
  if (entry === "code" && !text.includes("/*")) return lexPlain(text);
  const tokens: TsqlToken[] = [];
  let mode = entry;
  let at = 0;

  const take = (kind: TsqlToken["kind"], end: number) => {
    if (end > at) tokens.push({ kind, text: text.slice(at, end), start: at });
    at = end;
  };
  /** The end of a run of one class that begins here. */
  const runOf = (kind: number, pattern: RegExp): number => {
    let end = at;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code < 128) {
        if (CLASSES[code] !== kind) return end;
        end++;
      } else {
        // Not of ASCII, or the text's end.
        pattern.lastIndex = end;
        if (!pattern.test(text)) return end;
        end = pattern.lastIndex;
      }
    }
  };
  /** To the closing character, which stands for itself where it is doubled. */
  const quoted = (kind: TsqlToken["kind"], close: string, from: number): void => {
    for (let end = text.indexOf(close, from); end >= 0; end = text.indexOf(close, end + 2)) {
      if (text[end + 1] === close) continue;
      mode = "code";
      take(kind, end + 1);
      return;
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
      const code = text.charCodeAt(at);
      const kind = code < 128 ? CLASSES[code] : OTHER;
      if (kind === BLANK) take("space", runOf(BLANK, SPACE));
      else if (kind === LETTER) {
        if ((code === N || code === SMALL_N) && text.charCodeAt(at + 1) === QUOTE) {
          mode = "'";
          quoted("string", "'", at + 2);
        } else take("word", runOf(LETTER, WORD));
      } else if (code === QUOTE) {
        mode = "'";
        quoted("string", "'", at + 1);
      } else if (code === DASH && text.charCodeAt(at + 1) === DASH) mode = "--";
      else if (code === SLASH && text.charCodeAt(at + 1) === STAR) block(1, at + 2);
      else if (code === BRACKET) {
        mode = "[";
        quoted("name", "]", at + 1);
      } else if (code === DOUBLE_QUOTE) {
        mode = '"';
        quoted("name", '"', at + 1);
      } else if (code < 128) take("symbol", at + 1);
      else {
        const blank = runOf(BLANK, SPACE);
        const word = blank > at ? blank : runOf(LETTER, WORD);
        take(blank > at ? "space" : word > at ? "word" : "symbol", word > at ? word : at + 1);
      }
    }
  }
  return { tokens, exit: mode };
}

/** Everything but block comments, which are nested: an expression takes it apart at once, which is quicker from the first script on. */
const PIECES =
  /\s+|--[^\n]*|[Nn]?'[^']*(?:''[^']*)*'?|\[[^\]]*(?:\]\][^\]]*)*\]?|"[^"]*(?:""[^"]*)*"?|[A-Za-z0-9_@#$]+[\p{L}\p{N}_@#$]*|[\p{L}\p{N}]+[\p{L}\p{N}_@#$]*|[\s\S]/gu;
/** Pieces that end where they should. */
const CLOSED: Readonly<Partial<Record<string, RegExp>>> = {
  "'": /^[Nn]?'[^']*(?:''[^']*)*'$/,
  "[": /^\[[^\]]*(?:\]\][^\]]*)*\]$/,
  '"': /^"[^"]*(?:""[^"]*)*"$/,
};

/** A text that begins in code and has no block comment. */
function lexPlain(text: string): { tokens: readonly TsqlToken[]; exit: TsqlMode } {
  const pieces = text.match(PIECES) ?? [];
  const tokens: TsqlToken[] = [];
  let start = 0;
  for (const piece of pieces) {
    tokens.push({ kind: kindOf(piece), text: piece, start });
    start += piece.length;
  }
  const last = tokens.at(-1);
  if (last === undefined) return { tokens, exit: "code" };
  if (last.kind === "comment") return { tokens, exit: "--" };
  const open = last.kind === "string" ? "'" : last.kind === "name" ? last.text.charAt(0) : "";
  return { tokens, exit: CLOSED[open]?.test(last.text) === false ? (open as TsqlMode) : "code" };
}

function kindOf(piece: string): TsqlToken["kind"] {
  const code = piece.charCodeAt(0);
  if (code < 128) {
    const kind = CLASSES[code];
    if (kind === BLANK) return "space";
    if (kind === LETTER) return piece.charCodeAt(1) === QUOTE ? "string" : "word";
    if (code === QUOTE) return "string";
    if (code === BRACKET || code === DOUBLE_QUOTE) return "name";
    return code === DASH && piece.length > 1 ? "comment" : "symbol";
  }
  if (/^\s/.test(piece)) return "space";
  return /^[\p{L}\p{N}]/u.test(piece) ? "word" : "symbol";
}
