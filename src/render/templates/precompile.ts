import Handlebars from "handlebars";
import { HELPERS } from "../helpers.ts";
import { formatOf, partialPath } from "./language.ts";
import { BATCHES } from "./parse.ts";
import { nameOf, type Program } from "./tree.ts";

/** The text of a JavaScript function: from how members are looked up, the helpers, and how blocks are entered, to what Handlebars' runtime makes a template of. */
export type PrecompiledText = string;

interface Location {
  readonly start: { readonly line: number; readonly column: number };
}

/** Handlebars' compiler, as far as it is made to be extended: how names are looked up, and how text is written. */
interface Compiler {
  readonly options: { readonly lineEnd: string; readonly hasPlaces: boolean };
  readonly environment: { readonly children: readonly { readonly index: number }[] };
  readonly useDepths: boolean;
  readonly source: { readonly currentLocation: Location | undefined };
  quotedString(text: string): string;
  setupParams(...args: readonly unknown[]): Record<string, unknown>;
  programExpression(guid: number): string;
  setupHelperArgs(helper: string, count: number, params: unknown[]): string;
  objectLiteral(members: Record<string, unknown>): unknown;
  appendContent(text: string): void;
}

const environment = Handlebars.create() as typeof Handlebars & {
  JavaScriptCompiler: { new (): object; prototype: Compiler };
};
const original = environment.JavaScriptCompiler.prototype;

/**
 * What is changed of it: every member of the data is looked for by `member`, which takes nothing that an object has not itself and
 * knows the place, in arguments too; {{#each}} alone leads to what ../ leads back from; helpers and partials are known, and need no look-up; calls of partials know their place; text gets
 * the artifact's line ends.
 */
const changes = {
  nameLookup(this: Compiler, parent: unknown, name: string, type: string): unknown[] {
    if (type === "helper") return ["helper.", name];
    if (type !== "context") return [parent, "[", this.quotedString(name), "]"];
    const place = this.options.hasPlaces ? [", ", placeText(this.source.currentLocation)] : [];
    return ["member(", parent, ", ", this.quotedString(name), ...place, ")"];
  },
  programExpression(this: Compiler, guid: number): string {
    return `program(container, ${this.environment.children[guid]?.index}, data${this.useDepths ? ", depths" : ""})`;
  },
  /** What a helper gets beside its values: blocks and data where it has blocks, named values where there are any. */
  setupHelperArgs(this: Compiler, helper: string, count: number, params: unknown[]): string {
    const { fn, inverse, hash, data, at } = this.setupParams(helper, count, params);
    const options = {
      ...(fn === undefined ? {} : { fn, inverse, data }),
      ...(String(hash) === "{}" ? {} : { hash }),
      ...(at === undefined ? {} : { at }),
    };
    params.push(this.objectLiteral(options));
    return "";
  },
  setupParams(this: Compiler, ...args: readonly unknown[]): Record<string, unknown> {
    const options = original.setupParams.apply(this, [...args]);
    if (this.options.hasPlaces) options.at = placeText(this.source.currentLocation);
    return options;
  },
  appendContent(this: Compiler, text: string): void {
    const { lineEnd } = this.options;
    original.appendContent.call(this, lineEnd === "\n" ? text : text.replaceAll("\n", lineEnd));
  },
};

function extended(isShared: boolean): { new (): object; prototype: Compiler } {
  const made = function (this: object) {} as unknown as { new (): object; prototype: Compiler };
  made.prototype = Object.assign(Object.create(original), changes, { compiler: made }) as Compiler;
  // Programs that are alike would be one, and have one's places.
  if (!isShared) Object.assign(made.prototype, { matchExistingProgram: () => undefined });
  return made;
}

function placeText(location: Location | undefined): string {
  if (location === undefined) return "undefined";
  return `[${location.start.line}, ${location.start.column + 1}]`;
}

const PLAIN = extended(true);
const PLACED = extended(false);

/** Every helper, by name: those that quote, and the blocks. */
const KNOWN = Object.fromEntries(
  [...Object.keys(HELPERS), "if", "unless", "each", ...BATCHES].map((name) => [name, true]),
) as KnownHelpers;

/**
 * Compiles a template by Handlebars' own compiler. It has been checked: there is no other way in which data reaches its text than by
 * the helpers.
 *
 * @param template - its path
 * @param program - free of problems; the names of its partials become their paths
 * @param hasPlaces - whether faults are told at their place: in a user's templates, not in Hadrian's own, where a fault is a bug
 */
export function precompile(template: string, program: Program, hasPlaces: boolean): PrecompiledText {
  environment.JavaScriptCompiler = hasPlaces ? PLACED : PLAIN;
  const named = structuredClone(program);
  rename(named, template);
  const options = {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    preventIndent: true,
    knownHelpers: KNOWN,
    lineEnd: formatOf(template) === "markdown" ? "\n" : "\r\n",
    hasPlaces,
  };
  return `(member, helper, program) => (${environment.precompile(named, options)})`;
}

/** Partials are called by their paths: they lie in one place for all templates of a language. */
function rename(program: Program | undefined, template: string): void {
  for (const node of program?.body ?? []) {
    if (node.type === "PartialStatement") {
      const { name } = node as hbs.AST.PartialStatement;
      Object.assign(name, { original: partialPath(template, nameOf(name)) });
    }
    if (node.type === "BlockStatement") {
      const { program: body, inverse } = node as hbs.AST.BlockStatement;
      rename(body, template);
      rename(inverse, template);
    }
  }
}
