import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import { listed, nearest } from "../../nearest.ts";
import type { Place } from "../../source/lines.ts";
import type { Names } from "../data.generated.ts";
import { partialPath } from "./language.ts";
import type { Call, TemplateProblem } from "./problem.ts";
import { nameOf, type Program, type Programs, pairsOf, placeOf } from "./tree.ts";

/** What stands behind a name: names of its own, nothing further, whatever there may be (ANY), or (undefined) what nobody knows. */
type Known = Names | null | undefined;

/** What the topology's author adds under `x-` keys: any name may be there, or not. */
const ANY: Names = Object.freeze(Object.create(null)) as Names;

/** The name under which those keys are data: `{{note x.change}}`. */
const EXTRA = "x";

interface Scope {
  readonly self: Known;
  readonly given: ReadonlyMap<string, Known>;
  readonly outer: Scope | null;
}

/**
 * Checks that every name of a template and its partials is one that its data has.
 *
 * @param template - its path: `tsql/seed`
 * @param programs - it and its partials, without a circle
 * @param names - what the template gets
 */
export function checkNames(template: string, programs: Programs, names: Names): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  let calls: readonly Call[] = [];
  const say = (file: string, at: Place, message: string, hint: string) => {
    problems.push({ template: file, at, code: "H11" satisfies TemplateCode, message, hint, calls });
  };

  const walk = (program: Program | undefined, file: string, scope: Scope): void => {
    for (const node of program?.body ?? []) statement(node, file, scope);
  };

  function statement(node: hbs.AST.Statement, file: string, scope: Scope): void {
    switch (node.type) {
      case "MustacheStatement":
        for (const value of (node as hbs.AST.MustacheStatement).params) look(value, file, scope);
        return;
      case "BlockStatement": {
        const { path, params, hash, program, inverse } = node as hbs.AST.BlockStatement;
        for (const { value } of pairsOf(hash)) look(value, file, scope);
        const [self] = params.map((value) => look(value, file, scope));
        const isList = nameOf(path) === "each";
        walk(program, file, isList ? { self, given: new Map(), outer: scope } : scope);
        walk(inverse, file, scope);
        return;
      }
      case "PartialStatement": {
        const { name, hash } = node as hbs.AST.PartialStatement;
        const given = pairsOf(hash).map(({ key, value }) => [key, look(value, file, scope)] as const);
        const path = partialPath(file, nameOf(name));
        const above = calls;
        calls = [...above, { template: file, at: placeOf(node) }];
        // What is around the call is not around the partial: ../ leads to nothing there.
        walk(programs.get(path), path, { self: scope.self, given: new Map([...scope.given, ...given]), outer: null });
        calls = above;
      }
    }
  }

  /** What a value stands for; a name that there is not is told once, and unknown from there on. */
  function look(value: hbs.AST.Expression, file: string, scope: Scope): Known {
    if (value.type === "SubExpression") {
      for (const argument of (value as hbs.AST.SubExpression).params) look(argument, file, scope);
      return null;
    }
    if (value.type !== "PathExpression") return null;
    const { data, depth, original } = value as hbs.AST.PathExpression;
    if (data) return null;
    const parts = (value as hbs.AST.PathExpression).parts as readonly string[];
    const at = placeOf(value);
    let from: Scope = scope;
    for (let up = 0; up < depth; up++) {
      if (from.outer === null) {
        say(
          file,
          at,
          `${original} leads out of everything.`,
          "Take a ../ away: there is one for each {{#each}} around.",
        );
        return undefined;
      }
      from = from.outer;
    }
    const [head, ...rest] = parts;
    if (head === undefined) return from.self;
    const isGiven = from.given.has(head);
    let known = isGiven ? from.given.get(head) : own(from.self, head, [...from.given.keys()]);
    for (const name of rest) known = own(known, name, []);
    return known;

    function own(owner: Known, name: string, more: readonly string[]): Known {
      if (owner === undefined) return undefined;
      if (owner === ANY) return ANY;
      if (owner === names && name === EXTRA) return ANY;
      if (owner !== null && Object.hasOwn(owner, name)) return owner[name];
      const there = [...Object.keys(owner ?? {}), ...more];
      const near = nearest(name, there);
      const hint =
        there.length === 0
          ? "There is nothing below it."
          : `${near === null ? "" : `Write ${near}. `}There are: ${listed(there, 60)}.`;
      say(file, at, `There is no ${name} here.`, hint);
      return undefined;
    }
  }

  walk(programs.get(template), template, { self: names, given: new Map(), outer: null });
  return problems;
}
