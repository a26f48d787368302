import type { Pointer, Topology } from "../model/topology.ts";
import type { PageStep } from "./page.ts";

/** What a script is written in. */
export type Language = "tsql" | "powershell";

/** What an artifact is written in, a script or a document; it decides the extension, the byte order mark and the line ends. */
export type Format = Language | "markdown";

/** The kinds of step: each has a module of that name in src/plan/steps, and a template. */
export type Kind =
  | "preflight"
  | "network"
  | "topology-builder"
  | "verify-topology"
  | "endpoint"
  | "monitor"
  | "folders"
  | "mirror-seed"
  | "mirror-restore"
  | "mirror-partner"
  | "principal-partner"
  | "witness"
  | "install-mirror"
  | "seed"
  | "shared-seed"
  | "primary-only"
  | "backup-now"
  | "restore"
  | "secondary"
  | "restore-now"
  | "mirror-monitoring"
  | "mirror-takes-over"
  | "principal-takes-over"
  | "verify"
  | "status"
  | "copy-position"
  | "stop-shipping"
  | "tail-backup"
  | "last-files"
  | "bring-up"
  | "pool-state"
  | "new-mirror"
  | "active-servers";

/** A value that the user puts into #hadrian_input before a script runs, such as a password. */
export interface Input {
  /** Its name in #hadrian_input. */
  readonly name: string;
  /** What it is, for the reader. */
  readonly meaning: string;
}

/**
 * One step of an operation: one artifact, run on one server (or, from a Skype for Business shell, for the pool).
 * A step is plain data; `data` is what its template reads beside the header: its kind's `<Kind>Data`.
 */
export interface Step<Data extends object = object> {
  readonly kind: Kind;
  /** Server id; `pool` for a step run from a Skype for Business Server Management Shell, `servers` for one run on the computers of several. */
  readonly server: string;
  /** What SERVERPROPERTY('ServerName') answers there; null for `pool` and `servers`. */
  readonly serverName: string | null;
  /** Ids of the servers that it is run on or for: its own, all of `servers`, none for the pool. */
  readonly runsOn: readonly string[];
  /** How to connect: `host`, `host\INSTANCE` or `host,port`; null for `pool` and `servers`. */
  readonly address: string | null;
  readonly database: string | null;
  /** The database's name on that server; null where it is the same there. */
  readonly localDatabase: string | null;
  /** The database with whose steps it is run, by its name on the primary; null where that is `database`. */
  readonly group: string | null;
  /** The part of the file name that says what it is: `primary-only`, `seed`, … */
  readonly what: string;
  readonly format: Format;
  /** What the server is in this step: `principal and log shipping primary`. */
  readonly role: string;
  readonly section: "primary-only" | "secondary" | "monitor" | null;
  /** One line, imperative. */
  readonly title: string;
  /** What it is for, one sentence a line. */
  readonly purpose: readonly string[];
  /** What must hold before. */
  readonly before: readonly string[];
  /** What holds afterwards. */
  readonly after: readonly string[];
  /** How to take it back. */
  readonly undo: readonly string[];
  /** How long it may take. */
  readonly duration: string;
  /** Changes nothing: preflight and verify. */
  readonly readOnly: boolean;
  /** Who runs it: a sysadmin, or whoever may SELECT in msdb. */
  readonly caller: "sysadmin" | "reader";
  /** The page's steps that it implements: ids of src/plan/page.ts. */
  readonly page: readonly PageStep[];
  /** Where in the topology it comes from. */
  readonly sources: readonly Pointer[];
  /** Names that the script reads from #hadrian_input, with what each is. */
  readonly inputs: readonly Input[];
  readonly data: Data;
}

/** A step in its place. */
export interface PlannedStep extends Step {
  /** From 1, over all operations. */
  readonly order: number;
  readonly operation: OperationName;
  /** `<operation>/<phase>`: `setup/04-databases`. */
  readonly phase: string;
  /** Its kind's number within its folder. */
  readonly number: number;
  /** What comes next, in words that no other server or database changes. */
  readonly next: string;
  /** Relative to the topology's folder, with forward slashes. */
  readonly path: string;
}

export interface Plan {
  readonly topology: Topology;
  readonly steps: readonly PlannedStep[];
}

/** What a topology is compiled for: each is a folder with a runbook, and none begins another. */
export type OperationName = "setup" | "status" | "failover-site";

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
