import { lexTsql, type TsqlToken } from "./lex/tsql.ts";

/** A statement of a script that changes something on the server. */
export interface Change {
  /** What it is: the procedure's name, or the statement's leading keywords: `sp_update_job`, `ALTER DATABASE SET PARTNER`. */
  readonly label: string;
  /** What it is done to, as the statement names it; null where a variable does. */
  readonly name: string | null;
}

/** A statement that changes something, where it was found. */
export interface Statement {
  readonly change: Change;
  /** Its tokens, without blanks and comments; of dynamic SQL, those of what is executed. */
  readonly tokens: readonly TsqlToken[];
  /** The call that executes it, where it is dynamic SQL. */
  readonly call: readonly TsqlToken[] | null;
  /** All tokens of the script, without blanks and comments. */
  readonly code: readonly TsqlToken[];
  /** Where the statement, or the call that executes it, begins among them. */
  readonly at: number;
}

/** Procedures that only read. Any other is taken for one that changes something. */
const READING: readonly string[] = ["xp_fileexist"];

/** Statements are told by their first word, which is reserved: as a name it would stand in brackets. */
const FIRST: readonly string[] = [
  "ALTER",
  "BACKUP",
  "CREATE",
  "DELETE",
  "DENY",
  "DROP",
  "EXEC",
  "EXECUTE",
  "GRANT",
  "INSERT",
  "MERGE",
  "RESTORE",
  "REVOKE",
  "TRUNCATE",
  "UPDATE",
];

/** RESTORE of these reads a backup and restores nothing. */
const READS_BACKUP: readonly string[] = ["FILELISTONLY", "HEADERONLY", "LABELONLY", "VERIFYONLY"];

/** Words that go with the first one. */
const LABEL_WORDS: Readonly<Record<string, readonly string[]>> = {
  ALTER: [
    "DATABASE",
    "ENDPOINT",
    "LOGIN",
    "SET",
    "PARTNER",
    "WITNESS",
    "TIMEOUT",
    "SAFETY",
    "FAILOVER",
    "FORCE_SERVICE_ALLOW_DATA_LOSS",
    "RESUME",
    "OFF",
    "SINGLE_USER",
    "MULTI_USER",
  ],
  GRANT: ["CONNECT"],
};

/** Whether a token is one of these keywords, whatever its case. */
export const isWord = (token: TsqlToken | undefined, ...words: readonly string[]): boolean =>
  token?.kind === "word" && words.includes(token.text.toUpperCase());

/**
 * Finds what a script changes, in order, by its statements and not by what it was made from: so that a list of them cannot say
 * anything else than the script does. Statements on temporary objects and procedures of the session change nothing.
 *
 * @param text - T-SQL, any number of batches
 */
export function tsqlChanges(text: string): readonly Change[] {
  return changesIn(lexTsql(text).tokens);
}

/** The same of a text that has been taken apart already. */
export function changesIn(text: readonly TsqlToken[]): readonly Change[] {
  return statementsIn(text).map(({ change }) => change);
}

/** The same, each with what it is made of. */
export function statementsIn(text: readonly TsqlToken[]): readonly Statement[] {
  const code = text.filter(({ kind }) => kind !== "space" && kind !== "comment");
  const found: Statement[] = [];
  for (let at = 0; at < code.length; at++) {
    if (!isWord(code[at], ...FIRST)) continue;
    const end = endOf(code, at);
    const tokens = code.slice(at, end);
    const change = changeOf(tokens);
    if (change === "dynamic") found.push(...dynamic(code, at, tokens));
    else if (change !== null) found.push({ change, tokens, call: null, code, at });
    // INSERT … EXEC is looked at once more, for what it executes.
    const isCaught = isWord(code[at], "INSERT") && tokens.some((token) => isWord(token, "EXEC"));
    if (!isCaught) at = end - 1;
  }
  return found;
}

/** The index after a statement: its semicolon, or a word that can only begin another. */
function endOf(tokens: readonly TsqlToken[], from: number): number {
  for (let at = from + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.text === ";" || isWord(token, "GO", "END", "BEGIN")) return at;
  }
  return tokens.length;
}

function changeOf(statement: readonly TsqlToken[]): Change | "dynamic" | null {
  const [first, second, third] = statement;
  const verb = first?.text.toUpperCase() ?? "";
  switch (verb) {
    case "EXEC":
    case "EXECUTE":
      return callOf(statement);
    case "INSERT":
    case "DELETE":
    case "UPDATE":
    case "MERGE":
    case "TRUNCATE": {
      const target = statement.slice(1).find((token) => !isWord(token, "INTO", "FROM", "TABLE", "TOP"));
      return target === undefined || target.text.startsWith("#") ? null : { label: verb, name: target.text };
    }
    case "RESTORE":
      if (isWord(second, ...READS_BACKUP)) return null;
      break;
    case "CREATE":
    case "DROP":
      if (third?.text.startsWith("#")) return null;
      break;
    case "ALTER":
      if (third?.text.startsWith("#")) return null;
      break;
  }
  const words = LABEL_WORDS[verb] ?? [second?.text.toUpperCase() ?? ""];
  const label: string[] = [];
  for (const token of statement.slice(1)) {
    if (token.kind === "symbol" && token.text === "=") break;
    if (label.includes("SAFETY")) break;
    if (isWord(token, ...words)) label.push(token.text.toUpperCase());
  }
  const name = statement.find(({ kind }) => kind === "name");
  return { label: [verb, ...label].join(" "), name: name === undefined ? null : unquoted(name) };
}

/** A call: `EXEC @rc = master.dbo.sp_x @a = N'b'`. A description says nothing of what it is done to. */
function callOf(statement: readonly TsqlToken[]): Change | "dynamic" | null {
  const isAssigned = statement[1]?.text.startsWith("@") && statement[2]?.text === "=";
  let at = isAssigned ? 3 : 1;
  while (statement[at + 1]?.text === ".") at += 2;
  const procedure = statement[at];
  if (procedure === undefined || procedure.text.startsWith("#") || READING.includes(procedure.text)) return null;
  if (procedure.text === "sp_executesql") return "dynamic";
  const name = statement
    .slice(at + 1)
    .find(({ kind }, index, given) => kind === "string" && given[index - 2]?.text !== "@description");
  return {
    label: procedure.kind === "name" ? unquoted(procedure) : procedure.text,
    name: name === undefined ? null : unquoted(name),
  };
}

/** What a text that is executed changes: the texts of the statement itself, or those that its variable was set to before. */
function dynamic(code: readonly TsqlToken[], at: number, call: readonly TsqlToken[]): readonly Statement[] {
  const given = call[call.findIndex(({ text }) => text === "sp_executesql") + 1];
  const inner = (text: TsqlToken) => statementsIn(lexTsql(unquoted(text)).tokens);
  if (given?.kind === "string") return inner(given).map(({ change, tokens }) => ({ change, tokens, call, code, at }));
  const before = code.slice(0, at);
  const set = before.findLastIndex(
    ({ text }, index) =>
      text === given?.text && before[index + 1]?.text === "=" && before[index + 2]?.kind === "string",
  );
  const text = before[set + 2];
  const statements = set < 0 || text === undefined ? [] : inner(text);
  if (statements.length === 0) {
    return [{ change: { label: "sp_executesql", name: null }, tokens: call, call: null, code, at }];
  }
  return statements.map(({ change, tokens }) => ({
    change: { ...change, name: change.name ?? firstValue(call) },
    tokens,
    call,
    code,
    at,
  }));
}

/** The first value that a call gives by name. */
function firstValue(call: readonly TsqlToken[]): string | null {
  const at = call.findIndex(({ kind }, index) => kind === "string" && call[index - 1]?.text === "=");
  const token = call[at];
  return token === undefined ? null : unquoted(token);
}

/** A string's or a bracketed name's own text. */
export function unquoted({ kind, text }: TsqlToken): string {
  if (kind === "string")
    return text
      .replace(/^[Nn]?'/, "")
      .replace(/'$/, "")
      .replaceAll("''", "'");
  return text.slice(1, -1).replaceAll(text.endsWith("]") ? "]]" : '""', text.endsWith("]") ? "]" : '"');
}

/**
 * Changes as a header lists them: like ones share a line with their count and names, in the order of the first of each.
 *
 * @returns one text a line: `sp_update_job, 2 statements: LSCopy_SQLA_Stock, LSRestore_SQLA_Stock`
 */
export function listChanges(changes: readonly Change[]): readonly string[] {
  const byLabel = new Map<string, (string | null)[]>();
  for (const { label, name } of changes) byLabel.set(label, [...(byLabel.get(label) ?? []), name]);
  return [...byLabel].map(([label, names]) => {
    const known = [...new Set(names.filter((name) => name !== null))];
    const count = names.length === 1 ? "" : `, ${names.length} statements`;
    return `${label}${count}${known.length === 0 ? "" : `: ${known.join(", ")}`}`;
  });
}
