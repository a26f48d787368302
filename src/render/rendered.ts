import { COMMAND } from "./lex/sqlcmd.ts";
import { lexTsql, type TsqlToken } from "./lex/tsql.ts";
import { TemplateError } from "./templates/engine.ts";
import { forbiddenIn, isCode } from "./templates/forbidden.ts";
import { powerShellFaults, type Reserved, readCode, reservedBy } from "./templates/forbidden-powershell.ts";
import type { Call } from "./templates/problem.ts";
import { askToken, nextToken } from "./token.ts";

/** A piece of a T-SQL script, in its order: what the frame wrote, and which template's block a batch comes from. */
export type Part =
  /** Comments on top, of the frame or of a house. */
  | { readonly kind: "head"; readonly text: string; readonly from: Call }
  /** What is Hadrian's alone: prelude and guard before the batches, the end after them. */
  | { readonly kind: "frame"; readonly text: string }
  /** A numbered batch, from its first comment to its GO. */
  | {
      readonly kind: "batch";
      readonly text: string;
      /** The text, taken apart, where that has been done already. */
      readonly lexed?: ReturnType<typeof lexTsql> | undefined;
      readonly number: number;
      readonly from: Call;
    };

/** What is wrong with what was rendered, and the template that it comes from. */
export interface RenderedProblem {
  readonly from: Call;
  readonly message: string;
}

/** Stops where something was found: a user's template is told, and one of Hadrian's is a bug. */
export function refuse(problems: readonly RenderedProblem[]): void {
  const [problem] = problems;
  if (problem !== undefined) throw new TemplateError([problem.from], problem.message, "H08");
}

/** Ends a line for one reader and not for another, or is not text. */
const CONTROL = /[^\P{Cc}\t\r\n]|[\u2028\u2029]|\r(?!\n)|(?<!\r)\n/u;
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
    const { tokens, exit } = (part.kind === "batch" ? part.lexed : undefined) ?? lexTsql(part.text);
    const code = tokens.filter(isCode);
    for (const message of linesOf(part.text, part.kind === "batch")) say(message);
    if (exit !== "code" || !part.text.endsWith("\r\n")) say("A string, name or comment is open at its end.");
    if (part.kind === "head") {
      if (code.length > 0) say("A head is comments only.");
      continue;
    }
    number += 1;
    if (part.number !== number) throw new Error(`${path}: batch ${part.number} stands in the place of ${number}`);
    const [opening, closing] = tokenChecks(path, number);
    const last = code.at(-1)?.text === "GO" ? code.length - 1 : code.length;
    if (!standsAt(code, 0, opening)) say("The batch does not begin with its token check.");
    else if (!standsAt(code, last - closing.length, closing)) say("The batch does not end with the next token.");
    else {
      const inner = code.slice(opening.length, last - closing.length);
      for (const { message } of forbiddenIn(inner)) say(message);
    }
  }
  return problems;
}

/** What is wrong with a part that Hadrian alone writes: its templates have been checked, and its values are quoted. */
function frameFault(text: string): string | null {
  if (CONTROL.test(text) || !text.endsWith("\r\n")) return "a line does not end with CRLF";
  return text.includes("$(") ? "sqlcmd would replace $(" : null;
}

/** What lines of a part nobody may take for something else. A batch has one GO, which ends it. */
function linesOf(text: string, isBatch: boolean): string[] {
  const messages: string[] = [];
  messages.push(...controlsOf(text));
  if (text.includes("$(")) messages.push("sqlcmd would replace $(.");
  const end = text.length - "GO\r\n".length;
  for (const match of text.matchAll(COMMAND)) {
    const command = match[1] ?? "";
    if (isBatch && match.index === end && command === "GO") continue;
    messages.push(`sqlcmd would take ${command} at the head of a line for its own.`);
  }
  if (isBatch && !text.endsWith("\r\nGO\r\n")) messages.push("The batch does not end with GO.");
  return [...new Set(messages)];
}

function controlsOf(text: string): readonly string[] {
  const control = CONTROL.exec(text);
  if (control === null) return [];
  return [`A character ends a line for one reader and not for another: ${JSON.stringify(control[0])}.`];
}

const words = (text: string): readonly string[] =>
  lexTsql(text)
    .tokens.filter(({ kind }) => kind !== "space")
    .map((token) => token.text);

/** The tokens that begin and end a batch. */
function tokenChecks(path: string, number: number): readonly [readonly string[], readonly string[]] {
  return [words(askToken(path, number)), words(nextToken(number))];
}

function standsAt(code: readonly TsqlToken[], start: number, words: readonly string[]): boolean {
  return words.every((word, index) => code[start + index]?.text === word);
}

/** A piece of a PowerShell script, in its order. */
export type PowerShellPart =
  /** Comments on top, of the frame or of a house. */
  | { readonly kind: "head"; readonly text: string; readonly from: Call }
  /** What is Hadrian's alone: parameters, prelude, guard, the end. */
  | { readonly kind: "frame"; readonly text: string }
  /** A user's lines within a function, which the frame calls, or a template with its functions and values. */
  | { readonly kind: "function" | "script"; readonly text: string; readonly from: Call };

/**
 * Reads a PowerShell script once more before it is written: nothing runs before the guard, nothing of the frame comes to mean something
 * else, and nothing leaves the script before its end.
 *
 * @param parts - what the script is put together of
 * @param path - the script's path
 */
export function checkPowerShellScript(parts: readonly PowerShellPart[], path: string): readonly RenderedProblem[] {
  const order = parts.map(({ kind }) => kind).join(" ");
  if (!/^(?:head )*(?:frame )+(?:(?:function|script|frame) )*frame$/.test(order)) {
    throw new Error(`${path}: its parts are ${order}`);
  }
  const reserved = reservedIn(parts);
  const problems: RenderedProblem[] = [];
  for (const part of parts) {
    if (part.kind === "frame") continue;
    const { kind, text, from } = part;
    const say = (message: string) => problems.push({ from, message });
    for (const message of controlsOf(text)) say(message);
    if (text !== "" && !text.endsWith("\r\n")) say("Its last line is open at its end.");
    if (kind !== "head") {
      for (const { message } of powerShellFaults(text, reserved, kind)) say(message);
      continue;
    }
    const { code, isOpen, directives } = readCode(text);
    if (isOpen) say("A comment is open at its end.");
    if (code.trim() !== "" || directives.length > 0) say("A head is comments only, and none that PowerShell obeys.");
  }
  return problems;
}

/** What the frame's parts use. The prelude is the same in every script, and is read once. */
function reservedIn(parts: readonly PowerShellPart[]): Reserved {
  const all = parts.flatMap(({ kind, text }) => {
    if (kind !== "frame") return [];
    const reserved = text === prelude?.text ? prelude.reserved : reservedBy(text);
    if (text.length > (prelude?.text.length ?? 0)) prelude = { text, reserved };
    return [reserved];
  });
  return {
    commands: new Set(all.flatMap(({ commands }) => [...commands])),
    variables: new Set(all.flatMap(({ variables }) => [...variables])),
  };
}

let prelude: { readonly text: string; readonly reserved: Reserved } | null = null;
