import type { TsqlToken } from "../lex/tsql.ts";

/** What is wrong with a token of a user's T-SQL. */
export interface Forbidden {
  readonly token: TsqlToken;
  readonly message: string;
  readonly hint: string;
}

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
  const code = tokens.filter(({ kind }) => kind === "word" || kind === "name" || kind === "symbol");
  return code.flatMap((token, index): Forbidden[] => {
    const name = plainName(token);
    if (SESSION.test(name) && !isStop(code, index)) {
      return [
        {
          token,
          message: `${name.toUpperCase()} takes effect even after the guard has failed.`,
          hint: "Leave it out. SET NOEXEC ON, by itself, is what stops a script.",
        },
      ];
    }
    if (token.kind === "word" && /^USE$/i.test(name)) {
      return [
        {
          token,
          message: "USE would leave master, where every script runs.",
          hint: "Name the database: [db].dbo.name.",
        },
      ];
    }
    if (token.kind === "word" && /^GO$/i.test(name)) {
      return [
        {
          token,
          message: "GO would end the batch, and what follows it would not look at the token.",
          hint: "Close the block and open another one: each is a batch.",
        },
      ];
    }
    if (/^#hadrian_token$/i.test(name)) {
      return [
        {
          token,
          message: "#hadrian_token is the frame's: it says which batch may run.",
          hint: "Leave it out; the frame writes it.",
        },
      ];
    }
    if (FRAME.test(name) && isChanged(code, index)) {
      return [
        {
          token,
          message: `${name} is the frame's, and is neither made, changed nor dropped here.`,
          hint: "Give an object of your own another name.",
        },
      ];
    }
    return [];
  });
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
