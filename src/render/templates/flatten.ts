import { HELPERS } from "../helpers.ts";
import { lexPowerShell, type PowerShellMode } from "../lex/powershell.ts";
import { lexTsql, type TsqlMode } from "../lex/tsql.ts";
import type { Trees } from "./expand.ts";
import type { Expression } from "./instructions.ts";
import { languageOf } from "./language.ts";
import { type Node, type Nodes, placeWithin, type Stretch } from "./nodes.ts";
import type { Called } from "./problem.ts";

/** A token of a template's whole text: of code, a value or a block; comments and blanks are left out. */
export interface FlatToken {
  readonly text: string;
  /** The file that it stands in: the template's, or a partial's. */
  readonly template: string;
  /** Its place there: found out when it is asked for, because hardly any is. */
  at(): Stretch;
  /** The calls of partials that lead to it, from the outermost. */
  readonly calls: readonly Called[];
}

/** What lies between two GO. */
export interface Batch {
  readonly tokens: readonly FlatToken[];
  /** The blocks that stand around the whole batch, from the outermost. */
  readonly blocks: readonly string[];
}

/** Names at one place: the arguments of the partial, by what they stand for; each list's element is a scope of its own. */
interface Scope {
  readonly depth: number;
  readonly given: ReadonlyMap<string, string>;
  readonly outer: Scope | null;
}

const COMMENTS = /^(?:--|\/\*|#|<#)/;

/**
 * A template with its partials put in, as the tokens that count. Values are written by what they name from the top
 * (`{{sql 0.path}}`), so that a partial's argument and the name itself are the same.
 *
 * @param template - its path
 * @param trees - it and its partials, without a circle
 * @returns its batches; one in PowerShell, which has none
 */
export function flatten(template: string, trees: Trees): readonly Batch[] {
  const isTsql = languageOf(template) === "tsql";
  const batches: Batch[] = [];
  const blocks: string[] = [];
  let tokens: FlatToken[] = [];
  let mode: TsqlMode | PowerShellMode = "code";
  let calls: readonly Called[] = [];
  const flush = () => {
    batches.push({ tokens, blocks: [...blocks] });
    tokens = [];
  };
  const add = (text: string, file: string, at: () => Stretch): void => {
    tokens.push({ text, template: file, at, calls });
  };

  const walk = (nodes: Nodes, file: string, scope: Scope): void => {
    for (const node of nodes) step(node, file, scope);
  };

  function step(node: Node, file: string, scope: Scope): void {
    switch (node.kind) {
      case "text":
        if (isTsql) tsql(node, file);
        else powershell(node, file);
        return;
      case "write":
        if (!COMMENTS.test(mode)) add(written(node.value, scope), file, () => node.at);
        return;
      case "if":
        block(`{{#if ${named(node.test, scope)}}}`, node, file, [
          [node.body, scope],
          [node.otherwise, scope],
        ]);
        return;
      case "each":
        block(`{{#each ${named(node.list, scope)}}}`, node, file, [
          [node.body, { depth: scope.depth + 1, given: new Map(), outer: scope }],
          [node.otherwise, scope],
        ]);
        return;
      case "partial": {
        const given = Object.entries(node.hash).map(([key, value]) => [key, named(value, scope)] as const);
        const above = calls;
        calls = [...above, { template: file, at: node.at }];
        walk(trees.get(node.name) ?? [], node.name, { ...scope, given: new Map([...scope.given, ...given]) });
        calls = above;
      }
    }
  }

  /** A block around whole batches is told with each of them; any other is a part of its batch. */
  function block(label: string, node: Node, file: string, branches: readonly (readonly [Nodes, Scope])[]): void {
    const isAround = tokens.length === 0 && branches.some(([nodes]) => hasGo(nodes, trees));
    const before = tokens.length;
    if (!isAround) add(label, file, () => node.at);
    for (const [index, [nodes, scope]] of branches.entries()) {
      if (nodes.length === 0) continue;
      if (isAround) blocks.push(index === 0 ? label : `${label} else`);
      else if (index > 0) add("{{else}}", file, () => node.at);
      walk(nodes, file, scope);
      if (!isAround) continue;
      // What is left of a batch at the block's end would go on behind it in one case only.
      if (tokens.length > 0) flush();
      blocks.pop();
    }
    if (isAround) return;
    add("{{/}}", file, () => node.at);
    // With nothing but comments in it, a block is none.
    if (tokens.slice(before).every(({ text }) => text === label || text === "{{else}}" || text === "{{/}}")) {
      tokens.length = before;
    }
  }

  function tsql(node: Node & { kind: "text" }, file: string): void {
    const { tokens: pieces, exit } = lexTsql(node.text, mode as TsqlMode);
    mode = exit;
    for (const piece of pieces) {
      if (piece.kind === "space" || piece.kind === "comment") continue;
      const line = node.text.slice(node.text.lastIndexOf("\n", piece.start) + 1).split("\n", 1)[0] ?? "";
      if (piece.kind === "word" && /^\s*GO\s*$/i.test(line)) flush();
      else add(piece.text, file, () => placeWithin(node, piece.start, piece.text.length));
    }
  }

  function powershell(node: Node & { kind: "text" }, file: string): void {
    const { tokens: pieces, exit } = lexPowerShell(node.text, mode as PowerShellMode);
    mode = exit;
    let before: "space" | "comment" | "string" | "code" = "space";
    for (const piece of pieces) {
      const isRequirement = piece.kind === "comment" && /^#Requires\b/i.test(piece.text);
      const last = tokens.at(-1);
      if (piece.kind === "code" && before === "code" && last !== undefined) {
        tokens[tokens.length - 1] = { ...last, text: last.text + piece.text };
      } else if (piece.kind === "code" || piece.kind === "string" || isRequirement) {
        add(piece.text, file, () => placeWithin(node, piece.start, piece.text.length));
      }
      before = piece.kind;
    }
  }

  walk(trees.get(template) ?? [], template, { depth: 0, given: new Map(), outer: null });
  if (tokens.length > 0) flush();
  return batches;
}

function hasGo(nodes: Nodes, trees: Trees): boolean {
  return nodes.some((node) => {
    if (node.kind === "text") return /^[ \t]*GO[ \t]*$/im.test(node.text);
    if (node.kind === "partial") return hasGo(trees.get(node.name) ?? [], trees);
    return node.kind !== "write" && node.kind !== "batch" && (hasGo(node.body, trees) || hasGo(node.otherwise, trees));
  });
}

/** An expression by what it names from the top. */
function named(expression: Expression, scope: Scope): string {
  switch (expression.kind) {
    case "literal":
      return JSON.stringify(expression.value);
    case "first":
      return "@first";
    case "path": {
      let from: Scope = scope;
      for (let step = 0; step < expression.up && from.outer !== null; step++) from = from.outer;
      const [head, ...rest] = expression.names;
      const given = head === undefined ? undefined : from.given.get(head);
      return [...(given === undefined ? [from.depth, ...expression.names] : [given, ...rest])].join(".");
    }
    case "call":
      return `(${[expression.helper, ...expression.args.map((value) => named(value, scope))].join(" ")})`;
  }
}

/** A value that is known already is written out: `stage=2` and `2` are the same. */
function written(expression: Expression, scope: Scope): string {
  const name = named(expression, scope);
  const constant = /^\((num|word) ("(?:[^"\\]|\\.)*"|\d+)\)$/.exec(name);
  if (constant === null) return `{{${name}}}`;
  const work = HELPERS[constant[1] ?? ""]?.work;
  try {
    return String(work?.(JSON.parse(constant[2] ?? "")));
  } catch {
    return `{{${name}}}`;
  }
}
