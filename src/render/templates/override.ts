import { arrange } from "../../diagnostics/arrange.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { listed, nearest } from "../../nearest.ts";
import { data } from "../data.generated.ts";
import { sources } from "../templates.sources.generated.js";
import { checkBlocks } from "./blocks.ts";
import { reservedBy } from "./forbidden-powershell.ts";
import { additionOf, additions, formatOf, isPartial, isReplaceable, partialPath } from "./language.ts";
import { compileTemplates, loadTemplates, type TemplateSet } from "./load.ts";
import { checkNames } from "./names.ts";
import { checkOwn } from "./own.ts";
import type { TemplateProblem } from "./problem.ts";
import { formatQueries } from "./queries.ts";

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
  /** Those that take the place of Hadrian's, and what a house adds; empty where something is wrong. */
  readonly set: TemplateSet;
  /** What is wrong, in the order of files and lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** The texts of the files that diagnostics name. */
  readonly texts: ReadonlyMap<string, string>;
}

export const ENDING = ".hbs";
/** A template has some kilobytes; a larger file is some other file. */
const LARGEST = 1024 * 1024;

/** The texts of Hadrian's own templates and partials. */
export const ownSources: ReadonlyMap<string, string> = new Map(Object.entries(sources));

/** Those whose place a user's may take, as `hadrian templates eject` writes them. */
export const replaceable: readonly string[] = [...ownSources.keys()].filter(isReplaceable);

/** The templates of scripts that only read. */
const READING: readonly string[] = [
  "tsql/preflight",
  "tsql/verify",
  "tsql/status",
  "tsql/copy-position",
  "tsql/mirror-position",
  "tsql/remains",
];

/**
 * Puts a user's templates in the place of those with their names, and checks each with the partials that it calls.
 *
 * @param files - the files of the user's folder
 */
export function overrideTemplates(files: readonly TemplateFile[]): Override {
  const problems: TemplateProblem[] = [];
  const own = new Map<string, string>();
  const shown = new Map<string, string>();
  const names = [...replaceable, ...additions];
  for (const { path, file, bytes } of files) {
    const name = nameOf(path);
    shown.set(name, file);
    const text = textOf(bytes);
    if (!path.endsWith(ENDING) || !names.includes(name)) problems.push(unknown(name, path, names));
    else if (text === null) problems.push(unreadable(name, bytes));
    else own.set(name, text);
  }
  const partials = [...ownSources].filter(([name]) => isPartial(name));
  const reserved = (name: string) => reservedBy(frameOf(name));
  const { programs, problems: found } = loadTemplates(new Map([...partials, ...own]));
  problems.push(...found);
  if (problems.length === 0) {
    for (const name of own.keys()) {
      const program = programs.get(name);
      if (program === undefined) continue;
      problems.push(...checkNames(name, programs, data[name] ?? {}));
      const isKind = formatOf(name) === "tsql" && additionOf(name) === null;
      problems.push(...checkOwn(name, program, reserved(name)));
      if (isKind) problems.push(...checkBlocks(name, programs, READING.includes(name)));
    }
  }
  const texts = new Map([...partials, ...own].map(([name, text]) => [shown.get(name) ?? builtInFile(name), text]));
  const diagnostics = problems.map(({ template, at, code, message, hint, calls = [] }): Diagnostic => {
    // The last place on the way to it that is the user's: Hadrian's own partial is not at fault.
    const way = [...calls, { template, at }];
    const place = way.findLast((one) => shown.has(one.template)) ?? { template, at };
    const file = shown.get(place.template) ?? builtInFile(place.template);
    return { file, ...place.at, severity: "error", code, message, hint };
  });
  const set = diagnostics.length > 0 ? {} : compileTemplates(own, true);
  return { set, diagnostics: arrange(diagnostics), texts };
}

/**
 * A T-SQL template with its queries laid out, in the line ends that it has.
 *
 * @returns null where there is nothing to change, or the file is no template
 */
export function fixTemplate({ path, bytes }: TemplateFile): Uint8Array | null {
  const text = textOf(bytes);
  if (text === null || !path.endsWith(ENDING) || formatOf(nameOf(path)) !== "tsql") return null;
  const isCrlf = text.includes("\r\n");
  const plain = text.replaceAll("\r\n", "\n");
  const laidOut = formatQueries(plain);
  if (laidOut === plain) return null;
  const mark = bytes[0] === 0xef ? "\ufeff" : "";
  return new TextEncoder().encode(mark + (isCrlf ? laidOut.replaceAll("\n", "\r\n") : laidOut));
}

/** What stands around a PowerShell template: every part of the frame but the guards of other kinds. */
function frameOf(name: string): string {
  const kind = name.slice(name.indexOf("/") + 1);
  const parts = [...ownSources].filter(([path]) => new RegExp(`^frame/powershell/(?:[^/]+|\\w+/${kind})$`).test(path));
  const whole = ([path, text]: readonly [string, string]) =>
    text.replace(/\{\{> ([\w-]+)\}\}/g, (_, partial: string) => ownSources.get(partialPath(path, partial)) ?? "");
  // Its other tags stand for values.
  return parts.map((part) => whole(part).replace(/\{\{[^{}]*\}\}/g, "")).join("\n");
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

function unknown(template: string, path: string, names: readonly string[]): TemplateProblem {
  const near = nearest(template, names);
  const folder = template.slice(0, template.indexOf("/") + 1);
  const beside = names.filter((name) => folder !== "" && name.startsWith(folder));
  const allowed = listed(beside.length > 0 ? beside : names, 60);
  const what = isPartial(template) ? "a partial, which only Hadrian has" : "no template of Hadrian's";
  return {
    template,
    at: HEAD,
    code: "H02",
    message: `${path} is ${what}.`,
    hint: `${near === null ? "" : `Name it ${near}${ENDING}. `}There are: ${allowed}.`,
  };
}

function unreadable(template: string, bytes: Uint8Array): TemplateProblem {
  const message =
    bytes.length > LARGEST
      ? "The file is larger than 1 MiB."
      : "The file is not text in UTF-8: it is binary, or in another encoding.";
  return { template, at: HEAD, code: "H10", message, hint: "Save it as UTF-8, or take it out of the folder." };
}
