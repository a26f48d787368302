import type { TsqlToken } from "../lex/tsql.ts";
import { MOST_FAULTS } from "./problem.ts";

/** What is wrong with a token of a user's T-SQL. */
export interface Forbidden {
  readonly token: TsqlToken;
  readonly message: string;
  readonly hint: string;
}

/** What the frame keeps in the session beside its token; templates have tables of their own there. */
const FRAME = /^#hadrian_(?:check|input|stop|failed|batch|compare)$/;
/** What changes an object, and what may stand between that and the object's name. */
const CHANGES = /^(?:CREATE|ALTER|DROP|TRUNCATE)$/i;
const BETWEEN = /^(?:TABLE|PROC|PROCEDURE|IF|EXISTS|tempdb|dbo|[,.]|[#[].*)$/i;

type Fault = readonly [message: string, hint: string];
const SESSION = (name: string): Fault => [
  `${name.toUpperCase()} takes effect even after the guard has failed.`,
  "Leave it out. SET NOEXEC ON, by itself, is what stops a script.",
];
const COMPILED = (name: string): Fault => [
  `${name.toUpperCase()} asks its server while the batch is compiled, even after the guard has failed.`,
  "Read what the server itself has, or build the statement as a text and execute it.",
];
/** Words that are never said, in brackets neither. */
const WORDS: Readonly<Record<string, (name: string) => Fault>> = {
  noexec: SESSION,
  parseonly: SESSION,
  fmtonly: SESSION,
  openquery: COMPILED,
  openrowset: COMPILED,
  opendatasource: COMPILED,
};
/** Words that are never said, but are good names. */
const STATEMENTS: Readonly<Record<string, Fault>> = {
  use: ["USE would leave master, where every script runs.", "Name the database: [db].dbo.name."],
  go: [
    "GO would end the batch, and what follows it would not look at the token.",
    "Close the block and open another one: each is a batch.",
  ],
};

/**
 * What a user's part of a script may not say at the script's own level: what takes effect in spite of the guard, leaves master,
 * ends the batch, or touches what Hadrian's frame keeps in the session. Rows of #hadrian_check are what a look is made of.
 *
 * @param tokens - of T-SQL, in their order
 * @returns the first faults of many
 */
export function forbiddenIn(tokens: readonly TsqlToken[]): readonly Forbidden[] {
  const found: Forbidden[] = [];
  const code = tokens.filter(isCode);
  /** Whether one of CHANGES has been said of what comes. */
  let isChanged = false;
  for (const [index, token] of code.entries()) {
    if (found.length >= MOST_FAULTS) break;
    const fault = faultOf(token, isChanged, () => isStop(code, index));
    if (fault !== null) found.push({ token, message: fault[0], hint: fault[1] });
    isChanged = token.kind === "word" && CHANGES.test(token.text) ? true : isChanged && BETWEEN.test(token.text);
  }
  return found;
}

const ASCII = /^[\0-\x7f]*$/;

/** Whether it is neither a comment nor blanks; a blank that is not ASCII may be anything. */
export function isCode({ kind, text }: TsqlToken): boolean {
  return kind !== "comment" && (kind !== "space" || !ASCII.test(text));
}

/** What is wrong with a token, which may be said to be changed, or be the NOEXEC of SET NOEXEC ON. */
function faultOf({ kind, text }: TsqlToken, isChanged: boolean, isStop: () => boolean): Fault | null {
  if (kind === "string") return null;
  const isAscii = ASCII.test(text);
  if (kind === "space" || kind === "symbol") {
    return isAscii
      ? null
      : [
          "A blank or mark that is not ASCII stands in code: what a reader makes of it is unsure.",
          "Write an ASCII one.",
        ];
  }
  const name = isAscii ? plain(kind, text).toLowerCase() : folded(plain(kind, text));
  if (name.startsWith("#")) {
    if (!isAscii) return ["A temporary name is not ASCII: it could be the frame's.", "Write it in ASCII letters."];
    if (name === "#hadrian_token") {
      return ["#hadrian_token is the frame's: it says which batch may run.", "Leave it out; the frame writes it."];
    }
    if (!isChanged || !FRAME.test(name)) return null;
    return [
      `${name} is the frame's, and is neither made, changed nor dropped here.`,
      "Give an object of your own another name.",
    ];
  }
  if (Object.hasOwn(WORDS, name) && !(name === "noexec" && isStop())) return WORDS[name]?.(name) ?? null;
  return kind === "word" && Object.hasOwn(STATEMENTS, name) ? (STATEMENTS[name] ?? null) : null;
}

/** Whether it stands in SET NOEXEC ON, and nothing else is set there. */
function isStop(code: readonly TsqlToken[], index: number): boolean {
  const words = [-1, 0, 1].map((step) => code[index + step]).map((token) => (token?.kind === "word" ? token.text : ""));
  return /^SET NOEXEC ON$/i.test(words.join(" "));
}

/** A name without its brackets or quotes, and without the blanks behind it, which SQL Server does not compare. */
function plain(kind: TsqlToken["kind"], text: string): string {
  return kind === "name" ? text.slice(1, -1).replaceAll("]]", "]").trimEnd() : text;
}

/** A name as a collation may compare it: without regard to width, accents, case and what is not seen. */
function folded(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\p{Cc}]/gu, "")
    .trim()
    .toLowerCase()
    .replaceAll("\u0131", "i");
}
