import { lexPowerShell } from "./lex/powershell.ts";
import { lexTsql, type TsqlToken } from "./lex/tsql.ts";
import { sqlString } from "./quote.ts";
import { forbiddenIn } from "./templates/forbidden.ts";
import { functionsOf, plainCode, powerShellFaults } from "./templates/forbidden-powershell.ts";
import type { Call } from "./templates/problem.ts";

/** A piece of a T-SQL script, in its order: what the frame wrote, and which template's block a batch comes from. */
export type Part =
  /** Comments on top, of the frame or of a house. */
  | { readonly kind: "head"; readonly text: string; readonly from: Call }
  /** What is Hadrian's alone: prelude and guard before the batches, the end after them. */
  | { readonly kind: "frame"; readonly text: string }
  /** A numbered batch, from its first comment to its GO. */
  | { readonly kind: "batch"; readonly text: string; readonly number: number; readonly from: Call };

/** What is wrong with what was rendered, and the template that it comes from. */
export interface RenderedProblem {
  readonly from: Call;
  readonly message: string;
}

/** Ends a line for one reader and not for another, or is not text. */
const CONTROL = /[^\P{Cc}\t\r\n]|[\u2028\u2029]|\r(?!\n)|(?<!\r)\n/u;
/** What sqlcmd and Management Studio take for their own at a line's head, within a string or comment too. */
const COMMAND = /^[ \t]*(?:(GO|EXIT|QUIT|RESET|ED)(?![\w@#$])|(!!|:))/gim;

/**
 * Reads a T-SQL script once more before it is written: its parts are in their order, each batch begins with its token check and ends with
 * the next token, nothing is open at its end, and no line is sqlcmd's. What a template writes is looked at as it has come out.
 *
 * @param text - the whole script, with CRLF
 * @param parts - what it was put together of
 * @param path - the script's path, which its token holds
 */
export function checkTsqlScript(text: string, parts: readonly Part[], path: string): readonly RenderedProblem[] {
  if (parts.map((part) => part.text).join("") !== text) throw new Error(`${path} is not what its parts are`);
  const order = parts.map(({ kind }) => kind).join(" ");
  if (!/^(?:head )*(?:frame )+(?:batch )*frame$/.test(order)) throw new Error(`${path}: its parts are ${order}`);
  const problems: RenderedProblem[] = [];
  let number = 0;
  for (const part of parts) {
    if (part.kind === "frame") {
      const fault = frameFault(part.text);
      if (fault !== null) throw new Error(`${path}: in the frame, ${fault}`);
      continue;
    }
    const say = (message: string) => problems.push({ from: part.from, message });
    const { tokens, exit } = lexTsql(part.text);
    const code = tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
    for (const message of linesOf(part.text, part.kind === "batch")) say(message);
    if (exit !== "code" || !part.text.endsWith("\r\n")) say("A string, name or comment is open at its end.");
    if (part.kind === "head") {
      if (code.length > 0) say("A head is comments only.");
      continue;
    }
    number += 1;
    if (part.number !== number) throw new Error(`${path}: batch ${part.number} stands in the place of ${number}`);
    const [opening, closing] = tokenChecks(path, number);
    const words = code.map((token) => token.text);
    const last = words.at(-1) === "GO" ? words.slice(0, -1) : words;
    if (!startsWith(words, opening)) say("The batch does not begin with its token check.");
    else if (!startsWith(last.toReversed(), closing.toReversed())) say("The batch does not end with the next token.");
    else {
      const inner = code.slice(opening.length, last.length - closing.length);
      for (const { message } of forbiddenIn(inner)) say(message);
    }
  }
  return problems;
}

/** The prelude is the same in every script: it is read once. */
const read = new Set<string>();

function frameFault(text: string): string | null {
  if (read.has(text)) return null;
  const messages = [
    ...(CONTROL.test(text) || !text.endsWith("\r\n") ? ["a line does not end with CRLF"] : []),
    ...(text.includes("$(") ? ["sqlcmd would replace $("] : []),
    ...(lexTsql(text).exit === "code" ? [] : ["something is open at its end"]),
  ];
  if (messages.length > 0) return messages.join(", ");
  if (/CREATE PROCEDURE #hadrian_/.test(text)) read.add(text);
  return null;
}

/** What lines of a part nobody may take for something else. A batch has one GO, which ends it. */
function linesOf(text: string, isBatch: boolean): string[] {
  const messages: string[] = [];
  const control = CONTROL.exec(text);
  if (control !== null)
    messages.push(
      `A character stands here that ends a line for one reader and not for another: ${JSON.stringify(control[0])}.`,
    );
  if (text.includes("$(")) messages.push("sqlcmd would replace $(.");
  const end = text.length - "GO\r\n".length;
  for (const match of text.matchAll(COMMAND)) {
    const command = match[1] ?? match[2] ?? "";
    if (isBatch && match.index === end && command === "GO") continue;
    messages.push(`sqlcmd would take ${command} at the head of a line for its own.`);
  }
  if (isBatch && !text.endsWith("\r\nGO\r\n")) messages.push("The batch does not end with GO.");
  return [...new Set(messages)];
}

/** The tokens that begin and end a batch. */
function tokenChecks(path: string, number: number): readonly [readonly string[], readonly string[]] {
  const words = (text: string) =>
    lexTsql(text)
      .tokens.filter(({ kind }) => kind !== "space")
      .map((token: TsqlToken) => token.text);
  return [
    words(
      `DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch ${sqlString(path)}, ${number}; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;`,
    ),
    words(`UPDATE #hadrian_token SET batch = ${number + 1};`),
  ];
}

function startsWith(words: readonly string[], start: readonly string[]): boolean {
  return start.every((word, index) => words[index] === word);
}

/**
 * Reads a PowerShell script once more before it is written: the prelude is Hadrian's and stands first, its functions are nowhere defined
 * again, and nothing leaves the script before its end.
 *
 * @param text - the whole script, with CRLF
 * @param prelude - what every script shares; what stands before it is comments, requirements and parameters
 * @param end - what the script ends with
 * @param from - its template
 */
export function checkPowerShellScript(
  text: string,
  prelude: string,
  end: string,
  from: Call,
): readonly RenderedProblem[] {
  const problems: RenderedProblem[] = [];
  const say = (message: string) => problems.push({ from, message });
  const control = CONTROL.exec(text);
  if (control !== null)
    say(`A character stands here that ends a line for one reader and not for another: ${JSON.stringify(control[0])}.`);
  const start = text.indexOf(prelude);
  if (start < 0 || text.indexOf(prelude, start + 1) >= 0) say("The prelude is not there once, as Hadrian has it.");
  else if (plainCode(text.slice(0, start)).replace(HEADER, "").trim() !== "") say("Code stands before the prelude.");
  const body = text.endsWith(end) ? text.slice(0, -end.length) : text;
  if (body === text) say("The end is not Hadrian's.");
  if (!["code", "#"].includes(lexPowerShell(body).exit)) say("A string or comment is open at its end.");
  for (const { message } of powerShellFaults(
    start < 0 ? body : body.slice(0, start) + body.slice(start + prelude.length),
    functionsOf(prelude),
  )) {
    say(message);
  }
  return problems;
}

/** What a script has before its prelude, beside comments. */
const HEADER = /\[CmdletBinding\([^()]*\)\]|\bparam\([^{}]*\)/gi;
