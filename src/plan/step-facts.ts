/**
 * What is told of a step to everybody: the plan's own step, the head of a script, runbook, command line and library take it from here.
 * A leaf: it imports nothing else of Hadrian, because it stands as a whole in the library's types.
 */

/** What a topology is compiled for: each is a folder with a runbook, and none begins another. */
export type OperationName = "setup" | "status" | "failover-pair" | "failover-site" | "remove";

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
  | "mirror-position"
  | "force-service"
  | "copy-position"
  | "stop-shipping"
  | "tail-backup"
  | "last-files"
  | "bring-up"
  | "pool-state"
  | "new-mirror"
  | "active-servers"
  | "backup-off"
  | "restore-off"
  | "forget-secondary"
  | "remove-secondary"
  | "remove-primary"
  | "end-mirroring"
  | "uninstall-mirror"
  | "end-monitoring"
  | "remains";

/** The halves of log shipping, and its monitor. */
export type Section = "primary-only" | "secondary" | "monitor";

/** A value that the user puts into #hadrian_input before a script runs, such as a password. */
export interface Input {
  /** Its name in #hadrian_input. */
  readonly name: string;
  /** What it is, for the reader. */
  readonly meaning: string;
}

/** What a step is, wherever it stands. */
export interface StepFacts {
  /** What kind of step it is: `seed`, `secondary`, `verify`, … */
  readonly kind: Kind;
  /** The server's id in the topology; `pool` for a step run in a Skype for Business or Lync shell, `servers` for one run on several computers. */
  readonly server: string;
  /** What `SERVERPROPERTY('ServerName')` answers there; null for `pool` and `servers`. */
  readonly serverName: string | null;
  /** Ids of the servers that it is run on or for: its own, all of `servers`, none for the pool. */
  readonly runsOn: readonly string[];
  /** How to connect: `host`, `host\INSTANCE` or `host,port`; null for `pool` and `servers`. */
  readonly address: string | null;
  /** The database, by its name in the topology; null for a step that is of no single one. */
  readonly database: string | null;
  /** What the server is in this step: `principal and log shipping primary`. */
  readonly role: string;
  /** Which half of log shipping it is of, or its monitor; null for every other step. */
  readonly section: Section | null;
  /** What it does, one line, imperative. */
  readonly title: string;
  /** What must hold before. */
  readonly before: readonly string[];
  /** What holds afterwards. */
  readonly after: readonly string[];
  /** How to take it back; empty where there is nothing to take back. */
  readonly undo: readonly string[];
  /** How long it may take, in words. */
  readonly duration: string;
  /** Whether it changes nothing, as preflight and verify do. */
  readonly readOnly: boolean;
  /** Values that the user puts into `#hadrian_input` before the script runs, such as a password. */
  readonly inputs: readonly Input[];
}

/** Where a step stands among the others. */
export interface StepPlace {
  /** From 1, over all operations. */
  readonly order: number;
  /** What it is a part of: `setup`. */
  readonly operation: OperationName;
  /** Its phase, a folder: `setup/04-databases`. */
  readonly phase: string;
  /** Its file, relative to the topology's folder, with forward slashes. */
  readonly path: string;
}
