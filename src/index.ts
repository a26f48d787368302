/**
 * Hadrian as a library: pure functions from a topology's text to what is wrong with it, the steps, and the scripts. Nothing is read,
 * written or kept, and nothing that is passed in is changed.
 *
 * @packageDocumentation
 */
import { compile as compileSource, prepare, type Source } from "./compile.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Artifact } from "./emit/artifact.ts";
import { settingsOf, shown } from "./model/shown.ts";
import { pick } from "./plan/pick.ts";
import type { StepFacts, StepPlace } from "./plan/step-facts.ts";
import { validate as validateSource } from "./validate/validate.ts";

export type {
  About,
  Diagnostic,
  DiagnosticCode,
  RuleCode,
  SchemaCode,
  Severity,
  TopologyCode,
  YamlCode,
} from "./diagnostics/diagnostic.ts";
export type { Artifact } from "./emit/artifact.ts";
export type { Input, Kind, OperationName, Section, StepFacts, StepPlace } from "./plan/step-facts.ts";

/** A topology as it was read from its file, or from wherever it comes. */
export interface TopologySource {
  /** What diagnostics call it; it is not opened. */
  readonly file: string;
  /** YAML; bytes are UTF-8, with or without a byte order mark. */
  readonly text: string | Uint8Array;
}

/** What {@link validate} returns. */
export interface Validation {
  /** Sorted by place; empty where there is nothing to say. An `error` refuses to compile, a `warning` does not. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What {@link plan} returns. */
export interface Planning extends Validation {
  /** Null where the topology has errors. */
  readonly plan: Plan | null;
}

/** What {@link compile} returns. */
export interface Compilation extends Validation {
  /** The topology's `name`, which its folder has; null where the topology is not complete. */
  readonly name: string | null;
  /** Every file of the topology's folder, RUNBOOK.md, REVIEW.md and manifest.json among them; none where the topology has errors. */
  readonly artifacts: readonly Artifact[];
}

/** What {@link show} returns. */
export interface Showing extends Validation {
  /** In the order of the topology's keys; null where the topology is not complete. One that rules refuse is shown. */
  readonly settings: readonly Setting[] | null;
}

/** One setting of the resolved topology: defaults, profiles and derived names applied. */
export interface Setting {
  /** Its place in the resolved topology: `/databases/Sales/logShipping/backup/retention`. */
  readonly pointer: string;
  /** As a topology has it; null for `none`. */
  readonly value: string | number | boolean | null | readonly string[];
  /** Where it was written, with its place in the file's own document; null for a default and a derived name. */
  readonly origin: { readonly line: number; readonly column: number; readonly pointer: string } | null;
}

/** The steps of a topology, in the order in which they are run. */
export interface Plan {
  /** The topology's `name`. */
  readonly name: string;
  readonly steps: readonly PlanStep[];
}

/** One step: one file, run on one server; for `pool`, in a Skype for Business or Lync shell; for `servers`, on the computers of several. */
export interface PlanStep extends StepPlace, StepFacts {
  /** Where in the topology it comes from, as JSON pointers: `/databases/mgc/logShipping/backup`. */
  readonly topologyPaths: readonly string[];
}

/** What is told of a step as the plan has it: where one is missing, the step that {@link plan} makes is none. */
const TOLD = [
  "order",
  "operation",
  "phase",
  "kind",
  "path",
  "server",
  "serverName",
  "runsOn",
  "address",
  "database",
  "role",
  "section",
  "title",
  "before",
  "after",
  "undo",
  "duration",
  "readOnly",
  "inputs",
] as const satisfies readonly (keyof PlanStep)[];

/**
 * Checks a topology against the schema and the rules of operation.
 *
 * @example
 * ```ts
 * const { diagnostics } = validate({ file: "topology.yaml", text });
 * for (const { file, line, column, message } of diagnostics) console.log(`${file}:${line}:${column}: ${message}`);
 * ```
 * @param source - the topology's name, for diagnostics, and its text
 * @returns what was found; a topology with errors does not throw
 * @throws TypeError when `source` is not a {@link TopologySource}
 */
export function validate(source: TopologySource): Validation {
  const { diagnostics } = validateSource(bytesOf(source));
  return { diagnostics };
}

/**
 * Plans the steps, without making their scripts.
 *
 * @param source - the topology's name, for diagnostics, and its text
 * @returns the ordered steps, and what was found
 * @throws TypeError when `source` is not a {@link TopologySource}
 */
export function plan(source: TopologySource): Planning {
  const { diagnostics, plan, origins } = prepare(bytesOf(source));
  if (plan === null || origins === null) return { diagnostics, plan: null };
  const steps = plan.steps.map((step): PlanStep => {
    const topologyPaths = [...new Set(step.sources.map((pointer) => origins.source(pointer)))];
    return Object.assign(copyOf(pick(step, TOLD)), { topologyPaths });
  });
  return { diagnostics, plan: { name: plan.topology.name, steps } };
}

/**
 * Resolves a topology: every setting with its value and where it comes from.
 *
 * @param source - the topology's name, for diagnostics, and its text
 * @returns the settings, and what was found
 * @throws TypeError when `source` is not a {@link TopologySource}
 */
export function show(source: TopologySource): Showing {
  const { diagnostics, topology, origins } = validateSource(bytesOf(source));
  if (topology === null || origins === null) return { diagnostics, settings: null };
  const settings = settingsOf(shown(topology, origins)).map(({ pointer, value, origin }): Setting => {
    return copyOf({ pointer, value, origin });
  });
  return { diagnostics, settings };
}

/**
 * Compiles a topology to the files of its folder. The same text gives the same bytes.
 *
 * @example
 * ```ts
 * const { diagnostics, name, artifacts } = compile({ file: "topology.yaml", text });
 * for (const { path, bytes } of artifacts) await upload(`${name}/${path}`, bytes);
 * ```
 * @param source - the topology's name, for diagnostics, and its text
 * @returns the files, and what was found
 * @throws TypeError when `source` is not a {@link TopologySource}
 */
export function compile(source: TopologySource): Compilation {
  const { diagnostics, topology, artifacts } = compileSource(bytesOf(source));
  return { diagnostics, name: topology?.name ?? null, artifacts };
}

/** Plain data once more: what a caller changes in it is nobody else's. */
function copyOf<Data>(data: Data): Data {
  if (Array.isArray(data)) return data.map(copyOf) as Data;
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, copyOf(value)])) as Data;
}

/** The pipeline's source; JavaScript that calls it otherwise is told what is missing. */
function bytesOf(source: TopologySource): Source {
  if (typeof source !== "object" || source === null) {
    throw new TypeError(`a topology is { file, text }, not ${typeOf(source)}`);
  }
  const { file, text } = source;
  if (typeof file !== "string") throw new TypeError(`file is the topology's name, a string, not ${typeOf(file)}`);
  if (text instanceof Uint8Array) return { file, bytes: text };
  if (typeof text !== "string") {
    throw new TypeError(`text is the topology's YAML, a string or a Uint8Array, not ${typeOf(text)}`);
  }
  // Encoding would put another character in its place, and a name in a script would be another.
  if (/\p{Surrogate}/u.test(text)) throw new TypeError("text has half of a surrogate pair, which is no character");
  return { file, bytes: Buffer.from(text, "utf8") };
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
