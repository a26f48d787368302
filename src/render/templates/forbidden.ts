import type { TsqlToken } from "../lex/tsql.ts";

/** What is wrong with a token of a user's T-SQL. */
export interface Forbidden {
  readonly token: TsqlToken;
  readonly message: string;
  readonly hint: string;
}

/** What is looked at more closely. */
const SUSPECT = /^["[]?(?:NOEXEC|PARSEONLY|FMTONLY|USE|GO|#hadrian_)/i;
/** These take effect under NOEXEC ON too: the work would go on after a guard that failed. SET NOEXEC ON by itself only stops. */
const SESSION = /^(?:NOEXEC|PARSEONLY|FMTONLY)$/i;
/** What the frame keeps in the session; templates have tables of their own beside it. */
const FRAME = /^#hadrian_(?:check|input|stop|failed|batch|compare)$/i;
/** What changes an object, and what may stand between that and the object's name. */
const CHANGES = /^(?:CREATE|ALTER|DROP|TRUNCATE)$/i;
const BETWEEN = /^(?:TABLE|PROC|PROCEDURE|IF|EXISTS|tempdb|dbo|[,.]|[#[].*)$/i;

/**
 * What a user's part of a script may not say at the script's own level: what takes effect in spite of the guard, leaves master,
 * ends the batch, or touches what Hadrian's frame keeps in the session. Rows of #hadrian_check are what a look is made of.
 *
 * @param tokens - of T-SQL, in their order
 */
export function forbiddenIn(tokens: readonly TsqlToken[]): readonly Forbidden[] {
  const found: Forbidden[] = [];
  let code: readonly TsqlToken[] | null = null;
  for (const token of tokens) {
    if ((token.kind !== "word" && token.kind !== "name") || !SUSPECT.test(token.text)) continue;
    code ??= tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
    const fault = faultOf(token, code);
    if (fault !== null) found.push({ token, message: fault[0], hint: fault[1] });
  }
  return found;
}

/** What is wrong with a suspect, among the tokens around it. */
function faultOf(token: TsqlToken, code: readonly TsqlToken[]): [message: string, hint: string] | null {
  const name = plainName(token);
  const index = code.indexOf(token);
  if (SESSION.test(name)) {
    if (isStop(code, index)) return null;
    return [
      `${name.toUpperCase()} takes effect even after the guard has failed.`,
      "Leave it out. SET NOEXEC ON, by itself, is what stops a script.",
    ];
  }
  if (token.kind === "word" && /^USE$/i.test(name)) {
    return ["USE would leave master, where every script runs.", "Name the database: [db].dbo.name."];
  }
  if (token.kind === "word" && /^GO$/i.test(name)) {
    return [
      "GO would end the batch, and what follows it would not look at the token.",
      "Close the block and open another one: each is a batch.",
    ];
  }
  if (/^#hadrian_token$/i.test(name)) {
    return ["#hadrian_token is the frame's: it says which batch may run.", "Leave it out; the frame writes it."];
  }
  if (FRAME.test(name) && isChanged(code, index)) {
    return [
      `${name} is the frame's, and is neither made, changed nor dropped here.`,
      "Give an object of your own another name.",
    ];
  }
  return null;
}

/** Whether it stands in SET NOEXEC ON, and nothing else is set there. */
function isStop(code: readonly TsqlToken[], index: number): boolean {
  const words = [-1, 0, 1].map((step) => code[index + step]).map((token) => (token?.kind === "word" ? token.text : ""));
  return /^SET NOEXEC ON$/i.test(words.join(" "));
}

/** Whether CREATE, ALTER, DROP or TRUNCATE is said of the name at this index. */
function isChanged(code: readonly TsqlToken[], index: number): boolean {
  for (let at = index - 1; at >= 0; at--) {
    const { text } = code[at] as TsqlToken;
    if (CHANGES.test(text)) return true;
    if (!BETWEEN.test(text)) return false;
  }
  return false;
}

/** A name without its brackets or quotes. */
function plainName({ kind, text }: TsqlToken): string {
  if (kind !== "name") return text;
  return text.slice(1, -1).replaceAll("]]", "]");
}
