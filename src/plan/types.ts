import type { Pointer, Topology } from "../model/topology.ts";
import type { PageStep } from "./page.ts";
import type { Kind, OperationName, StepFacts, StepPlace } from "./step-facts.ts";

/** What a script is written in. */
export type Language = "tsql" | "powershell";

/** What an artifact is written in, a script or a document; it decides the extension, the byte order mark and the line ends. */
export type Format = Language | "markdown";

/**
 * One step of an operation: one artifact, run on one server (or, from a Skype for Business shell, for the pool).
 * A step is plain data; `data` is what its template reads beside the header: its kind's `<Kind>Data`.
 */
export interface Step<Data extends object = object> extends StepFacts {
  /** The database's name on that server; null where it is the same there. */
  readonly localDatabase: string | null;
  /** The database with whose steps it is run, by its name on the primary; null where that is `database`. */
  readonly group: string | null;
  /** The part of the file name that says what it is: `primary-only`, `seed`, … */
  readonly what: string;
  readonly format: Format;
  /** What it is for, one sentence a line. */
  readonly purpose: readonly string[];
  /** Kinds of step for the same server and database whose files take it back. */
  readonly takenBackBy: readonly Kind[];
  /** Who runs it: a sysadmin, or whoever may SELECT in msdb. */
  readonly caller: "sysadmin" | "reader";
  /** The page's steps that it implements: ids of src/plan/page.ts. */
  readonly page: readonly PageStep[];
  /** Where in the topology it comes from. */
  readonly sources: readonly Pointer[];
  readonly data: Data;
}

/** A step in its place. */
export interface PlannedStep extends Step, StepPlace {
  /** Its kind's number within its folder. */
  readonly number: number;
  /** What comes next, in words that no other server or database changes. */
  readonly next: string;
}

export interface Plan {
  readonly topology: Topology;
  readonly steps: readonly PlannedStep[];
}

/** Steps that are run one after the other, in a folder of the operation. */
export interface Phase {
  /** Its folder within the operation's: `04-databases`. */
  readonly folder: string;
  readonly title: string;
  /** What to know before it begins. */
  readonly text: string;
  /**
   * Whether each database is gone through whole before the next one begins, in a folder of its own, and then what is of none; otherwise
   * a kind of step is gone through on all servers before the next kind begins.
   */
  readonly byDatabase: boolean;
  /** The kinds of step, in their order; those in one row have one number, because a database has one of them only. */
  readonly kinds: readonly (StepKind | readonly StepKind[])[];
}

/** An ordered table: that order is the order of the run, and gives the numbers. */
export interface Operation {
  readonly name: OperationName;
  readonly phases: readonly Phase[];
}

/** One kind of step: from the topology to its steps, in their order. */
export type StepKind<Data extends object = object> = (topology: Topology) => readonly Step<Data>[];
