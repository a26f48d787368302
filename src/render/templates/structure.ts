import { catalogue } from "../../diagnostics/catalogue.ts";
import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import type { Trees } from "./expand.ts";
import { type Batch, type FlatToken, flatten } from "./flatten.ts";
import { languageOf } from "./language.ts";
import type { TemplateProblem } from "./problem.ts";

/** Where Hadrian's own batches up to the guard end: the one that gives the session its token. */
const TOKEN_TABLE = "CREATE TABLE #hadrian_guard";
/** SET NOEXEC OFF, and the batch that says DONE or STOPPED. */
const END_BATCHES = 2;
/** What makes a PowerShell script safe: parameters and what every script shares, looking at servers and product within. */
const POWERSHELL_GUARDS = ["ps-begin", "ps-prelude", "ps-session", "ps-chat"].map(
  (name) => `powershell/partials/${name}`,
);
const POWERSHELL_END = "powershell/partials/ps-end";

/**
 * Compares a template with Hadrian's own of the same name: session and guard come first and are the same, every batch after them
 * checks the token first, and the end is the same. Comments and blanks do not count, so that a house style has its way.
 *
 * @param template - its path
 * @param trees - the template and its partials as they are used
 * @param own - Hadrian's own
 */
export function checkStructure(template: string, trees: Trees, own: Trees): readonly TemplateProblem[] {
  switch (languageOf(template)) {
    case "tsql":
      return tsql(template, flatten(template, trees), flatten(template, own), tokenCheck(own));
    case "powershell":
      return powershell(template, trees, own);
    default:
      return [];
  }
}

function tsql(
  template: string,
  batches: readonly Batch[],
  own: readonly Batch[],
  token: readonly string[],
): TemplateProblem[] {
  const head = own.findIndex(({ tokens }) => textOf(tokens).includes(TOKEN_TABLE)) + 1;
  if (head === 0) throw new Error(`Hadrian's own ${template} has no guard`);
  for (const [index, wanted] of own.slice(0, head).entries()) {
    const fault = difference(batches[index], wanted, batches, template);
    if (fault !== null) return [problem("H06", fault, "The guard differs from Hadrian's here.")];
  }
  const end = batches.slice(Math.max(head, batches.length - END_BATCHES));
  for (const [index, wanted] of own.slice(-END_BATCHES).entries()) {
    const fault = difference(end[index], wanted, batches, template);
    if (fault !== null) return [problem("H08", fault, "The end differs from Hadrian's here.")];
  }
  return batches.slice(head, -END_BATCHES).flatMap(({ tokens }) => {
    const first = tokens[0];
    if (first === undefined || begins(tokens, token)) return [];
    return [problem("H07", first, "This batch does not begin with the token check.")];
  });
}

/** The tokens of the partial `token`, with STAGE for the stage. */
const STAGE = "{{(num 0.stage)}}";

function tokenCheck(own: Trees): readonly string[] {
  const [batch] = flatten("tsql/partials/token", own);
  return batch?.tokens.map(({ text }) => text) ?? [];
}

function begins(tokens: readonly FlatToken[], wanted: readonly string[]): boolean {
  return wanted.every((text, index) => {
    const found = tokens[index]?.text ?? "";
    return text === STAGE ? /^(?:\d+|\{\{\(num [^)]*\)\}\})$/.test(found) : found === text;
  });
}

/** The first token that is not as it should be; the last one where some are missing. */
function difference(
  found: Batch | undefined,
  wanted: Batch,
  all: readonly Batch[],
  template: string,
): FlatToken | null {
  const start = startOf(template);
  const last = all.at(-1)?.tokens.at(-1) ?? start;
  if (found === undefined) return last;
  if (found.blocks.join() !== wanted.blocks.join()) return found.tokens[0] ?? last;
  const length = Math.max(found.tokens.length, wanted.tokens.length);
  for (let index = 0; index < length; index++) {
    if (found.tokens[index]?.text !== wanted.tokens[index]?.text)
      return found.tokens[index] ?? found.tokens.at(-1) ?? last;
  }
  return null;
}

function powershell(template: string, trees: Trees, own: Trees): TemplateProblem[] {
  const tokens = flatten(template, trees).flatMap((batch) => batch.tokens);
  const ownTokens = flatten(template, own).flatMap((batch) => batch.tokens);
  const text = textOf(tokens);
  const ownText = textOf(ownTokens);
  const last = tokens.at(-1) ?? startOf(template);
  const first = tokens[0] ?? last;

  const guards = POWERSHELL_GUARDS.map((name) => ({ name, piece: pieceOf(name, own) }));
  for (const [index, { name, piece }] of guards.entries()) {
    const isLost = index === 0 ? !text.startsWith(piece) : !text.includes(piece);
    if (ownText.includes(piece) && isLost)
      return [problem("H06", first, `What ${name}.hbs holds is missing, or changed.`)];
  }
  // What the guards define, the script has to call.
  const called = (whole: string) => {
    const rest = guards.reduce((left, { piece }) => left.replace(piece, () => ""), whole);
    return new Set(rest.match(/\bAssert-\w+|\$PSCmdlet\.ShouldProcess(?=\()/g));
  };
  const calls = called(text);
  const missing = [...called(ownText)].find((call) => !calls.has(call));
  if (missing !== undefined) return [problem("H06", last, `${missing} is not called any more.`)];
  if (!text.endsWith(pieceOf(POWERSHELL_END, own))) {
    return [problem("H08", last, `It does not end with what ${POWERSHELL_END}.hbs holds.`)];
  }
  return [];
}

function pieceOf(partial: string, own: Trees): string {
  return textOf(flatten(partial, own).flatMap((batch) => batch.tokens));
}

function textOf(tokens: readonly FlatToken[]): string {
  return tokens.map(({ text }) => text).join(" ");
}

/** Stands for the token of a template that has none. */
function startOf(template: string): FlatToken {
  return { text: "", template, at: () => ({ line: 1, column: 1, endLine: 1, endColumn: 2 }), calls: [] };
}

function problem(code: TemplateCode, { template, at, calls }: FlatToken, message: string): TemplateProblem {
  return { template, at: at(), code, message, hint: catalogue[code].hint, calls };
}
