import { HELPERS } from "../helpers.ts";
import { QuotingError } from "../quote.ts";
import type { Expression, Instruction, Instructions, Spot } from "./instructions.ts";

/** What a template does with the data it is given. */
export type Render = (data: unknown, batches?: Batch[]) => string;

/** One batch of a script, as a template's block gives it. */
export interface Batch {
  readonly kind: string;
  readonly title: string | null;
  readonly at: string | null;
  readonly text: string;
}

let made: Batch[] = [];

/** A template asked for what there is not, or made more than it may; `template` is its path below templates/. */
export class TemplateError extends Error {
  readonly template: string;
  readonly spot: Spot;

  constructor(template: string, spot: Spot | undefined, message: string) {
    super(message);
    this.template = template;
    this.spot = spot ?? { line: 1, column: 1 };
  }
}

/** More than any artifact has: a few thousand databases on one server make some megabytes. */
const LARGEST = 64 * 1024 * 1024;

/** What names mean at one place: the data there, the arguments of the partial, and what is around a list's element. */
interface Scope {
  readonly self: unknown;
  readonly hash: Readonly<Record<string, unknown>> | null;
  readonly outer: Scope | null;
  readonly first: boolean;
}

type Value = (scope: Scope) => unknown;
type Write = (scope: Scope) => string;

/**
 * Makes templates ready to render. The language is the part of Handlebars that `parse.ts` lets through: text, helpers, if,
 * unless, each and partials. Nothing is compiled to code, because a user's templates are not trusted; names are looked for
 * among an object's own, and one that is not there is an error wherever it stands, not only where it is written.
 *
 * @param instructionsFor - a template's or partial's instructions; it is asked once for each that is used
 * @returns the template of a name; throws Error where there is none
 */
export function evaluator(instructionsFor: (name: string) => Instructions | undefined): (name: string) => Render {
  const ready = new Map<string, Write>();

  function prepared(name: string): Write {
    const known = ready.get(name);
    if (known !== undefined) return known;
    const instructions = instructionsFor(name);
    if (instructions === undefined) throw new Error(`no template ${name}`);
    const write = sequence(instructions, name);
    ready.set(name, write);
    return write;
  }

  function sequence(instructions: Instructions, template: string): Write {
    const writes = instructions.map((instruction) => write(instruction, template));
    if (writes.length === 1 && writes[0] !== undefined) return writes[0];
    return (scope) => {
      let text = "";
      for (const one of writes) text += one(scope);
      return text;
    };
  }

  function write(instruction: Instruction, template: string): Write {
    if (typeof instruction === "string") return () => instruction;
    switch (instruction.kind) {
      case "write":
        return value(instruction.value, template) as Write;
      case "if": {
        const test = value(instruction.test, template);
        const body = sequence(instruction.body, template);
        const otherwise = sequence(instruction.otherwise, template);
        return (scope) => (holds(test(scope)) ? body(scope) : otherwise(scope));
      }
      case "each": {
        const { spot } = instruction;
        const list = value(instruction.list, template);
        const body = sequence(instruction.body, template);
        const otherwise = sequence(instruction.otherwise, template);
        return (scope) => {
          const elements = list(scope);
          if (elements === null) return otherwise(scope);
          if (!Array.isArray(elements)) throw new TemplateError(template, spot, "{{#each}} needs a list");
          if (elements.length === 0) return otherwise(scope);
          let text = "";
          for (const [index, self] of elements.entries()) {
            text += body({ self, hash: null, outer: scope, first: index === 0 });
            if (text.length > LARGEST) throw new TemplateError(template, spot, "it makes more than 64 MiB");
          }
          return text;
        };
      }
      case "batch": {
        const { block } = instruction;
        const title = instruction.hash.title === undefined ? () => null : value(instruction.hash.title, template);
        const at = instruction.hash.at === undefined ? () => null : value(instruction.hash.at, template);
        const body = sequence(instruction.body, template);
        return (scope) => {
          made.push({ kind: block, title: title(scope) as string, at: at(scope) as string, text: body(scope) });
          return "";
        };
      }
      case "partial": {
        const { name } = instruction;
        const hash = Object.entries(instruction.hash).map(([key, part]) => [key, value(part, template)] as const);
        if (hash.length === 0) return (scope) => prepared(name)(scope);
        return (scope) => {
          const given: Record<string, unknown> = Object.assign(Object.create(null), scope.hash);
          for (const [key, part] of hash) given[key] = part(scope);
          return prepared(name)({ ...scope, hash: given });
        };
      }
    }
  }

  return (name) => {
    const written = prepared(name);
    return (data, batches = []) => {
      made = batches;
      return written({ self: data, hash: null, outer: null, first: false });
    };
  };
}

function value(expression: Expression, template: string): Value {
  switch (expression.kind) {
    case "literal": {
      const { value: constant } = expression;
      return () => constant;
    }
    case "first":
      return (scope) => scope.first;
    case "path":
      return path(expression, template);
    case "call":
      return call(expression, template);
  }
}

function path({ up, names, spot }: Expression & { readonly kind: "path" }, template: string): Value {
  const [head, ...rest] = names;
  const missing = (name: string) => new TemplateError(template, spot, `there is no ${JSON.stringify(name)} here`);
  const own = (object: unknown, name: string): unknown => {
    if (typeof object !== "object" || object === null) throw missing(name);
    const found = (object as Readonly<Record<string, unknown>>)[name];
    if (found === undefined || (isInherited(name) && !Object.hasOwn(object, name))) throw missing(name);
    return found;
  };
  return (scope) => {
    let from = scope;
    for (let step = 0; step < up; step++) {
      if (from.outer === null)
        throw new TemplateError(template, spot, "there is nothing around this: ../ leads nowhere");
      from = from.outer;
    }
    if (head === undefined) return from.self;
    let found = from.hash !== null && head in from.hash ? from.hash[head] : own(from.self, head);
    for (const name of rest) found = own(found, name);
    return found;
  };
}

/** Whether every object or list has it, without being asked to: `constructor`, `length`. */
function isInherited(name: string): boolean {
  return name in Array.prototype;
}

function call({ helper, args, spot }: Expression & { readonly kind: "call" }, template: string): Value {
  const known = HELPERS[helper];
  if (known === undefined) throw new Error(`no helper ${helper}`);
  const { work } = known;
  const values = args.map((argument) => value(argument, template));
  const [only] = values;
  const run: Value =
    values.length === 1 && only !== undefined
      ? (scope) => work(only(scope))
      : (scope) => work(...values.map((one) => one(scope)));
  return (scope) => {
    try {
      return run(scope);
    } catch (error) {
      if (error instanceof QuotingError) throw new TemplateError(template, spot, error.message);
      throw error;
    }
  };
}

/** Handlebars' own notion: nothing, false, 0, an empty text and an empty list do not hold. */
function holds(found: unknown): boolean {
  return Array.isArray(found) ? found.length > 0 : Boolean(found);
}
