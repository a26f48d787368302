import type { RuleCode, Severity } from "../diagnostics/diagnostic.ts";
import type { Example } from "../diagnostics/explanation.ts";
import type { Pointer, Topology } from "../model/topology.ts";

/** What a rule says of one place. */
export interface Finding {
  /** Where: a pointer in the resolved document, as the model's `at` fields have it (`${db.logShipping.backup.at}/share`). */
  readonly at: Pointer;
  /** Only where it differs from the rule's own severity. */
  readonly severity?: Severity;
  /** What is wrong, with the values. The database or server that `at` leads into is named before it: `Sales: …`. */
  readonly message: string;
  /** What to write instead. Where `at` comes from a line that governs others too, it is said to write it elsewhere. */
  readonly hint: string;
}

/** What the user wrote for a value of the resolved topology, before `<database>` was put in; null for a default. */
export type Written = (at: Pointer) => string | null;

/** One rule of operation over the resolved topology. */
export interface Rule {
  readonly code: RuleCode;
  /** What its file is called, without the code. */
  readonly name: string;
  /** The severity of its findings where a finding says none. */
  readonly severity: Severity;
  /** The other severity, where some findings have it. */
  readonly also?: Severity;
  /** One line: what has to hold. */
  readonly title: string;
  /** Why it has to hold, for the documentation. */
  readonly why: string;
  /** How to mend it in general, for the same; a finding's own hint has the values. */
  readonly hint: string;
  /** The page that says so, by path in its documentation repository or by its address; or `inference` / `policy`. */
  readonly source: string;
  /** A topology's piece that breaks it, and the same mended. */
  readonly example: Example;
  /** A pure function: looks at the topology and yields what breaks the rule. */
  check(topology: Topology, written: Written): Iterable<Finding>;
}

/**
 * A rule over the document as the user wrote it: aliases and merge keys are followed, nothing else is applied. It sees also what
 * the schema refuses. Its findings' `at` are pointers in the raw document (`/databases/Sales/mode`).
 */
export interface RawRule extends Omit<Rule, "check"> {
  /** A pure function over plain values: maps (without prototype), arrays, strings, numbers, booleans, null. */
  check(document: unknown): Iterable<RawFinding>;
}

/** A finding of a raw rule: at the value of the key at `at`, or at the key itself. */
export interface RawFinding extends Finding {
  readonly on?: "key" | "value";
}
