import type { Platform, Topology } from "../model/topology.ts";
import { chatOf } from "../plan/chat.ts";
import { OPERATIONS } from "../plan/plan.ts";
import type { PowerShellData } from "../plan/step.ts";
import type { Input, Plan, PlannedStep } from "../plan/types.ts";
import { extraData } from "./extra-data.ts";
import { orderPicture, serversPicture } from "./mermaid.ts";
import { builtIn, type Templates } from "./template.ts";

/** A step as the runbook has it. */
interface RunbookStep
  extends Pick<PlannedStep, "order" | "title" | "role" | "before" | "after" | "undo" | "duration" | "readOnly"> {
  /** The file, relative to the topology's folder. */
  readonly path: string;
  /** The server's name, those of all where it is run on each, or `the pool`. */
  readonly server: string;
  /** Where it is run from. */
  readonly place: string;
  /** The exact line that runs it. */
  readonly command: string;
  /** Values that the user puts into #hadrian_input before the script runs. */
  readonly inputs: readonly Input[];
}

/** A phase of the set-up, with its steps. */
interface RunbookPhase {
  /** The phase, which is the folder of its files. */
  readonly phase: string;
  /** Its heading. */
  readonly title: string;
  /** What to know before it begins. */
  readonly text: string;
  /** Its steps, in their order. */
  readonly steps: readonly RunbookStep[];
}

/** RUNBOOK.md: every step in its order. It gets no header. */
export interface RunbookData {
  /** The topology's name. */
  readonly topology: string;
  /** The topology's platform. */
  readonly platform: Platform;
  /** The topology is one of Persistent Chat. */
  readonly isChat: boolean;
  /** The pool's FQDN; null where the topology is not one of Persistent Chat. */
  readonly pool: string | null;
  /** How many steps there are. */
  readonly stepCount: number;
  /** A Mermaid picture of the servers and what goes on between them, several lines. */
  readonly servers: string;
  /** A Mermaid picture of the phases in their order, several lines. */
  readonly order: string;
  /** The phases that the topology has, in their order. */
  readonly phases: readonly RunbookPhase[];
}

/** The exact line that runs a step, with its output in a file for the change ticket. */
function command(step: PlannedStep, topology: Topology): string {
  const path = step.path.replaceAll("/", "\\");
  // Beside the topology's folder: within it, only what the manifest names may lie.
  const log = `..\\${topology.name}.${path.replaceAll("\\", ".")}.log`;
  switch (step.language) {
    case "tsql":
      return `sqlcmd -b -I -E -S "${step.address}" -i "${path}" -o "${log}"`;
    case "powershell":
      // In the shell that is open: a new powershell.exe would have to load the product's module by itself.
      return `& ".\\${path}"`;
    case "markdown":
      return `notepad "${path}"`;
  }
}

/** Where a step is run from; those of PowerShell say it themselves. */
function place(step: PlannedStep, topology: Topology): string {
  switch (step.language) {
    case "tsql":
      return `any prompt that reaches ${step.address}`;
    case "powershell":
      return (step.data as PowerShellData).runs.shell;
    case "markdown":
      return chatOf(topology)?.topologyBuilder ?? "";
  }
}

/** Where a step is run, in words. */
function serverText(step: PlannedStep, { servers }: Topology): string {
  if (step.serverName !== null) return step.serverName;
  const names = servers.filter(({ id }) => step.runsOn.includes(id)).map(({ serverName }) => serverName);
  return names.length === 0 ? "the pool" : names.join(", then ");
}

/**
 * RUNBOOK.md: every step in its order, for the people who carry it out and sign for it.
 *
 * @returns Markdown with LF
 */
export function runbook(plan: Plan, templates: Templates = builtIn): string {
  return templates("runbook/runbook")({ ...runbookData(plan), x: extraData(plan.topology) });
}

/** What the runbook's template gets. */
export function runbookData(plan: Plan): RunbookData {
  const all = OPERATIONS.flatMap(({ name, phases }) =>
    phases.map(({ folder, title, text }) => ({ phase: `${name}/${folder}`, title, text })),
  );
  const phases = all.map((phase) => ({
    ...phase,
    steps: plan.steps
      .filter((step) => step.phase === phase.phase)
      .map((step) => ({
        order: step.order,
        title: step.title,
        path: step.path,
        server: serverText(step, plan.topology),
        role: step.role,
        place: place(step, plan.topology),
        command: command(step, plan.topology),
        inputs: step.inputs,
        before: step.before,
        after: step.after,
        undo: step.undo,
        duration: step.duration,
        readOnly: step.readOnly,
      })),
  }));
  return {
    topology: plan.topology.name,
    platform: plan.topology.platform,
    isChat: plan.topology.persistentChat !== null,
    pool: plan.topology.persistentChat?.pool ?? null,
    stepCount: plan.steps.length,
    servers: serversPicture(plan.topology),
    order: orderPicture(plan),
    phases: phases.filter(({ steps }) => steps.length > 0),
  };
}
