import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import { HELPERS, type Helper } from "../helpers.ts";
import { QuotingError, sqlComment } from "../quote.ts";
import type { Call } from "./problem.ts";

/** One batch of a script, as a template's block gives it. */
export interface Batch {
  /** The block's name: `look`, `work`, `post` or `read`. */
  readonly kind: string;
  readonly title: string | null;
  /** Where the page says that it is run: Primary, Secondary or Monitor. */
  readonly at: string | null;
  readonly text: string;
  /** The block's place, for what is said of the batch; the frame's own batches have none. */
  readonly from?: Call;
}

/**
 * What a template does with the data it is given: the text outside of its blocks; each block is added to `batches`.
 *
 * @throws TemplateError where it asks for what there is not, or makes more than it may
 */
export type Render = (data: unknown, batches?: Batch[]) => string;

/** A template asked for what there is not, or made what may not be written. */
export class TemplateError extends Error {
  /** The way there: the calls of partials from the outermost, then the place itself. */
  readonly way: readonly Call[];
  readonly code: TemplateCode;

  constructor(way: readonly Call[], message: string, code: TemplateCode = "H11") {
    super(message);
    this.way = way;
    this.code = code;
  }
}

/** Looks for a member of the data; `at` is the line and column that ask for it. */
type Member = (owner: unknown, name: string, at?: Spot) => unknown;
type Spot = readonly [line: number, column: number];

/** A template as Handlebars compiled it. */
export type Precompiled = (
  member: Member,
  helpers: Readonly<Record<string, unknown>>,
  program: typeof enter,
) => TemplateSpecification;

/** What Handlebars' runtime keeps of a template. */
interface Container {
  readonly helpers: unknown;
  readonly partials: unknown;
  fn(index: number): (...args: readonly unknown[]) => string;
}

/**
 * The inside of a block. For Handlebars `../` leads out of every block whose data is not what is around it, compared by value: of two
 * texts that are equal it would lead out of both. Here {{#each}} is a step, whatever its element, and {{#if}} is none.
 */
function enter(container: Container, index: number, data: unknown, depths?: readonly unknown[]): BlockOptions["fn"] {
  const run = container.fn(index);
  return (context, element) => {
    const { helpers, partials } = container;
    if (element === undefined) return run(container, context, helpers, partials, data, undefined, depths);
    const inner = depths === undefined ? undefined : [context, ...depths];
    return run(container, context, helpers, partials, element, undefined, inner);
  };
}

/** What a helper gets beside its values. */
interface Options {
  readonly at?: Spot;
}

/** What a helper with a block gets. */
interface BlockOptions extends Options {
  readonly hash?: Readonly<Record<string, unknown>>;
  readonly data: Record<string, unknown>;
  /** `element` is what Handlebars knows of a list's element. */
  fn(context: unknown, element?: Readonly<Record<string, unknown>>): string;
  inverse(context: unknown): string;
}

/** What it hands to a partial. */
interface PartialOptions {
  readonly name: string;
  readonly at?: Spot;
  partial?: boolean;
}
type Partial = (context: unknown, options: PartialOptions) => string;

/** Its types are those of the whole. */
const RUNTIME = runtime as unknown as typeof Handlebars;

/** More than any artifact needs with all that is measured twice: the most databases that a topology may have make a third of it on one server. */
const LONGEST = 256 * 1024 * 1024;
/** Rounds, calls of helpers and of partials: more than such an artifact needs, and done within a second. */
const MOST_STEPS = 2_000_000;
/** Partials in a row; the lint allows fewer. */
const DEEPEST = 64;

/** What `x-` keys hold: a name that is not there is nothing, and no fault. */
const OPEN = new WeakSet<object>();

/** Data whose members may be missing: it gives null for them. */
export function openData(members: Readonly<Record<string, unknown>>): object {
  const data: Record<string, unknown> = Object.assign(Object.create(null), members);
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      data[name] = openData(value as Readonly<Record<string, unknown>>);
    }
  }
  OPEN.add(data);
  return data;
}

/**
 * Makes precompiled templates ready to render.
 *
 * @param precompiled - a template or partial by its path; it is asked once for each that is used
 * @returns the template of a path; throws Error where there is none
 */
export function engine(precompiled: (path: string) => Precompiled | undefined): (path: string) => Render {
  let template = "";
  let calls: Call[] = [];
  let batches: Batch[] = [];
  let steps = 0;
  let length = 0;

  const callAt = (at: Spot | undefined): Call => {
    const [line, column] = at ?? [1, 1];
    return { template, at: { line, column, endLine: line, endColumn: column } };
  };
  const fault = (at: Spot | undefined, message: string) => new TemplateError([...calls, callAt(at)], message);

  const member: Member = (owner, name, at) => {
    if (typeof owner === "object" && owner !== null) {
      if (Object.hasOwn(owner, name)) return (owner as Readonly<Record<string, unknown>>)[name];
      if (OPEN.has(owner)) return null;
    }
    throw fault(at, `there is no ${name} here`);
  };

  const count = (at: Spot | undefined) => {
    if (++steps > MOST_STEPS) throw fault(at, `it takes more than ${MOST_STEPS} steps: loops stand within loops`);
  };
  const measure = (text: string, at: Spot | undefined): string => {
    length += text.length;
    if (length > LONGEST) throw fault(at, "it makes more than 256 MiB");
    return text;
  };

  const environment = RUNTIME.create();
  /** Called as they are: Handlebars would wrap each of its helpers for every rendering. */
  const helpers: Record<string, unknown> = {
    if(this: unknown, value: unknown, { fn, inverse, at }: BlockOptions) {
      count(at);
      return holds(value) ? fn(this) : inverse(this);
    },
    unless(this: unknown, value: unknown, { fn, inverse, at }: BlockOptions) {
      count(at);
      return holds(value) ? inverse(this) : fn(this);
    },
    each(this: unknown, list: unknown, { fn, inverse, data, at }: BlockOptions) {
      if (list === null || (Array.isArray(list) && list.length === 0)) return inverse(this);
      if (!Array.isArray(list)) throw fault(at, "{{#each}} needs a list");
      const rounds = { ...data, first: true };
      let text = "";
      for (const element of list) {
        count(at);
        text += measure(fn(element, rounds), at);
        rounds.first = false;
      }
      return text;
    },
    look: batch("look"),
    work: batch("work"),
    post: batch("post"),
    read: batch("read"),
  };
  for (const [name, { arguments: many, work }] of Object.entries(HELPERS)) helpers[name] = helper(work, many);

  function helper(work: Helper["work"], many: number | null) {
    if (many === 1) {
      return (value: unknown, { at }: Options) => {
        count(at);
        try {
          return work(value);
        } catch (error) {
          throw placed(error, at);
        }
      };
    }
    return (...values: unknown[]) => {
      const { at } = values.pop() as Options;
      count(at);
      try {
        return work(...values);
      } catch (error) {
        throw placed(error, at);
      }
    };
  }

  function placed(error: unknown, at: Spot | undefined): unknown {
    return error instanceof QuotingError ? fault(at, error.message) : error;
  }

  function batch(kind: string) {
    return function (this: unknown, { fn, hash = {}, at: place }: BlockOptions): string {
      const { title = null, at = null } = hash;
      if (kind === "read" && typeof title !== "string") throw fault(place, "{{#read}} needs a title, as a text");
      try {
        if (title !== null) sqlComment(title);
      } catch (error) {
        throw placed(error, place);
      }
      const text = measure(fn(this), place);
      batches.push({
        kind,
        title: title as string | null,
        at: at as string | null,
        text: text === "" || text.endsWith("\n") ? text : `${text}\r\n`,
        from: callAt(place),
      });
      return "";
    };
  }

  const ready: Record<string, Partial> = Object.create(null);
  const prepared = (path: string): Partial => {
    const known = ready[path];
    if (known !== undefined) return known;
    const found = precompiled(path);
    if (found === undefined) throw new Error(`no template ${path}`);
    const made = environment.template(found(member, helpers, enter)) as unknown as Partial;
    ready[path] = made;
    return made;
  };
  Object.assign(environment, {
    helpers: {},
    partials: ready,
    VM: {
      ...environment.VM,
      resolvePartial: (_: unknown, __: unknown, { name }: PartialOptions) => prepared(name),
      invokePartial(partial: Partial, context: unknown, options: PartialOptions): string {
        const { name, at } = options;
        count(at);
        if (calls.length >= DEEPEST) throw fault(at, `more than ${DEEPEST} partials call each other in a row`);
        calls.push(callAt(at));
        template = name;
        options.partial = true;
        const text = measure(partial(context, options), at);
        template = calls.pop()?.template ?? name;
        return text;
      },
    },
  });

  return (path) => {
    const run = prepared(path) as unknown as (data: unknown) => string;
    return (data, into = []) => {
      template = path;
      calls = [];
      batches = into;
      steps = 0;
      length = 0;
      return run(data);
    };
  };
}

/** Handlebars' own notion: nothing, false, 0, an empty text and an empty list do not hold. */
function holds(found: unknown): boolean {
  return Array.isArray(found) ? found.length > 0 : Boolean(found);
}
