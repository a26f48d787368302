import { checkPartials, type Trees } from "./expand.ts";
import type { TemplateSet } from "./instructions.ts";
import { isPartial, languageOf } from "./language.ts";
import { instructionsOf, type Node, type Nodes } from "./nodes.ts";
import { parseTemplate } from "./parse.ts";
import { checkPlaces } from "./places.ts";
import type { TemplateProblem } from "./problem.ts";
import { formatQueries } from "./queries.ts";

/** Templates' texts by their path below the folder, without extension. */
export type Sources = ReadonlyMap<string, string>;

/** Templates as they were read. */
export interface Loaded {
  readonly trees: Trees;
  readonly problems: readonly TemplateProblem[];
}

/** Reads templates, and nothing more: what Handlebars, or the part of it that is used here, does not have. */
export function parseTemplates(sources: Sources): Loaded {
  const problems: TemplateProblem[] = [];
  const trees = new Map<string, Nodes>();
  for (const [template, source] of sources) {
    const nodes = parseTemplate(template, plainText(source), (at, code, message, hint) => {
      problems.push({ template, at, code, message, hint });
    });
    trees.set(template, nodes);
  }
  return { trees, problems };
}

/**
 * Reads templates and checks each by itself and with its partials: syntax, quoting by place, partials.
 *
 * @param sources - every template and partial; those of Hadrian where a user has none of that name
 */
export function loadTemplates(sources: Sources): Loaded {
  const { trees, problems: found } = parseTemplates(sources);
  const problems = [...found, ...checkPartials(trees)];
  // With a circle, or a piece missing, there is no whole to look at.
  if (problems.length > 0) return { trees, problems };
  const seen = new Set<string>();
  for (const template of trees.keys()) {
    if (isPartial(template)) continue;
    for (const problem of checkPlaces(template, trees)) {
      const key = JSON.stringify(problem);
      if (!seen.has(key)) problems.push(problem);
      seen.add(key);
    }
  }
  return { trees, problems };
}

/**
 * What is carried out: queries laid out, line ends as the artifacts have them.
 *
 * @param sources - free of problems
 * @param trees - of the same sources, whose places are kept
 */
export function compileTemplates(sources: Sources, trees: Trees): TemplateSet {
  const set: Record<string, ReturnType<typeof instructionsOf>> = {};
  for (const [template, source] of sources) {
    const language = languageOf(template);
    const nodes = trees.get(template) ?? [];
    set[template] =
      language === "tsql"
        ? instructionsOf(nodes, "\r\n")
        : instructionsOf(nodes, language === "markdown" ? "\n" : "\r\n");
  }
  return set;
}

/** The tree with its queries laid out; everything else keeps its place in the source as it was written. */
function laidOut(template: string, source: string, nodes: Nodes): Nodes {
  const plain = plainText(source);
  const formatted = formatQueries(plain);
  if (formatted === plain) return nodes;
  const moved = parseTemplate(template, formatted, (_, __, message) => {
    throw new Error(`${template}: laid out, it does not parse: ${message}`);
  });
  return withPlaces(moved, nodes);
}

function withPlaces(moved: Nodes, original: Nodes): Nodes {
  const placed = original.filter(({ kind }) => kind !== "text");
  let next = 0;
  return moved.map((node): Node => {
    if (node.kind === "text") return node;
    const from = placed[next++];
    if (from?.kind === "if" && node.kind === "if") {
      return { ...from, body: withPlaces(node.body, from.body), otherwise: withPlaces(node.otherwise, from.otherwise) };
    }
    if (from?.kind === "each" && node.kind === "each") {
      return { ...from, body: withPlaces(node.body, from.body), otherwise: withPlaces(node.otherwise, from.otherwise) };
    }
    if (from?.kind === "batch" && node.kind === "batch") return { ...from, body: withPlaces(node.body, from.body) };
    if (from?.kind !== node.kind) throw new Error("laying out a query changed more than blanks");
    return from;
  });
}

/** Without a byte order mark, with LF. */
function plainText(source: string): string {
  return source.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
}
