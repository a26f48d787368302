import type { Topology } from "../model/topology.ts";
import { chatOf } from "../plan/chat.ts";
import { pick } from "../plan/pick.ts";
import type { PowerShellData } from "../plan/step.ts";
import type { OperationName } from "../plan/step-facts.ts";
import { type DatabaseTotals, totals, type WithoutLogBackups } from "../plan/totals.ts";
import type { Operation, Plan, PlannedStep } from "../plan/types.ts";
import { type Command, commands } from "./command.ts";
import { extraData } from "./extra-data.ts";
import { builtIn, type Templates } from "./template.ts";

/** From one step to another, both by their numbers. */
interface StepRange {
  /** The first step's number. */
  readonly from: number;
  /** The last step's number. */
  readonly to: number;
}

/** What a runbook's line says as the plan has it. */
const LINE = ["title", "duration", "inputs"] as const satisfies readonly (keyof PlannedStep)[];

/** A step as a runbook has it: a line. */
interface RunbookStep extends Pick<PlannedStep, (typeof LINE)[number]> {
  /** Its number within the operation, from 1. */
  readonly order: number;
  /** Where it is run: the server's name, those of all where it is run on each, or the shell of the pool. */
  readonly on: string;
  /** The exact line that runs it; two where no line is right in every shell. */
  readonly commands: readonly Command[];
}

/** Steps that are run one after the other: of a phase, or of one database in it. */
interface RunbookGroup {
  /** The database; null for steps that are of none. */
  readonly database: string | null;
  /** The steps between which nothing backs up its log; null where something does. */
  readonly withoutLogBackups: StepRange | null;
  /** Servers on which other jobs that back up its log are stopped before its first step; empty where none is to be stopped. */
  readonly stopsLogBackupsOn: readonly string[];
  /** They stay off for good, because the database is shipped. */
  readonly staysOff: boolean;
  /** A mirror is made by a Skype for Business cmdlet, after which all Front End Servers are restarted. */
  readonly restartsFrontEnds: boolean;
  /** Its steps, in their order. */
  readonly steps: readonly RunbookStep[];
}

/** A phase, with its steps. */
interface RunbookPhase {
  /** The phase, which is the folder of its files. */
  readonly phase: string;
  /** Its heading. */
  readonly title: string;
  /** What to know before it begins. */
  readonly text: string;
  /** Its steps; by database where one is gone through whole before the next one begins. */
  readonly groups: readonly RunbookGroup[];
}

/** What the set-up costs. */
export interface OperationTotals {
  /** How many steps there are. */
  readonly stepCount: number;
  /** How many planned failovers, each of which cuts the connections to a database. */
  readonly outages: number;
}

/** `<operation>/RUNBOOK.md`: its steps in their order. It gets no header. */
export interface OperationData extends OperationTotals {
  /** The topology's name. */
  readonly topology: string;
  /** The operation, which is the folder of its phases. */
  readonly operation: string;
  /** Databases of which nothing backs up the log for some time. */
  readonly withoutLogBackups: readonly {
    /** The database. */
    readonly database: string;
    /** From which step to which. */
    readonly ranges: readonly StepRange[];
  }[];
  /** The phases that the topology has, in their order. */
  readonly phases: readonly RunbookPhase[];
}

/** Where a step is run, in words. */
function place(step: PlannedStep, topology: Topology): string {
  if (step.format === "markdown") return "a desk";
  if (step.kind === "folders" || step.kind === "last-files") return `the computer of ${step.serverName}`;
  if (step.serverName !== null) return step.serverName;
  const names = topology.servers.filter(({ id }) => step.runsOn.includes(id)).map(({ serverName }) => serverName);
  if (step.kind === "network") names.push(...(chatOf(topology)?.servers ?? []).map(({ host }) => host));
  return names.length > 0 ? `the computers of ${names.join(", then ")}` : (step.data as PowerShellData).runs.shell;
}

const lineOf = (step: PlannedStep, order: number, topology: Topology): RunbookStep => ({
  ...pick(step, LINE),
  order,
  on: place(step, topology),
  commands: commands(step, topology),
});

/** Neighbours of one database. */
function groupsOf(steps: readonly PlannedStep[], byDatabase: boolean): readonly (readonly PlannedStep[])[] {
  const groups: PlannedStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last === undefined || (byDatabase && last[0]?.database !== step.database)) groups.push([step]);
    else last.push(step);
  }
  return groups;
}

/** Who has to stop other log backups of the database before a group of steps: the primary, and the mirror, which may be principal too. */
function stopped(costs: DatabaseTotals | undefined, first: PlannedStep | undefined): readonly string[] {
  if (costs?.withoutLogBackups[0] === undefined || first?.phase !== costs.withoutLogBackups[0].from.phase) return [];
  const { mirroring, logShipping } = costs.database;
  const servers = [mirroring?.principal ?? logShipping?.primary, mirroring?.mirror];
  return servers.flatMap((server) => (server === undefined ? [] : [server.serverName]));
}

/** What the runbook of an operation says first. */
export function operationTotals(plan: Plan, operation: OperationName): OperationTotals {
  return {
    stepCount: plan.steps.filter((step) => step.operation === operation).length,
    outages: totals(plan, operation).reduce((sum, { outages }) => sum + outages.length, 0),
  };
}

/** What the template of an operation's runbook gets. */
export function operationData(plan: Plan, { name, phases }: Operation): OperationData {
  const { topology } = plan;
  const all = totals(plan, name);
  // Each operation is counted from 1: nobody runs one after the other.
  const before = (plan.steps.find((step) => step.operation === name)?.order ?? 1) - 1;
  const rangeOf = ({ from, to }: WithoutLogBackups): StepRange => ({
    from: from.order - before,
    to: to.order - before,
  });
  const costs = new Map(all.map((one) => [one.database.name, one]));
  return {
    topology: topology.name,
    operation: name,
    ...operationTotals(plan, name),
    withoutLogBackups: all.flatMap(({ database, withoutLogBackups }) =>
      withoutLogBackups.length === 0 ? [] : [{ database: database.name, ranges: withoutLogBackups.map(rangeOf) }],
    ),
    phases: phases.flatMap(({ folder, title, text, byDatabase }): RunbookPhase[] => {
      const phase = `${name}/${folder}`;
      const steps = plan.steps.filter((step) => step.phase === phase);
      if (steps.length === 0) return [];
      return [
        {
          phase,
          title,
          text,
          groups: groupsOf(steps, byDatabase).map((group): RunbookGroup => {
            const database = byDatabase ? (group[0]?.database ?? null) : null;
            const own = database === null ? undefined : costs.get(database);
            const range = own?.withoutLogBackups.find(({ from }) => from.phase === phase);
            return {
              database,
              withoutLogBackups: range === undefined ? null : rangeOf(range),
              stopsLogBackupsOn: stopped(own, group[0]),
              staysOff: own?.database.logShipping != null,
              restartsFrontEnds: group.some(({ kind }) => kind === "install-mirror"),
              steps: group.map((step) => lineOf(step, step.order - before, topology)),
            };
          }),
        },
      ];
    }),
  };
}

/**
 * `<operation>/RUNBOOK.md`: a line per step, for the people who carry it out.
 *
 * @returns Markdown with LF
 */
export function operationRunbook(plan: Plan, operation: Operation, templates: Templates = builtIn): string {
  const data = operationData(plan, operation);
  return templates("runbook/operation")({ ...data, x: extraData(plan.topology) });
}
