import Handlebars from "handlebars";
import { nearest } from "../../nearest.ts";
import type { Place } from "../../source/lines.ts";
import { HELPERS } from "../helpers.ts";
import { formatOf } from "./language.ts";
import type { Report } from "./problem.ts";
import { nameOf, type Program, pairsOf, placeOf } from "./tree.ts";

/** The blocks of which a T-SQL template is made: each becomes a batch of its own in Hadrian's frame. */
export const BATCHES: readonly string[] = ["look", "work", "post", "read"];
/** Where the page says that a batch is run. */
const SERVERS: readonly string[] = ["Primary", "Secondary", "Monitor"];

/** Blocks within blocks, and {{else if}} in a row: more than a reader follows. */
const MOST_BLOCKS = 24;
/** Values within values: (concat (concat …)). */
const MOST_VALUES = 8;
/** Parts of a name, a.b.c, and values that one helper or partial gets: each is a step or an argument of what is compiled. */
const MOST_PARTS = 64;

/**
 * Reads a template by Handlebars' own parser, and checks that it keeps to the part of the language that templates may use. What a
 * template of another tool may hold besides (unquoted output, decorators, lookups, data variables, blocks of its own) is reported.
 *
 * @param template - its path, `tsql/seed`
 * @param source - its text, with LF
 * @returns its program; null where something was reported
 */
export function parseTemplate(template: string, source: string, report: Report): Program | null {
  const escaped = source.indexOf("\\{{");
  if (escaped >= 0) {
    report(
      placeAt(source, escaped, 3),
      "H03",
      "A backslash before {{ would print the braces.",
      "Delete the backslash, or put a blank between them.",
    );
    return null;
  }
  const tooMuch = excessOf(source);
  if (tooMuch !== null) {
    report(placeAt(source, tooMuch.at, 2), "H03", tooMuch.message, tooMuch.hint);
    return null;
  }
  let program: Program;
  try {
    program = Handlebars.parse(source);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof RangeError) {
      report(placeAt(source, 0, 1), "H03", TOO_DEEP, "Take some of them out.");
      return null;
    }
    const { at, message } = syntaxError(source, error);
    report(at, "H01", message, "Mend the expression; each {{#if}} and {{#each}} needs its {{/if}} and {{/each}}.");
    return null;
  }
  const large = largeNode(program);
  if (large !== null) {
    const { line, column } = placeOf(large);
    report(
      { line, column, endLine: line, endColumn: column + 1 },
      "H03",
      `More than ${MOST_PARTS} names or values stand in a row here.`,
      "Take some of them out.",
    );
    return null;
  }
  let isRight = true;
  check(program, template, (...problem) => {
    isRight = false;
    report(...problem);
  });
  return isRight ? program : null;
}

/** Tags, in all: Handlebars' parser takes longer than in proportion to them, and to how deep they stand. */
const MOST_TAGS = 2_000;

/** What would keep the parser busy for long, found by looking at braces alone; null where there is nothing. */
function excessOf(source: string): { readonly at: number; readonly message: string; readonly hint: string } | null {
  /** How deep the blocks that are open stand: {{else if}} is a block within another one. */
  const open: number[] = [];
  let depth = 0;
  let tags = 0;
  for (const { index, 0: tag } of source.matchAll(/\{\{[^}]*/g)) {
    if (++tags > MOST_TAGS) {
      return { at: index, message: `There are more than ${MOST_TAGS} tags here.`, hint: "Write loops instead." };
    }
    if (/^\{\{~?(?:#|\^\s*\w)/.test(tag)) open.push(depth++);
    else if (/^\{\{~?\//.test(tag)) depth = open.pop() ?? 0;
    else if (/^\{\{~?\s*else\s+\w/.test(tag)) depth++;
    if (depth > MOST_BLOCKS) return { at: index, message: TOO_DEEP, hint: "Take some of them out." };
    let values = 0;
    for (const [mark] of tag.replace(/"[^"]*"|'[^']*'/g, "").matchAll(/[()]/g)) {
      values += mark === "(" ? 1 : -1;
      if (values > MOST_VALUES) return { at: index, message: TOO_MANY_VALUES, hint: "Write it in several steps." };
    }
  }
  return null;
}

/** A name of many parts, or a call with many values; null where there is none. */
function largeNode(program: Program): hbs.AST.Node | null {
  let found: hbs.AST.Node | null = null;
  class Search extends Handlebars.Visitor {
    override accept(node: hbs.AST.Node | undefined): void {
      const {
        parts = [],
        depth = 0,
        params = [],
        pairs = [],
      } = (node ?? {}) as Partial<hbs.AST.PathExpression & hbs.AST.SubExpression & hbs.AST.Hash>;
      if (parts.length + depth + params.length + pairs.length > MOST_PARTS) found ??= node ?? null;
      else super.accept(node as hbs.AST.Node);
    }
  }
  new Search().accept(program);
  return found;
}

const TOO_MANY_VALUES = `More than ${MOST_VALUES} values stand within each other here.`;
const TOO_DEEP = `More than ${MOST_BLOCKS} blocks stand within each other here.`;

/** A place by its offset in the source. */
function placeAt(source: string, offset: number, length: number): Place {
  const before = source.slice(0, offset).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  return { line: before.length, column, endLine: before.length, endColumn: column + length };
}

/** Handlebars tells the line in its message, and the column in some. */
function syntaxError(source: string, error: Error): { at: Place; message: string } {
  const lines = source.split("\n");
  const parse = /^Parse error on line (\d+):\n(.*)\n(-*)\^\n([\s\S]*)$/.exec(error.message);
  const lexical = /^Lexical error on line (\d+)\. ([^\n]*)\n.*\n(-*)\^/.exec(error.message);
  const placed = /^([\s\S]*) - (\d+):(\d+)$/.exec(error.message);
  const whole = (line: number, column: number) => {
    const number = Math.min(Math.max(line, 1), lines.length);
    const end = (lines[number - 1] ?? "").length + 1;
    const start = Math.min(Math.max(column, 1), end);
    return { line: number, column: start, endLine: number, endColumn: Math.max(end, start) };
  };
  if (placed !== null) return { at: whole(Number(placed[2]), Number(placed[3]) + 1), message: `${placed[1]}.` };
  if (lexical !== null) return { at: whole(Number(lexical[1]), 1), message: `${lexical[2]}` };
  if (parse !== null) {
    const got = /got '([A-Z_]+)'/.exec(parse[4] ?? "")?.[1];
    const end = got === "EOF" ? "The template ends within a block or an expression." : null;
    return { at: whole(Number(parse[1]), 1), message: end ?? "This is not Handlebars: the expression does not parse." };
  }
  return { at: whole(1, 1), message: error.message.split("\n", 1)[0] ?? "" };
}

/** Condition: may stand in {{#if}}; written: gives what is written; argument: a value for a helper or a partial. */
type Use = "condition" | "written" | "argument";

/** Reports what a program has beyond the part of Handlebars that is used here. */
function check(program: Program, template: string, report: Report): void {
  const isTsql = formatOf(template) === "tsql";
  const helpers = Object.keys(HELPERS);
  const refuse = (node: hbs.AST.Node, message: string, hint: string): undefined => {
    report(placeOf(node), "H03", message, hint);
  };

  const unquoted = (node: hbs.AST.Node, message: string, hint: string): undefined => {
    report(placeOf(node), "H04", message, hint);
  };

  function statements(body: Program | undefined): void {
    for (const node of body?.body ?? []) statement(node);
  }

  function statement(node: hbs.AST.Statement): undefined {
    switch (node.type) {
      case "ContentStatement":
      case "CommentStatement":
        return;
      case "MustacheStatement":
        return mustache(node as hbs.AST.MustacheStatement);
      case "BlockStatement":
        return block(node as hbs.AST.BlockStatement);
      case "PartialStatement":
        return partial(node as hbs.AST.PartialStatement);
      default:
        return refuse(
          node,
          "Decorators, inline partials and partials with a block are not used here.",
          "Write {{> name}} for one of Hadrian's partials.",
        );
    }
  }

  function mustache(node: hbs.AST.MustacheStatement): undefined {
    if (!node.escaped) {
      return refuse(node, "{{{ and {{& write a value as it is.", "Write it through a quoting helper: {{sql value}}.");
    }
    call(node, node.path, node.params, node.hash, "written", 0);
  }

  function block(node: hbs.AST.BlockStatement): undefined {
    const name = nameOf(node.path);
    const isBatch = isTsql && BATCHES.includes(name);
    if (name !== "if" && name !== "unless" && name !== "each" && !isBatch) {
      const there = ["if", "unless", "each", ...(isTsql ? BATCHES : [])].map((one) => `{{#${one}}}`);
      return refuse(
        node.path,
        `{{#${name}}} is not a block here.`,
        `There are ${there.slice(0, -1).join(", ")} and ${there.at(-1)}.`,
      );
    }
    if (node.program?.blockParams !== undefined || node.inverse?.blockParams !== undefined) {
      return refuse(node, "Blocks name no parameters here.", "Leave `as |name|` out; ../ reaches what is around.");
    }
    if (isBatch) batch(node, name);
    else {
      const [operand, ...more] = node.params;
      if (operand === undefined || more.length > 0 || pairsOf(node.hash).length > 0) {
        return refuse(node.path, `{{#${name}}} takes one value.`, `Write {{#${name} value}}.`);
      }
      value(operand, "condition", 0);
    }
    statements(node.program);
    statements(node.inverse);
  }

  function batch(node: hbs.AST.BlockStatement, name: string): undefined {
    if (node.params.length > 0 || node.inverse !== undefined) {
      refuse(node.path, `{{#${name}}} takes a title= and no {{else}}.`, `Write {{#${name} title="what it does"}}.`);
    }
    for (const { key, value: given } of pairsOf(node.hash)) {
      if (key === "at" && name === "work") {
        const at = given.type === "StringLiteral" ? (given as hbs.AST.StringLiteral).value : null;
        if (at === null || !SERVERS.includes(at)) {
          refuse(given, "at= names a kind of server.", `Write at="Primary", "Secondary" or "Monitor".`);
        }
      } else if (key === "title") {
        if (given.type === "StringLiteral" && /[\n\r]/.test((given as hbs.AST.StringLiteral).value)) {
          refuse(given, "A title is one line.", "Write it in one line.");
        } else value(given, "argument", 0);
      } else {
        const there = name === "work" ? "title= and at=" : "title=";
        refuse(given, `{{#${name}}} takes no ${key}=.`, `It takes ${there}.`);
      }
    }
  }

  function partial(node: hbs.AST.PartialStatement): undefined {
    if (node.name.type !== "PathExpression") {
      return refuse(node, "The name of a partial is written out.", "Write {{> name}}; choose between two by {{#if}}.");
    }
    if (node.params.length > 0) {
      return refuse(node, "A partial sees what is around it.", "Give it values by name: {{> name key=value}}.");
    }
    for (const pair of pairsOf(node.hash)) value(pair.value, "argument", 0);
  }

  function value(node: hbs.AST.Expression, use: Use, depth: number): undefined {
    if (depth > MOST_VALUES) return refuse(node, TOO_MANY_VALUES, "Write it in several steps.");
    switch (node.type) {
      case "StringLiteral":
      case "NumberLiteral":
      case "BooleanLiteral":
        return;
      case "PathExpression": {
        const { data, original } = node as hbs.AST.PathExpression;
        if (data && (original !== "@first" || use !== "condition")) {
          refuse(
            node,
            `${original} is not used here.`,
            "Of Handlebars' variables there is @first, in {{#if}} and {{#unless}}.",
          );
        }
        return;
      }
      case "SubExpression": {
        const { path, params, hash } = node as hbs.AST.SubExpression;
        return call(node, path, params, hash, use, depth);
      }
      default:
        return refuse(node, "null and undefined are not written here.", "Leave the argument out.");
    }
  }

  function call(
    node: hbs.AST.Node,
    path: hbs.AST.PathExpression | hbs.AST.SubExpression | hbs.AST.Literal,
    params: readonly hbs.AST.Expression[],
    hash: hbs.AST.Hash | undefined,
    use: Use,
    depth: number,
  ): undefined {
    const name = nameOf(path);
    const helper = Object.hasOwn(HELPERS, name) ? HELPERS[name] : undefined;
    const hasHash = pairsOf(hash).length > 0;
    if (params.length === 0 && !hasHash && helper === undefined) {
      return unquoted(
        node,
        `{{${name}}} would be written as it is.`,
        "Write it through a quoting helper: {{sql value}} for a string, {{name value}} for an identifier, {{note value}} in a comment, {{ps value}} in PowerShell, {{md value}} in Markdown.",
      );
    }
    if (helper === undefined) {
      const near = nearest(name, helpers);
      return refuse(
        node,
        `There is no helper ${name}.`,
        `Write ${near === null ? "" : `${near}; `}one of: ${helpers.join(", ")}.`,
      );
    }
    if (helper.gives === "condition" ? use !== "condition" : use === "condition") {
      return refuse(
        node,
        helper.gives === "condition" ? `${name} compares; it writes nothing.` : `${name} writes; it is no condition.`,
        helper.gives === "condition" ? `Write {{#if (${name} …)}}.` : "Write the value alone, or (eq left right).",
      );
    }
    if (use === "written" && helper.gives === "text") {
      return unquoted(
        node,
        `${name} joins texts and quotes nothing.`,
        `Write a quoting helper around it: {{sql (${name} …)}}.`,
      );
    }
    if (hasHash) return refuse(node, `${name} takes no named values.`, `Write {{${name} value}}.`);
    if (helper.arguments !== null && params.length !== helper.arguments) {
      return refuse(
        node,
        `${name} takes ${helper.arguments === 1 ? "one value" : `${helper.arguments} values`}.`,
        "Count its values.",
      );
    }
    for (const param of params) value(param, helper.gives === "condition" ? "condition" : "argument", depth + 1);
  }

  statements(program);
}
