import { arrange } from "../../diagnostics/arrange.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { listed, nearest } from "../../validate/nearest.ts";
import { data } from "../data.generated.ts";
import { sources } from "../templates.sources.generated.js";
import { partialsOf } from "./expand.ts";
import type { TemplateSet } from "./instructions.ts";
import { isPartial, languageOf } from "./language.ts";
import { compileTemplates, loadTemplates } from "./load.ts";
import { checkNames } from "./names.ts";
import type { TemplateProblem } from "./problem.ts";

/** A file of a user's templates. */
export interface TemplateFile {
  /** Below the folder, with forward slashes: `tsql/seed.hbs`. */
  readonly path: string;
  /** What messages call it. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What a user's templates come to. */
export interface Override {
  /** Those that take the place of Hadrian's, and partials of the user's own; empty where something is wrong. */
  readonly set: TemplateSet;
  /** What is wrong, in the order of files and lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** The texts of the files that diagnostics name. */
  readonly texts: ReadonlyMap<string, string>;
}

export const ENDING = ".hbs";
/** A template has some kilobytes; a larger file is some other file. */
const LARGEST = 1024 * 1024;

/** The texts of Hadrian's own templates, as `hadrian templates eject` writes them. */
export const ownSources: ReadonlyMap<string, string> = new Map(Object.entries(sources));

/**
 * Puts a user's templates in the place of those with their names, and checks the whole: each by itself, with its partials, and against
 * Hadrian's own for guard, token checks and end.
 *
 * @param files - the files of the user's folder
 */
export function overrideTemplates(files: readonly TemplateFile[]): Override {
  const problems: TemplateProblem[] = [];
  const own = new Map<string, string>();
  const shown = new Map<string, string>();
  for (const { path, file, bytes } of files) {
    const name = nameOf(path);
    shown.set(name, file);
    const text = textOf(bytes);
    if (!path.endsWith(ENDING) || languageOf(name) === null) problems.push(unknown(name, path));
    else if (text === null) problems.push(unreadable(name, bytes));
    else own.set(name, text);
  }
  const all = new Map([...ownSources, ...own]);
  const { trees, problems: found } = loadTemplates(all);
  problems.push(...found);
  const called = new Set([...trees.values()].flatMap((nodes) => partialsOf(nodes).map(({ name }) => name)));
  for (const name of own.keys()) {
    if (!ownSources.has(name) && !called.has(name)) problems.push(unknown(name, `${name}${ENDING}`));
  }
  if (problems.length === 0) {
    for (const name of ownSources.keys()) {
      if (isPartial(name)) continue;
      problems.push(...checkNames(name, trees, data[name] ?? {}));
    }
  }
  const texts = new Map([...all].map(([name, text]) => [shown.get(name) ?? builtInFile(name), text]));
  const diagnostics = problems.map(({ template, at, code, message, hint, calls = [] }): Diagnostic => {
    // The last place on the way to it that is the user's: Hadrian's own partial is not at fault.
    const way = [...calls, { template, at }];
    const place = way.findLast((one) => own.has(one.template)) ?? { template, at };
    const file = shown.get(place.template) ?? builtInFile(place.template);
    return { file, ...place.at, severity: "error", code, message, hint };
  });
  const set = diagnostics.length > 0 ? {} : compileTemplates(own, trees);
  return { set, diagnostics: arrange(diagnostics), texts };
}

/** What messages call a template of Hadrian's, where a user's partial is at fault within it. */
function builtInFile(name: string): string {
  return `<hadrian>/${name}${ENDING}`;
}

/** A template's path without its extension. */
export function nameOf(path: string): string {
  return path.endsWith(ENDING) ? path.slice(0, -ENDING.length) : path;
}

/** The text; null where it is none: not UTF-8, with NUL in it, or too long. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.length > LARGEST || bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const HEAD = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function unknown(template: string, path: string): TemplateProblem {
  const names = [...ownSources.keys()];
  const near = nearest(template, names);
  const beside = names.filter(
    (name) => name.slice(0, name.lastIndexOf("/")) === template.slice(0, template.lastIndexOf("/")),
  );
  const hint =
    near !== null
      ? `Name it ${near}${ENDING}.`
      : `Name it as one of Hadrian's: ${listed(beside.length > 0 ? beside : names.filter((name) => !isPartial(name)))}.`;
  return {
    template,
    at: HEAD,
    code: "H02",
    message: `${path} is no template of Hadrian's${isPartial(template) ? ", and no template calls it" : ""}.`,
    hint,
  };
}

function unreadable(template: string, bytes: Uint8Array): TemplateProblem {
  const message =
    bytes.length > LARGEST
      ? "The file is larger than 1 MiB."
      : "The file is not text in UTF-8: it is binary, or in another encoding.";
  return { template, at: HEAD, code: "H10", message, hint: "Save it as UTF-8, or take it out of the folder." };
}
