import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import type { Node, Nodes, Stretch } from "./nodes.ts";
import type { TemplateProblem } from "./problem.ts";

/** The trees of templates and partials, by name. */
export type Trees = ReadonlyMap<string, Nodes>;

/** More than any template needs: partials that each call two others would never come to an end. */
const MOST_PARTIALS = 5_000;

/** Whether partials lead back to themselves, or to where there are none; each is told where it is called. */
export function checkPartials(trees: Trees): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const say = (template: string, at: Stretch, message: string, hint: string) => {
    problems.push({ template, at, code: "H09" satisfies TemplateCode, message, hint });
  };
  const calls = new Map<string, readonly (Node & { kind: "partial" })[]>();
  for (const [name, nodes] of trees) calls.set(name, partialsOf(nodes));

  const done = new Set<string>();
  const weight = new Map<string, number>();
  const visit = (name: string, above: readonly string[]): void => {
    if (done.has(name)) return;
    let size = 1;
    for (const call of calls.get(name) ?? []) {
      const short = shortName(call.name);
      if (!trees.has(call.name)) {
        say(name, call.at, `There is no partial ${short}.`, `Correct the name, or write ${call.name}.hbs.`);
      } else if (call.name === name || above.includes(call.name)) {
        say(name, call.at, `The partial ${short} leads back to itself.`, "Take the call out: it would have no end.");
      } else {
        visit(call.name, [...above, name]);
        size += weight.get(call.name) ?? 1;
        if (size > MOST_PARTIALS) {
          say(
            name,
            call.at,
            `This calls more than ${MOST_PARTIALS} partials.`,
            "Call each once, or write its text out.",
          );
          size = 1;
        }
      }
    }
    weight.set(name, size);
    done.add(name);
  };
  for (const name of trees.keys()) visit(name, []);
  return problems;
}

/** The partials that a tree calls, wherever it calls them. */
export function partialsOf(nodes: Nodes): readonly (Node & { kind: "partial" })[] {
  return nodes.flatMap((node) => {
    switch (node.kind) {
      case "partial":
        return [node];
      case "if":
        return [...partialsOf(node.body), ...partialsOf(node.otherwise)];
      case "each":
        return [...partialsOf(node.body), ...partialsOf(node.otherwise)];
      case "batch":
        return [...partialsOf(node.body)];
      default:
        return [];
    }
  });
}

/** `header` for `tsql/partials/header`. */
function shortName(partial: string): string {
  return partial.slice(partial.lastIndexOf("/") + 1);
}
