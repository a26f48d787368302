import { isWord, type Statement, statementsIn, unquoted } from "../changes.ts";
import { powerShellChanges } from "../changes-powershell.ts";
import { lexTsql, type TsqlToken } from "../lex/tsql.ts";
import { sqlName, sqlString } from "../quote.ts";

/** A statement that changes something, as REVIEW.md prints it. */
export interface Printed {
  /** What it is, as headers have it: `sp_add_schedule`, `BACKUP LOG`, `Install-CsMirrorDatabase`. */
  readonly label: string;
  /** Its text. A line may end where one ends here; else a blank stands there. */
  readonly text: string;
}

/** Writes the value of a string or a name: as it is, or with `<database>` in the place of the database's. */
export type Rename = (value: string) => string;

/** Stands for what only the server knows: the files that a restore moves. */
const UNKNOWN = "…";

/**
 * The statements of a T-SQL script that change something, in full: with the values that its variables were set to, without what only its
 * own code reads (return codes, OUTPUT); of dynamic SQL what is executed.
 *
 * @param text - the script, from its guard on
 */
export function tsqlStatements(text: string, rename: Rename): readonly Printed[] {
  return statementsIn(lexTsql(text).tokens).map((statement) => {
    const pieces = statement.call === null ? piecesOf(statement, rename) : executed(statement, statement.call, rename);
    return { label: statement.change.label, text: pieces.map(onOneLine).join("\n") };
  });
}

/** The cmdlets and the T-SQL of a PowerShell script that change something, each once. */
export function powerShellStatements(text: string, rename: Rename): readonly Printed[] {
  return [...new Set(powerShellChanges(text))].flatMap((change) => {
    if (!/^[A-Z][a-z]+-(?:Cs|LogBackup |ServiceFolder )/.test(change)) return tsqlStatements(change, rename);
    const pieces = onOneLine(rename(change.replace(/(?:(?<!\s)\s*`?|`)\r?\n\s*/g, " "))).split(
      / (?=-[A-Z])|(?<=',) (?=')/,
    );
    return [{ label: pieces[0] ?? "", text: pieces.join("\n") }];
  });
}

/** What runs over several lines must not end the block of code that it stands in. */
const onOneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");

/** A statement in pieces between which a line may end. */
function piecesOf(statement: Statement, rename: Rename): readonly string[] {
  const { tokens } = statement;
  if (!isWord(tokens[0], "EXEC", "EXECUTE")) return piecesBetween(tokens, rename);
  const isAssigned = tokens[1]?.text.startsWith("@") && tokens[2]?.text === "=";
  let at = isAssigned ? 3 : 1;
  while (tokens[at + 1]?.text === ".") at += 2;
  const procedure = spaced(tokens.slice(isAssigned ? 3 : 1, at + 1), rename);
  const given = argumentsOf(tokens.slice(at + 1)).filter((one) => !isWord(one.at(-1), "OUTPUT", "OUT"));
  const texts = given.map((one) => {
    const from = one[1]?.text === "=" ? 2 : 0;
    const [value] = one.slice(from);
    const isVariable = one.length === from + 1 && value?.text.startsWith("@") === true;
    const known = isVariable && value !== undefined ? heldBy(statement, value.text, statement.at) : one.slice(from);
    return `${from === 2 ? `${one[0]?.text} = ` : ""}${spaced(known, rename)}`;
  });
  return [`EXEC ${procedure}`, ...texts.map((text, index) => (index < texts.length - 1 ? `${text},` : text))];
}

/** What sp_executesql runs: its text with the values that it is given, and what was added to the text before. */
function executed(statement: Statement, call: readonly TsqlToken[], rename: Rename): readonly string[] {
  const at = call.findIndex(({ text }) => text === "sp_executesql");
  const [text, , ...values] = argumentsOf(call.slice(at + 1));
  const given = new Map(values.map((one) => [one[0]?.text ?? "", one[1]?.text === "=" ? one.slice(2) : one]));
  const tokens = statement.tokens.map((token, index): Written => {
    const [value] = given.get(token.text) ?? [];
    if (value === undefined) return token;
    const isName = isWord(statement.tokens[index - 1], "DATABASE", "LOG") && value.kind === "string";
    const stands = isName ? sqlName(unquoted(value)) : value.text;
    return { kind: isName ? "name" : value.kind, text: stands, start: token.start, width: token.text.length };
  });
  const pieces = piecesBetween(tokens, rename);
  const added = text?.length === 1 && text[0] !== undefined ? additions(statement, text[0].text) : [];
  return [...pieces.slice(0, -1), `${pieces.at(-1)}${added.map((one) => `${one} ${UNKNOWN}`).join("")}`];
}

/** What is added to a variable before it is executed, up to what the server knows: `, MOVE`. */
function additions({ code, at }: Statement, variable: string): readonly string[] {
  const found: string[] = [];
  for (let index = batchOf(code, at); index < at; index++) {
    if (code[index]?.text !== variable || code[index + 1]?.text !== "=" || code[index + 2]?.text !== variable) continue;
    const literal = code[index + 4];
    const isLiteral = code[index + 3]?.text === "+" && literal?.kind === "string";
    found.push(isLiteral ? unquoted(literal).replace(/(?<!\s)\s*[Nn]?'.*$/s, "") : ",");
  }
  return found;
}

/** A token, or what stands in its place. */
interface Written extends TsqlToken {
  /** How wide the token is that it stands for; its own width where there is none. */
  readonly width?: number;
}

/** Whether nothing stands between a token and the one before it. */
const isClose = (before: Written | undefined, token: Written): boolean =>
  before === undefined || before.start + (before.width ?? before.text.length) === token.start;

/** Pieces of a text, each from a word to the next. */
function piecesBetween(tokens: readonly Written[], rename: Rename): string[] {
  const pieces: Written[][] = [];
  for (const [index, token] of tokens.entries()) {
    const last = pieces.at(-1);
    const isNew = token.kind === "word" && !isClose(tokens[index - 1], token);
    if (last === undefined || isNew) pieces.push([token]);
    else last.push(token);
  }
  return pieces.map((piece) => spaced(piece, rename));
}

/** The text of tokens, with a blank where there was one. */
function spaced(tokens: readonly Written[], rename: Rename): string {
  return tokens
    .map((token, index) => `${isClose(tokens[index - 1], token) ? "" : " "}${written(token, rename)}`)
    .join("");
}

function written(token: TsqlToken, rename: Rename): string {
  if (token.kind !== "string" && token.kind !== "name") return token.text;
  const value = unquoted(token);
  const renamed = rename(value);
  if (renamed === value) return token.text;
  return token.kind === "string" ? sqlString(renamed) : `[${renamed.replaceAll("]", "]]")}]`;
}

/** Tokens between the commas of a call. */
function argumentsOf(tokens: readonly TsqlToken[]): readonly (readonly TsqlToken[])[] {
  const found: TsqlToken[][] = [];
  let depth = 0;
  let isNew = true;
  for (const token of tokens) {
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    if (depth === 0 && token.text === ",") isNew = true;
    else if (isNew) {
      found.push([token]);
      isNew = false;
    } else found.at(-1)?.push(token);
  }
  return found;
}

/** Where the batch of a token begins. */
function batchOf(code: readonly TsqlToken[], at: number): number {
  for (let index = at; index > 0; index--) if (isWord(code[index - 1], "GO")) return index;
  return 0;
}

/**
 * What a variable is at a statement: the expression that it was last set to, or the column that it was last read from, where that happens
 * in any case; else the variable.
 */
function heldBy({ code }: Statement, variable: string, at: number): readonly TsqlToken[] {
  const itself: readonly TsqlToken[] = [{ kind: "word", text: variable, start: 0 }];
  const begin = batchOf(code, at);
  let depth = 0;
  for (let index = at - 1; index >= begin; index--) {
    // Going back, an END leads into a block that is over at the statement.
    if (isWord(code[index], "END")) depth++;
    if (isWord(code[index], "BEGIN", "CASE") && depth > 0) depth--;
    if (code[index]?.text !== variable) continue;
    if (isWord(code[index + 1], "OUTPUT", "OUT")) return itself;
    if (code[index + 1]?.text !== "=") continue;
    const first = firstOf(code, index, begin);
    if (!isWord(code[first], "SET", "SELECT")) continue;
    const isSet = isWord(code[first], "SET");
    const isAlways = depth === 0 && (first === begin || isEnd(code[first - 1]));
    const value = code.slice(index + 2, isSet ? endOf(code, index) : columnEnd(code, index));
    if (!isAlways || value.length === 0) return itself;
    const [only] = value;
    if (isSet && value.length === 1 && only?.text.startsWith("@"))
      return heldBy({ code } as Statement, only.text, first);
    return isSet ? value : value.slice(-1);
  }
  return itself;
}

/** What may stand before a statement that runs in any case. */
const isEnd = (token: TsqlToken | undefined): boolean => token?.text === ";" || isWord(token, "BEGIN", "TRY");

/** The first word of the statement that a token stands in. */
function firstOf(code: readonly TsqlToken[], at: number, begin: number): number {
  for (let index = at; index > begin; index--) {
    if (isEnd(code[index - 1]) || isWord(code[index], "SET", "SELECT", "EXEC", "EXECUTE")) return index;
  }
  return begin;
}

function endOf(code: readonly TsqlToken[], from: number): number {
  for (let index = from; index < code.length; index++) if (code[index]?.text === ";") return index;
  return code.length;
}

/** The end of a column in a SELECT; where what is read is anything else, it is empty. */
function columnEnd(code: readonly TsqlToken[], variable: number): number {
  const start = variable + 2;
  const end = code[start + 1]?.text === "." ? start + 3 : start + 1;
  const isColumn =
    code[start]?.kind === "word" && !code[start]?.text.startsWith("@") && !/^\d/.test(code[start]?.text ?? "");
  return isColumn && (code[end]?.text === "," || isWord(code[end], "FROM")) ? end : start;
}
