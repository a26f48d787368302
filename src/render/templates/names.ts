import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import { listed, nearest } from "../../validate/nearest.ts";
import type { Names } from "../data.generated.ts";
import type { Trees } from "./expand.ts";
import type { Expression } from "./instructions.ts";
import type { Node, Nodes, Stretch } from "./nodes.ts";
import type { TemplateProblem } from "./problem.ts";

/** What stands behind a name: names of its own, nothing further, or (undefined) what nobody knows. */
type Known = Names | null | undefined;

interface Scope {
  readonly self: Known;
  readonly given: ReadonlyMap<string, Known>;
  readonly outer: Scope | null;
}

/**
 * Checks that every name of a template and its partials is one that its data has.
 *
 * @param template - its path: `tsql/seed`
 * @param trees - it and its partials, without a circle
 * @param names - what the template gets
 */
export function checkNames(template: string, trees: Trees, names: Names): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const say = (file: string, at: Stretch, message: string, hint: string) => {
    problems.push({ template: file, at, code: "H11" satisfies TemplateCode, message, hint });
  };

  const walk = (nodes: Nodes, file: string, scope: Scope): void => {
    for (const node of nodes) step(node, file, scope);
  };

  function step(node: Node, file: string, scope: Scope): void {
    switch (node.kind) {
      case "text":
        return;
      case "write":
        look(node.value, file, scope, node.at);
        return;
      case "if":
        look(node.test, file, scope, node.at);
        walk(node.body, file, scope);
        walk(node.otherwise, file, scope);
        return;
      case "each": {
        const self = look(node.list, file, scope, node.at);
        walk(node.body, file, { self, given: new Map(), outer: scope });
        walk(node.otherwise, file, scope);
        return;
      }
      case "batch":
        for (const value of Object.values(node.hash)) look(value, file, scope, node.at);
        walk(node.body, file, scope);
        return;
      case "partial": {
        const given = Object.entries(node.hash).map(
          ([key, value]) => [key, look(value, file, scope, node.at)] as const,
        );
        walk(trees.get(node.name) ?? [], node.name, { ...scope, given: new Map([...scope.given, ...given]) });
      }
    }
  }

  /** What an expression stands for; a name that there is not is told once, and unknown from there on. */
  function look(expression: Expression, file: string, scope: Scope, whole: Stretch): Known {
    if (expression.kind === "call") {
      for (const argument of expression.args) look(argument, file, scope, whole);
      return null;
    }
    if (expression.kind !== "path") return null;
    const { up, names: path, spot } = expression;
    const text = `${"../".repeat(up)}${path.join(".") || "this"}`;
    const at = spot === undefined ? whole : { ...spot, endLine: spot.line, endColumn: spot.column + text.length };
    let from: Scope = scope;
    for (let step = 0; step < up; step++) {
      if (from.outer === null) {
        say(file, at, `${text} leads out of everything.`, "Take a ../ away: there is one for each {{#each}} around.");
        return undefined;
      }
      from = from.outer;
    }
    const [head, ...rest] = path;
    if (head === undefined) return from.self;
    const isGiven = from.given.has(head);
    let known = isGiven ? from.given.get(head) : own(from.self, head, [...from.given.keys()]);
    for (const name of rest) known = own(known, name, []);
    return known;

    function own(owner: Known, name: string, more: readonly string[]): Known {
      if (owner === undefined) return undefined;
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

  walk(trees.get(template) ?? [], template, { self: names, given: new Map(), outer: null });
  return problems;
}
