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
export interface PlanStep {
  /** From 1, over all operations. */
  readonly order: number;
  /** What it is a part of: `setup`. */
  readonly operation: "setup" | "status" | "failover-site";
  /** Its phase, a folder: `setup/04-databases`. */
  readonly phase: string;
  /** What kind of step it is: `seed`, `secondary`, `verify`, … */
  readonly kind: string;
  /** Its file, relative to the topology's folder, with forward slashes. */
  readonly path: string;
  /** The server's id in the topology, `pool` or `servers`. */
  readonly server: string;
  /** What `SERVERPROPERTY('ServerName')` answers there; null for `pool` and `servers`. */
  readonly serverName: string | null;
  /** Ids of the servers that it is run on or for: its own, all of `servers`, none for the pool. */
  readonly runsOn: readonly string[];
  /** How to connect: `host`, `host\INSTANCE` or `host,port`; null for `pool` and `servers`. */
  readonly address: string | null;
  /** The database's name in the topology; null for a step that is the server's. */
  readonly database: string | null;
  /** What the server is in this step: `principal and log shipping primary`. */
  readonly role: string;
  /** Which part of a log shipping script it is; null for every other step. */
  readonly section: "primary-only" | "secondary" | "monitor" | null;
  /** One line, imperative. */
  readonly title: string;
  /** What must hold before, a sentence each. */
  readonly before: readonly string[];
  /** What holds afterwards. */
  readonly after: readonly string[];
  /** How to take it back. */
  readonly undo: readonly string[];
  /** How long it may take, in words. */
  readonly duration: string;
  /** Whether it changes nothing, as preflight and verify do. */
  readonly readOnly: boolean;
  /** What its script is handed in `#hadrian_input`, such as a password. */
  readonly inputs: readonly { readonly name: string; readonly meaning: string }[];
  /** Where in the topology it comes from, as JSON pointers: `/databases/mgc/logShipping/backup`. */
  readonly topologyPaths: readonly string[];
}

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
  const steps = plan.steps.map(
    (step): PlanStep => ({
      order: step.order,
      operation: step.operation,
      phase: step.phase,
      kind: step.kind,
      path: step.path,
      server: step.server,
      serverName: step.serverName,
      runsOn: [...step.runsOn],
      address: step.address,
      database: step.database,
      role: step.role,
      section: step.section,
      title: step.title,
      before: [...step.before],
      after: [...step.after],
      undo: [...step.undo],
      duration: step.duration,
      readOnly: step.readOnly,
      inputs: step.inputs.map(({ name, meaning }) => ({ name, meaning })),
      topologyPaths: [...new Set(step.sources.map((pointer) => origins.source(pointer)))],
    }),
  );
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
    return {
      pointer,
      value: Array.isArray(value) ? [...value] : value,
      origin: origin === null ? null : { ...origin },
    };
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
