import type { Topology } from "../model/topology.ts";
import { stepPath } from "./file-name.ts";
import { mirrorPrimaryOnly, primaryOnly } from "./steps/primary-only.ts";
import { PHASES, type Phase, type Plan, type PlannedStep, type Step, type StepKind } from "./types.ts";

/** Every kind of step. The order here decides nothing: numbers do. */
const KINDS: readonly StepKind[] = [primaryOnly, mirrorPrimaryOnly];

/** Phases that finish one database before they begin with the next: each is failed over and back by itself. */
const DATABASE_BY_DATABASE: readonly Phase[] = ["setup/05-mirror-as-primary"];

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function inOrder(left: Step, right: Step): number {
  const phase = PHASES.indexOf(left.phase) - PHASES.indexOf(right.phase);
  if (phase !== 0) return phase;
  const database = compare(left.database ?? "", right.database ?? "");
  if (DATABASE_BY_DATABASE.includes(left.phase) && database !== 0) return database;
  return left.number - right.number || compare(left.server, right.server) || database;
}

/**
 * The ordered steps of the set-up.
 *
 * @param topology - resolved and free of errors
 * @returns every step with its order (from 1) and its file; two steps never share a file
 */
export function plan(topology: Topology): Plan {
  const steps = KINDS.flatMap((kind) => kind(topology))
    .sort(inOrder)
    .map((step, index): PlannedStep => ({ ...step, order: index + 1, path: stepPath(step, topology) }));
  const paths = new Set(steps.map(({ path }) => path.toLowerCase()));
  if (paths.size !== steps.length) throw new Error("two steps share a file name");
  return { topology, steps };
}
