import type { Topology } from "../model/topology.ts";
import { stepPath } from "./file-name.ts";
import { backupNow, mirrorBackupNow } from "./steps/backup-now.ts";
import { endpoint } from "./steps/endpoint.ts";
import { failBack } from "./steps/fail-back.ts";
import { failOver } from "./steps/fail-over.ts";
import { installMirror } from "./steps/install-mirror.ts";
import { mirrorMonitoring } from "./steps/mirror-monitoring.ts";
import { mirrorPartner } from "./steps/mirror-partner.ts";
import { mirrorRestore } from "./steps/mirror-restore.ts";
import { mirrorSeed } from "./steps/mirror-seed.ts";
import { monitor } from "./steps/monitor.ts";
import { network } from "./steps/network.ts";
import { preflight } from "./steps/preflight.ts";
import { mirrorPrimaryOnly, primaryOnly } from "./steps/primary-only.ts";
import { principalPartner } from "./steps/principal-partner.ts";
import { restore } from "./steps/restore.ts";
import { mirrorRestoreNow, restoreNow } from "./steps/restore-now.ts";
import { secondary } from "./steps/secondary.ts";
import { seed } from "./steps/seed.ts";
import { topologyBuilder } from "./steps/topology-builder.ts";
import { verify } from "./steps/verify.ts";
import { verifyTopology } from "./steps/verify-topology.ts";
import { witness } from "./steps/witness.ts";
import { PHASES, type Phase, type Plan, type PlannedStep, type Step, type StepKind } from "./types.ts";

/** Every kind of step. The order here decides nothing: numbers do. */
const KINDS: readonly StepKind[] = [
  preflight,
  network,
  topologyBuilder,
  verifyTopology,
  installMirror,
  endpoint,
  mirrorSeed,
  mirrorRestore,
  mirrorPartner,
  principalPartner,
  witness,
  mirrorMonitoring,
  seed,
  restore,
  primaryOnly,
  secondary,
  monitor,
  backupNow,
  restoreNow,
  failOver,
  mirrorPrimaryOnly,
  mirrorBackupNow,
  mirrorRestoreNow,
  failBack,
  verify,
];

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
