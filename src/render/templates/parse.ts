import Handlebars from "handlebars";
import { nearest } from "../../validate/nearest.ts";
import { HELPERS } from "../helpers.ts";
import type { Expression } from "./instructions.ts";
import type { Node, Nodes, Stretch } from "./nodes.ts";
import type { Report } from "./problem.ts";

/**
 * Reads a template: Handlebars' own parser, then the part of the language that templates may use. What a template of another
 * tool may hold besides (unquoted output, decorators, lookups, data variables, blocks of its own) is reported and left out.
 *
 * @param template - its path, `tsql/seed`: partials are looked for beside it
 * @param source - its text, with LF
 * @returns its tree; what was reported is missing from it
 */
export function parseTemplate(template: string, source: string, report: Report): Nodes {
  const escaped = source.indexOf("\\{{");
  if (escaped >= 0) {
    report(
      stretchAt(source, escaped, 3),
      "H03",
      "A backslash before {{ would print the braces.",
      "Delete the backslash, or put a blank between them.",
    );
    return [];
  }
  try {
    return reader(template, report).nodes(Handlebars.parse(source).body);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { at, message } = syntaxError(source, error);
    report(at, "H01", message, "Mend the expression; each {{#if}} and {{#each}} needs its {{/if}} and {{/each}}.");
    return [];
  }
}

/** A place by its offset in the source. */
function stretchAt(source: string, offset: number, length: number): Stretch {
  const before = source.slice(0, offset).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  return { line: before.length, column, endLine: before.length, endColumn: column + length };
}

/** Handlebars tells the line in its message, and the column in some. */
function syntaxError(source: string, error: Error): { at: Stretch; message: string } {
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

/** Condition: may stand in {{#if}}; text: gives what is written; joined: text for a helper around it. */
type Use = "condition" | "write" | "argument";

function reader(template: string, report: Report) {
  const folder = template.replace(/^frame\//, "").split("/")[0] ?? "";
  const names = Object.keys(HELPERS);

  const at = ({ loc }: hbs.AST.Node): Stretch => ({
    line: loc.start.line,
    column: loc.start.column + 1,
    endLine: loc.end.line,
    endColumn: loc.end.column + 1,
  });
  const refuse = (node: hbs.AST.Node, message: string, hint: string): null => {
    report(at(node), "H03", message, hint);
    return null;
  };

  function nodes(statements: readonly hbs.AST.Statement[]): Nodes {
    return statements.flatMap((statement) => node(statement) ?? []);
  }

  function node(statement: hbs.AST.Statement): Node | null {
    switch (statement.type) {
      case "ContentStatement":
        return content(statement as hbs.AST.ContentStatement);
      case "CommentStatement":
        return null;
      case "MustacheStatement":
        return mustache(statement as hbs.AST.MustacheStatement);
      case "BlockStatement":
        return block(statement as hbs.AST.BlockStatement);
      case "PartialStatement":
        return partial(statement as hbs.AST.PartialStatement);
      default:
        return refuse(
          statement,
          "Decorators, inline partials and partials with a block are not used here.",
          "Write {{> name}} for a partial, and put its text into a file of its own.",
        );
    }
  }

  function content(statement: hbs.AST.ContentStatement): Node | null {
    if (statement.value === "") return null;
    // What a tag on a line of its own took away in front is not in the value, but in the place.
    const original = String(statement.original);
    const taken = original.startsWith(statement.value) ? 0 : (/^[ \t]*\n/.exec(original)?.[0].length ?? 0);
    const place = at(statement);
    return {
      kind: "text",
      text: statement.value,
      at: taken === 0 ? place : { ...place, line: place.line + 1, column: 1 },
    };
  }

  function mustache(statement: hbs.AST.MustacheStatement): Node | null {
    if (!statement.escaped) {
      return refuse(
        statement,
        "{{{ and {{& write a value as it is.",
        "Write it through a quoting helper: {{sql value}}.",
      );
    }
    const value = call(statement, statement.path, statement.params, statement.hash, "write");
    return value === null ? null : { kind: "write", value, at: at(statement) };
  }

  function block(statement: hbs.AST.BlockStatement): Node | null {
    const name = pathText(statement.path);
    if (name === "look" || name === "work" || name === "post" || name === "read") {
      const hash: Record<string, Expression> = {};
      for (const pair of statement.hash?.pairs ?? []) {
        const value = expression(pair.value, "argument");
        if (value === null) return null;
        hash[pair.key] = value;
      }
      return { kind: "batch", block: name, hash, body: nodes(statement.program?.body ?? []), at: at(statement) };
    }
    if (name !== "if" && name !== "unless" && name !== "each") {
      return refuse(
        statement.path,
        `{{#${name}}} is not a block here.`,
        "There are {{#if}}, {{#unless}} and {{#each}}.",
      );
    }
    if (statement.program?.blockParams !== undefined || statement.inverse?.blockParams !== undefined) {
      return refuse(statement, "Blocks name no parameters here.", "Leave `as |name|` out; ../ reaches what is around.");
    }
    const [operand, ...more] = statement.params;
    if (operand === undefined || more.length > 0 || hasHash(statement.hash)) {
      return refuse(statement.path, `{{#${name}}} takes one value.`, `Write {{#${name} value}}.`);
    }
    const value = expression(operand, "condition");
    if (value === null) return null;
    const body = nodes(statement.program?.body ?? []);
    const inverse = nodes(statement.inverse?.body ?? []);
    const place = at(statement);
    if (name === "each") return { kind: "each", list: value, body, otherwise: inverse, at: place };
    const [held, otherwise] = name === "if" ? [body, inverse] : [inverse, body];
    return { kind: "if", test: value, body: held, otherwise, at: place };
  }

  function partial(statement: hbs.AST.PartialStatement): Node | null {
    if (statement.name.type !== "PathExpression") {
      return refuse(
        statement,
        "The name of a partial is written out.",
        "Write {{> name}}; choose between two by {{#if}}.",
      );
    }
    if (statement.params.length > 0) {
      return refuse(statement, "A partial sees what is around it.", "Give it values by name: {{> name key=value}}.");
    }
    const hash: Record<string, Expression> = {};
    for (const pair of statement.hash?.pairs ?? []) {
      const value = expression(pair.value, "argument");
      if (value === null) return null;
      hash[pair.key] = value;
    }
    const name = `${folder}/partials/${(statement.name as hbs.AST.PathExpression).original}`;
    return { kind: "partial", name, hash, at: at(statement) };
  }

  function expression(value: hbs.AST.Expression, use: Use): Expression | null {
    switch (value.type) {
      case "StringLiteral":
      case "NumberLiteral":
      case "BooleanLiteral":
        return { kind: "literal", value: (value as hbs.AST.StringLiteral | hbs.AST.NumberLiteral).value };
      case "PathExpression":
        return path(value as hbs.AST.PathExpression, use);
      case "SubExpression": {
        const { path: called, params, hash } = value as hbs.AST.SubExpression;
        return call(value, called, params, hash, use);
      }
      default:
        return refuse(value, "null and undefined are not written here.", "Leave the argument out.");
    }
  }

  function path(value: hbs.AST.PathExpression, use: Use): Expression | null {
    const { depth, data, original } = value;
    const parts = value.parts as readonly string[];
    if (data) {
      if (original === "@first" && use === "condition") return { kind: "first" };
      return refuse(
        value,
        `${original} is not used here.`,
        "Of Handlebars' variables there is @first, in {{#if}} and {{#unless}}.",
      );
    }
    const { line, column } = at(value);
    return { kind: "path", up: depth, names: parts, spot: { line, column } };
  }

  function call(
    whole: hbs.AST.Node,
    called: hbs.AST.PathExpression | hbs.AST.Literal,
    params: readonly hbs.AST.Expression[],
    hash: hbs.AST.Hash | undefined,
    use: Use,
  ): Expression | null {
    const name = pathText(called);
    const helper = HELPERS[name];
    if (params.length === 0 && !hasHash(hash) && helper === undefined) {
      report(
        at(whole),
        "H04",
        `{{${name}}} would be written as it is.`,
        "Write it through a quoting helper: {{sql value}} for a string, {{name value}} for an identifier, {{note value}} in a comment, {{ps value}} in PowerShell, {{md value}} in Markdown.",
      );
      return null;
    }
    if (helper === undefined) {
      const near = nearest(name, names);
      return refuse(
        whole,
        `There is no helper ${name}.`,
        `Write ${near === null ? "" : `${near}; `}one of: ${names.join(", ")}.`,
      );
    }
    if (helper.gives === "condition" ? use !== "condition" : use === "condition") {
      return refuse(
        whole,
        helper.gives === "condition" ? `${name} compares; it writes nothing.` : `${name} writes; it is no condition.`,
        helper.gives === "condition" ? `Write {{#if (${name} …)}}.` : "Write the value alone, or (eq left right).",
      );
    }
    if (use === "write" && helper.gives === "text") {
      report(
        at(whole),
        "H04",
        `${name} joins texts and quotes nothing.`,
        `Write a quoting helper around it: {{sql (${name} …)}}.`,
      );
      return null;
    }
    if (hasHash(hash)) return refuse(whole, `${name} takes no named values.`, `Write {{${name} value}}.`);
    if (helper.arguments !== null && params.length !== helper.arguments) {
      return refuse(
        whole,
        `${name} takes ${helper.arguments === 1 ? "one value" : `${helper.arguments} values`}.`,
        "Count its values.",
      );
    }
    const args: Expression[] = [];
    for (const param of params) {
      const value = expression(param, helper.gives === "condition" ? "condition" : "argument");
      if (value === null) return null;
      args.push(value);
    }
    const { line, column } = at(whole);
    return { kind: "call", helper: name, args, spot: { line, column } };
  }

  return { nodes };
}

function hasHash(hash: hbs.AST.Hash | undefined): boolean {
  return (hash?.pairs.length ?? 0) > 0;
}

function pathText(path: hbs.AST.PathExpression | hbs.AST.Literal): string {
  return "original" in path ? String(path.original) : String((path as hbs.AST.StringLiteral).value);
}
