import type { Platform } from "../model/topology.ts";
import type { Input, Step } from "../plan/types.ts";

/** Data of every step's template: what its head says. */
export interface HeaderData {
  /** The topology's name. */
  readonly topology: string;
  /** The topology's platform. */
  readonly platform: Platform;
  /** The file that is made, relative to the topology's folder, with forward slashes. */
  readonly path: string;
  /** What the step does, one line, imperative. */
  readonly title: string;
  /** What it is for, one sentence a line. */
  readonly purpose: readonly string[];
  /** What must hold before. */
  readonly before: readonly string[];
  /** What holds afterwards. */
  readonly after: readonly string[];
  /** How to take it back; empty where there is nothing to take back. */
  readonly undo: readonly string[];
  /** The steps of the product's page that it implements: `Primary 1 to 12, 20`; empty on plain SQL Server. */
  readonly page: string;
  /** Values that the user puts into #hadrian_input before the script runs. */
  readonly inputs: readonly Input[];
  /** What the server is in this step. */
  readonly role: string;
  /** Which half of log shipping, or its monitor; null for other steps. */
  readonly section: Step["section"];
  /** The database, by its name on the primary; null for a step that is of no single one. */
  readonly database: string | null;
  /** What comes next. */
  readonly next: string;
  /** How long it may take. */
  readonly duration: string;
  /** Who runs it: a sysadmin, or whoever may SELECT in msdb. */
  readonly caller: Step["caller"];
  /** It changes nothing. */
  readonly readOnly: boolean;
}
