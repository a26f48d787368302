import type { Server, Topology } from "../../model/topology.ts";
import { type Chat, type ChatDatabase, chatDatabase, chatOf } from "../chat.ts";
import { forPool, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";

/** One association of the pool, as a property of what Get-CsService answers. */
interface Association {
  /** The property. */
  readonly property: string;
  /** What it names, in words. */
  readonly what: string;
  /** The store's host; null where the topology has no such store. */
  readonly host: string | null;
  /** The store's instance; null for the default instance, and where there is no store. */
  readonly instance: string | null;
}

/** The script that compares the published topology with this one. */
export interface VerifyTopologyData extends PowerShellData {
  /** The shell that has the cmdlets. */
  readonly shell: string;
  /** The pool's FQDN. */
  readonly pool: string;
  /** The stores that the pool should have. */
  readonly associations: readonly Association[];
  /** The topology has the compliance database. */
  readonly compliance: boolean;
  /** FQDNs of the pool's servers. */
  readonly servers: readonly string[];
  /** FQDNs of those that are active. */
  readonly active: readonly string[];
}

function associations(property: string, { database, stores }: ChatDatabase): Association[] {
  const one = (prefix: string, what: string, server: Server | null): Association => ({
    property: `${prefix}${property}`,
    what: `${what} of ${database.name}`,
    host: server?.host ?? null,
    instance: server?.instance ?? null,
  });
  return [
    one("", "store", stores.primary),
    one("Mirror", "mirroring store", stores.mirror),
    one("Backup", "backup store", stores.backup),
    one("BackupMirror", "mirror of the backup store", stores.backupMirror),
  ];
}

function verifying(topology: Topology, chat: Chat): Step<VerifyTopologyData> {
  const content = chatDatabase(topology, "PersistentChat");
  const compliance = chatDatabase(topology, "PersistentChatCompliance");
  return forPool<VerifyTopologyData>("powershell", {
    kind: "verify-topology",
    database: null,
    what: "verify-topology",
    role: "Persistent Chat pool",
    title: `verify the published topology of the pool ${chat.pool}`,
    purpose: [
      "Compares what was published with the topology: the SQL Server stores of the pool, its servers, and which of them are active.",
    ],
    before: ["the topology is published, and Central Management has replicated it"],
    after: ["every line is PASS, or WARN with what to look at in Topology Builder"],
    duration: "seconds",
    readOnly: true,
    page: [],
    sources: [
      ...(topology.persistentChat === null ? [] : [topology.persistentChat.at]),
      ...[content, compliance].flatMap((one) => (one === null ? [] : [one.database.at])),
    ],
    data: {
      runs: {
        server: `pool ${chat.pool}`,
        shell: chat.shell,
        as: "a member of CsViewOnlyAdministrator or any stronger role",
      },
      shell: chat.shell,
      pool: chat.pool,
      associations: [
        ...(content === null ? [] : associations("PersistentChatDatabase", content)),
        ...(compliance === null ? [] : associations("PersistentChatComplianceDatabase", compliance)),
      ],
      compliance: compliance !== null,
      servers: chat.servers.map(({ host }) => host),
      active: chat.servers.filter(({ active }) => active).map(({ host }) => host),
    },
  });
}

/** One for the pool. */
export function verifyTopology(topology: Topology): readonly Step<VerifyTopologyData>[] {
  const chat = chatOf(topology);
  return chat === null ? [] : [verifying(topology, chat)];
}
