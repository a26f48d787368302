import { databaseFileName } from "../model/file-name.ts";
import type { Topology } from "../model/topology.ts";
import { stepPath } from "./file-name.ts";
import { FAILOVER_PAIR } from "./operations/failover-pair.ts";
import { FAILOVER_SITE } from "./operations/failover-site.ts";
import { REMOVE } from "./operations/remove.ts";
import { SETUP } from "./operations/setup.ts";
import { STATUS } from "./operations/status.ts";
import type { Operation, Phase, Plan, PlannedStep, Step } from "./types.ts";
import { undone } from "./undo.ts";

/** What every topology is compiled for. */
export const OPERATIONS: readonly Operation[] = [SETUP, STATUS, FAILOVER_PAIR, FAILOVER_SITE, REMOVE];

/** Those that have something to do in a topology. */
export const operationsOf = ({ steps }: Plan): readonly Operation[] =>
  OPERATIONS.filter(({ name }) => steps.some(({ operation }) => operation === name));

/** The folders of an operation's phases: `setup/04-databases`. */
export const phasesOf = ({ name, phases }: Operation): readonly string[] =>
  phases.map(({ folder }) => `${name}/${folder}`);

/** In tens as far as two digits go; and a kind of step has its number whether the others occur or not. */
const MOST_IN_TENS = 9;
const distance = ({ kinds }: Phase): number => (kinds.length > MOST_IN_TENS ? 5 : 10);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The database with whose steps a step is run. */
const groupOf = ({ group, database }: Step): string | null => group ?? database;

/** A step of a phase, before it has its order. */
type Numbered = readonly [step: Step, number: number];

/** The steps of a phase in their order: kind by kind, on each by server; in a phase by database, database by database. */
function stepsOf(phase: Phase, topology: Topology): readonly Numbered[] {
  const steps = phase.kinds.flatMap((row, index) =>
    [row].flat().flatMap((kind) => kind(topology).map((step): Numbered => [step, (index + 1) * distance(phase)])),
  );
  const places = new Map(topology.databases.map(({ name }, index) => [name, index]));
  const place = (step: Step) => {
    const database = groupOf(step);
    return !phase.byDatabase ? 0 : database === null ? places.size : (places.get(database) ?? 0);
  };
  return steps.sort(
    ([left, number], [right, other]) =>
      place(left) - place(right) ||
      number - other ||
      compare(left.server, right.server) ||
      compare(left.database ?? "", right.database ?? ""),
  );
}

/**
 * The ordered steps of every operation.
 *
 * @param topology - resolved and free of errors; its databases in the order in which every operation goes through them
 * @returns every step with its order (from 1) and its file; two steps never share a file
 */
export function plan(topology: Topology): Plan {
  const steps = OPERATIONS.flatMap((operation) =>
    operation.phases.flatMap((phase) => {
      const folder = `${operation.name}/${phase.folder}`;
      const located = stepsOf(phase, topology).map(([step, number]) => {
        const group = groupOf(step);
        const own = phase.byDatabase && group !== null ? `/${databaseFileName(topology, group)}` : "";
        return { step, number, path: `${folder}${own}/${stepPath(step, number, topology)}` };
      });
      return located.map(({ step, number, path }, index) => {
        const next = nextOf(phase, step, located[index + 1]?.step);
        return { ...step, operation: operation.name, phase: folder, number, path, next };
      });
    }),
  ).map((step, index): PlannedStep => ({ ...step, order: index + 1 }));
  const paths = new Set(steps.map(({ path }) => path.toLowerCase()));
  if (paths.size !== steps.length) throw new Error("two steps share a file name");
  return { topology, steps: undone(steps) };
}

/** In words that name no file and no server: one that is added changes no other one's script. */
const nextOf = ({ byDatabase }: Phase, step: Step, following: Step | undefined): string =>
  byDatabase && groupOf(step) !== null && following !== undefined && groupOf(following) === groupOf(step)
    ? "the next file of this folder."
    : "the next line of the runbook.";
