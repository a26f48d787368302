import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Handlebars from "handlebars";
import type { Names } from "../../src/render/data.generated.ts";
import { ROOT } from "./fixtures.ts";

type Node = hbs.AST.Node;

/** A member of the data that a template asks for. */
export interface Read {
  /** The template or partial that asks, with the line. */
  readonly where: string;
  /** As it stands there: `../path`, `primary.job`. */
  readonly text: string;
  /** The object of the documented names that has the member, or should have it; null below a value that has none. */
  readonly owner: Names | null;
  readonly name: string;
}

const folder = join(ROOT, "templates");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".hbs"));
const isPartial = (file: string) => basename(dirname(file)) === "partials";
const isFrame = (file: string) => file.startsWith("frame/");

/** Every template, as `tsql/seed`. */
export const templateNames: readonly string[] = sources
  .filter((file) => !isPartial(file) && !isFrame(file))
  .map((file) => file.slice(0, -".hbs".length))
  .sort();

const files = new Map(sources.map((file) => [isPartial(file) ? basename(file, ".hbs") : file.slice(0, -4), file]));

/** What a name stands for: documented names, a value without members, or (a hash argument's literal) nothing of the data. */
type Meaning = Names | null;

/** What the frame adds for its own parts. */
const FRAME: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["batch", null],
  ["changes", { number: null, text: null }],
  ["hasBefore", null],
  ["hasAfter", null],
]);

/** What `{{name}}` is looked up in; `up` is what `../` leads to. */
interface Scope {
  readonly self: Meaning;
  readonly given: ReadonlyMap<string, Meaning>;
  readonly up: Scope | null;
}

/**
 * Everything that a template and its partials ask for.
 *
 * Every branch is followed, and `{{#each}}`, `../`, `this` and the arguments of partials as Handlebars does. A helper's name and
 * `@first` are nothing of the data.
 */
export function readsOf(template: string, names: Names): readonly Read[] {
  const reads: Read[] = [];

  function visit(file: string, scope: Scope): void {
    const path = files.get(file);
    if (path === undefined) throw new Error(`no template ${file}`);
    const source = readFileSync(join(folder, path), "utf8");

    function resolve(node: Node, at: Scope): Meaning {
      if (node.type === "SubExpression") {
        const call = node as hbs.AST.SubExpression;
        for (const one of call.params) resolve(one, at);
        return null;
      }
      if (node.type !== "PathExpression") return null;
      const { data, depth, parts, original } = node as hbs.AST.PathExpression;
      if (data) return null;
      let from: Scope | null = at;
      for (let up = 0; up < depth; up++) from = from?.up ?? null;
      if (from === null) throw new Error(`${path}: ${original} leaves the data`);
      let meaning: Meaning = from.self;
      parts.forEach((name, index) => {
        if (index === 0 && from.given.has(name)) {
          meaning = from.given.get(name) ?? null;
          return;
        }
        reads.push({ where: `${path}:${node.loc.start.line}`, text: original, owner: meaning, name });
        meaning = meaning?.[name] ?? null;
      });
      return meaning;
    }

    function walk(program: hbs.AST.Program | undefined, at: Scope): void {
      for (const node of program?.body ?? []) {
        switch (node.type) {
          case "MustacheStatement": {
            const { path, params } = node as hbs.AST.MustacheStatement;
            for (const one of params.length > 0 ? params : [path]) {
              const meaning = resolve(one, at);
              // A row is read whole.
              if ((path as hbs.AST.PathExpression).original !== "rows") continue;
              for (const name of Object.keys(meaning ?? {})) {
                reads.push({ where: `${file}:${node.loc.start.line}`, text: "rows", owner: meaning, name });
              }
            }
            break;
          }
          case "BlockStatement": {
            const { path, params, hash, program, inverse } = node as hbs.AST.BlockStatement;
            for (const { value } of hash?.pairs ?? []) resolve(value, at);
            const [first] = params.map((one) => resolve(one, at));
            const inner =
              (path as hbs.AST.PathExpression).original === "each"
                ? { self: first ?? null, given: new Map(), up: at }
                : at;
            walk(program, inner);
            walk(inverse, at);
            break;
          }
          case "PartialStatement": {
            const { name, hash } = node as hbs.AST.PartialStatement;
            const pairs = (hash?.pairs ?? []).map(({ key, value }) => [key, resolve(value, at)] as const);
            // With arguments a partial gets a copy of its caller's data, and `../` leads to the caller.
            const inner = pairs.length === 0 ? at : { self: at.self, given: new Map([...at.given, ...pairs]), up: at };
            visit((name as hbs.AST.PathExpression).original, inner);
            break;
          }
        }
      }
    }

    walk(Handlebars.parse(source), scope);
  }

  const top: Scope = { self: names, given: new Map(), up: null };
  visit(template, top);
  // What Hadrian's frame puts around it gets the same data.
  const [language, kind] = template.split("/");
  // A page is a whole of its own.
  if (language === "runbook") return reads;
  for (const file of files.keys()) {
    const part = new RegExp(`^frame/${language}/(?:guard/)?([^/]+)$`).exec(file)?.[1];
    if (part !== undefined && (part === kind || !file.includes("/guard/"))) visit(file, { ...top, given: FRAME });
  }
  return reads;
}
