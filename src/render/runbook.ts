import type { Platform, Topology } from "../model/topology.ts";
import { chatOf } from "../plan/chat.ts";
import { siteCopies } from "../plan/site.ts";
import type { Plan } from "../plan/types.ts";
import { keptFolder } from "./command.ts";
import { extraData } from "./extra-data.ts";
import { orderPicture, serversPicture } from "./mermaid.ts";
import { type OperationTotals, operationTotals } from "./operation.ts";
import { builtIn, type Templates } from "./template.ts";

/** RUNBOOK.md: what is here, and which folder to open when. It gets no header. */
export interface RunbookData extends OperationTotals {
  /** The topology's name. */
  readonly topology: string;
  /** The topology's platform. */
  readonly platform: Platform;
  /** The topology is one of Persistent Chat. */
  readonly isChat: boolean;
  /** The pool's FQDN; null where the topology is not one of Persistent Chat. */
  readonly pool: string | null;
  /** Where what steps print is kept, from the topology's folder. */
  readonly kept: string;
  /** A mirror can take over by script. */
  readonly forcesService: boolean;
  /** Some databases are mirrored. */
  readonly isMirrored: boolean;
  /** Some sessions have a witness. */
  readonly isWitnessed: boolean;
  /** Some databases are shipped. */
  readonly isShipped: boolean;
  /** Some have a monitor server. */
  readonly isMonitored: boolean;
  /** The shortest time that a share keeps backups; empty where nothing is shipped. */
  readonly retention: string;
  /** The shell of the pool; empty where the topology is not one of Persistent Chat. */
  readonly shell: string;
  /** A secondary can take over when the site of the primary is lost. */
  readonly takesOver: boolean;
  /** Servers that are written to over a linked server as the caller, because a set-up names them as its monitor by Windows login. */
  readonly remoteMonitors: readonly string[];
  /** A Mermaid picture of the servers and what goes on between them, several lines. */
  readonly servers: string;
  /** A Mermaid picture of the phases of the set-up in their order, several lines. */
  readonly order: string;
}

/**
 * RUNBOOK.md: what is in the tree, and which folder to open when.
 *
 * @returns Markdown with LF
 */
export function runbook(plan: Plan, templates: Templates = builtIn): string {
  return templates("runbook/runbook")({ ...runbookData(plan), x: extraData(plan.topology) });
}

/** What the runbook's template gets. */
export function runbookData(plan: Plan): RunbookData {
  const { topology } = plan;
  const shipped = topology.databases.flatMap(({ logShipping }) => (logShipping === null ? [] : [logShipping]));
  const retentions = shipped.map(({ backup }) => backup.retention).sort((left, right) => left.seconds - right.seconds);
  return {
    topology: topology.name,
    platform: topology.platform,
    isChat: topology.persistentChat !== null,
    pool: topology.persistentChat?.pool ?? null,
    kept: keptFolder(topology),
    ...operationTotals(plan, "setup"),
    forcesService: plan.steps.some(({ operation }) => operation === "failover-pair"),
    isMirrored: topology.databases.some(({ mirroring }) => mirroring !== null),
    isWitnessed: topology.databases.some(({ mirroring }) => mirroring?.witness != null),
    isShipped: shipped.length > 0,
    isMonitored: shipped.some(({ monitor }) => monitor !== null),
    retention: retentions[0]?.text ?? "",
    shell: chatOf(topology)?.shell ?? "",
    takesOver: siteCopies(topology).length > 0,
    remoteMonitors: remoteMonitors(topology),
    servers: serversPicture(topology),
    order: orderPicture(plan, "setup"),
  };
}

function remoteMonitors({ databases }: Topology): readonly string[] {
  const found = databases.flatMap(({ logShipping }) =>
    logShipping?.monitor?.authentication === "windows" ? [logShipping.monitor.server.serverName] : [],
  );
  return [...new Set(found)];
}
