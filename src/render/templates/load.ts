import { isPartial } from "./language.ts";
import { parseTemplate } from "./parse.ts";
import { checkPartials } from "./partials.ts";
import { checkPlaces } from "./places.ts";
import { type PrecompiledText, precompile } from "./precompile.ts";
import type { TemplateProblem } from "./problem.ts";
import type { Program, Programs } from "./tree.ts";

/** Templates' texts by their path below the folder, without extension. */
export type Sources = ReadonlyMap<string, string>;

/** Templates as Handlebars compiled them, by path: plain data, so that the build can write it down and a thread can hand it over. */
export type TemplateSet = Readonly<Record<string, PrecompiledText>>;

/** Templates as they were read. */
export interface Loaded {
  readonly programs: Programs;
  readonly problems: readonly TemplateProblem[];
}

/**
 * Reads templates and checks each by itself and with its partials: syntax, quoting by place, partials.
 *
 * @param sources - every template and partial; those of Hadrian where a user has none of that name
 */
export function loadTemplates(sources: Sources): Loaded {
  const problems: TemplateProblem[] = [];
  const programs = new Map<string, Program>();
  for (const [template, source] of sources) {
    const program = parseTemplate(template, plainText(source), (at, code, message, hint) => {
      problems.push({ template, at, code, message, hint });
    });
    if (program !== null) programs.set(template, program);
  }
  // With a piece missing there is no whole to look at.
  if (problems.length > 0) return { programs, problems };
  problems.push(...checkPartials(programs));
  if (problems.length > 0) return { programs, problems };
  const seen = new Set<string>();
  for (const template of programs.keys()) {
    if (isPartial(template)) continue;
    for (const problem of checkPlaces(template, programs)) {
      const { at, code } = problem;
      const key = `${problem.template} ${at.line} ${at.column} ${code}`;
      if (!seen.has(key)) problems.push(problem);
      seen.add(key);
    }
  }
  return { programs, problems };
}

/**
 * Compiles templates by Handlebars' compiler.
 *
 * @param sources - free of problems
 * @param hasPlaces - whether faults are told at their place: in a user's templates, not in Hadrian's own, where a fault is a bug
 */
export function compileTemplates(sources: Sources, hasPlaces: boolean): TemplateSet {
  const set: Record<string, PrecompiledText> = {};
  for (const [template, source] of sources) {
    const program = parseTemplate(template, plainText(source), (_, __, message) => {
      throw new Error(`${template} does not parse: ${message}`);
    });
    if (program !== null) set[template] = precompile(template, program, hasPlaces);
  }
  return set;
}

/** Without a byte order mark, with LF. */
function plainText(source: string): string {
  return source.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
}
