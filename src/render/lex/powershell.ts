/** What PowerShell is in the middle of: code, `#` and a block comment, a string in single or in double quotes. */
export type PowerShellMode = "code" | "#" | "<#" | "'" | '"';

/** A piece of PowerShell. */
export interface PowerShellToken {
  readonly kind: "space" | "comment" | "string" | "code";
  readonly text: string;
  /** Offset in the text. */
  readonly start: number;
}

// PowerShell takes typographic quotes for quotes.
const SINGLE = "'\u2018\u2019\u201a\u201b";
const DOUBLE = '"\u201c\u201d\u201e';
const SPACE = /\s+/y;
/** Code in which nothing else can begin: a # may begin a comment, a quote a string. */
const RUN = /[^\s'"`;#<\u2018-\u201e]+/y;
/** A comment begins where a word could. Behind other characters a # is part of a word or is not, as the words around it are read. */
const BEGINS = /^[\s({;]?$/;

/**
 * Takes PowerShell apart, so that the pieces put together are the text again. Here-strings are not told from other strings.
 *
 * @param text - any piece of a script
 * @param entry - what it begins in the middle of
 * @returns the pieces, and what the text ends in the middle of
 */
export function lexPowerShell(
  text: string,
  entry: PowerShellMode = "code",
): { tokens: readonly PowerShellToken[]; exit: PowerShellMode } {
  const tokens: PowerShellToken[] = [];
  let mode = entry;
  let at = 0;

  const take = (kind: PowerShellToken["kind"], end: number) => {
    if (end > at) tokens.push({ kind, text: text.slice(at, end), start: at });
    at = end;
  };
  const until = (end: number, close: number, kind: PowerShellToken["kind"]): void => {
    if (end >= 0) mode = "code";
    take(kind, end < 0 ? text.length : end + close);
  };
  const quoted = (quotes: string, from: number): void => {
    for (let index = from; index < text.length; index++) {
      const char = text.charAt(index);
      if (mode === '"' && char === "`") index++;
      else if (quotes.includes(char)) {
        const next = text.charAt(index + 1);
        if (next !== "" && quotes.includes(next)) index++;
        else {
          mode = "code";
          take("string", index + 1);
          return;
        }
      }
    }
    take("string", text.length);
  };

  while (at < text.length) {
    if (mode === "#") until(text.indexOf("\n", at), 0, "comment");
    else if (mode === "<#") until(text.indexOf("#>", text.startsWith("<#", at) ? at + 2 : at), 2, "comment");
    else if (mode === "'") quoted(SINGLE, at);
    else if (mode === '"') quoted(DOUBLE, at);
    else {
      const char = text.charAt(at);
      SPACE.lastIndex = at;
      const begins = (char === "#" || char === "<") && BEGINS.test(text.charAt(at - 1));
      if (begins && text.startsWith("<#", at)) mode = "<#";
      else if (begins && char === "#") mode = "#";
      else if (SINGLE.includes(char)) {
        mode = "'";
        quoted(SINGLE, at + 1);
      } else if (DOUBLE.includes(char)) {
        mode = '"';
        quoted(DOUBLE, at + 1);
      } else if (SPACE.test(text)) take("space", SPACE.lastIndex);
      else if (char === "`" || char === ";") take("code", at + (char === "`" ? 2 : 1));
      else {
        RUN.lastIndex = at;
        take("code", RUN.test(text) ? RUN.lastIndex : at + 1);
      }
    }
  }
  return { tokens, exit: mode };
}
