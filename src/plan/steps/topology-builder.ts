import type { Server, Topology } from "../../model/topology.ts";
import { type Chat, type ChatDatabase, chatDatabase, chatOf } from "../chat.ts";
import type { PageStep } from "../page.ts";
import { forPool } from "../step.ts";
import type { Step } from "../types.ts";

const PAGE: readonly PageStep[] = [
  "note.availability-groups",
  "note.2019",
  "topology.1",
  "topology.2",
  "topology.2a",
  "topology.2b",
  "topology.2c",
  "topology.2d",
  "topology.2e",
  "topology.2f",
];

/** What Topology Builder proposes for a store's mirroring endpoint, and for a witness's. */
const STORE_PORT = 5022;
const WITNESS_PORT = 7022;

/** A SQL Server store as Define New SQL Server Store asks for it. */
interface Store {
  /** SQL Server FQDN. */
  readonly host: string;
  /** Named instance; null for the default instance. */
  readonly instance: string | null;
  /** "This SQL instance is in mirroring relation" is ticked. */
  readonly mirrored: boolean;
  /** Port number of the mirroring endpoint. */
  readonly port: number;
  /** The port is the topology's, not only what Topology Builder proposes. */
  readonly portStated: boolean;
  /** What the store is used as, and of which databases. */
  readonly use: string;
}

/** A field of a dialog and what to do with it. */
interface Field {
  /** The page's letter; empty where the page has none. */
  readonly letter: string;
  /** The field's name in the dialog. */
  readonly name: string;
  /** A store to choose, a box to tick or to leave, or a field to leave as it is. */
  readonly kind: "store" | "tick" | "untick" | "none" | "keep";
  /** The store to choose, or why a field is kept; empty for the other kinds. */
  readonly value: string;
}

/** A mirror that publishing offers to make. */
interface MirrorToMake {
  /** The database. */
  readonly database: string;
  /** The principal's store, as Topology Builder lists it. */
  readonly from: string;
  /** The mirror's store, as Topology Builder lists it. */
  readonly to: string;
  /** The share for the backups; null where the mirror is made already. */
  readonly share: string | null;
}

/** The sheet that says what to enter in Topology Builder, field by field. */
export interface TopologyBuilderData {
  /** The pool's FQDN. */
  readonly pool: string;
  /** Topology Builder, by its product's name. */
  readonly builder: string;
  /** The shell that has the cmdlets. */
  readonly shell: string;
  /** Every store once, in the order in which the dialogs ask for it. */
  readonly stores: readonly Store[];
  /** The port that Topology Builder proposes for a witness. */
  readonly witnessPort: number;
  /** The port that Topology Builder proposes for a store. */
  readonly storePort: number;
  /** The fields of the pool's associations, in the order of the dialog. */
  readonly fields: readonly Field[];
  /** Stores in which publishing is to make the databases, as Topology Builder lists them. */
  readonly primaries: readonly string[];
  /** Mirrors that publishing offers to make. */
  readonly mirrors: readonly MirrorToMake[];
  /** The backup store, as Topology Builder lists it, which log shipping fills; null where nothing is shipped. */
  readonly backup: string | null;
  /** The database that is shipped; null where none is. */
  readonly shippedDatabase: string | null;
  /** The mirror of the backup store, as Topology Builder lists it; null where there is none. */
  readonly backupMirror: string | null;
  /** The pool's servers. */
  readonly servers: readonly {
    /** The server's FQDN. */
    readonly host: string;
    /** Its site. */
    readonly site: string;
    /** Whether it is active. */
    readonly active: boolean;
  }[];
  /** FQDNs of the active ones. */
  readonly active: readonly string[];
}

/** A store as Topology Builder lists it. */
const listed = (server: Server): string =>
  server.instance === null ? server.host : `${server.host}\\${server.instance}`;

const same = (left: Server, right: Server): boolean => listed(left).toLowerCase() === listed(right).toLowerCase();

/** Every store once, in the order in which the dialogs ask for it, with all that it is used for. */
function storesToDefine(databases: readonly ChatDatabase[]): Store[] {
  const uses: {
    readonly server: Server;
    readonly mirrored: boolean;
    readonly witness: boolean;
    readonly use: string;
  }[] = [];
  for (const { database, stores } of databases) {
    const add = (server: Server | null, use: string, mirrored: boolean, witness = false) => {
      if (server !== null) uses.push({ server, mirrored, witness, use: `${use} of ${database.name}` });
    };
    add(stores.primary, "store", stores.mirror !== null);
    add(stores.mirror, "mirroring store", true);
    add(stores.witness, "mirroring witness", true, true);
    add(stores.backup, "backup store", stores.backupMirror !== null);
    add(stores.backupMirror, "mirror of the backup store", true);
  }
  const first = uses.filter(({ server }, index) => uses.findIndex((other) => same(other.server, server)) === index);
  return first.map(({ server, witness }) => {
    const all = uses.filter((other) => same(other.server, server));
    return {
      host: server.host,
      instance: server.instance,
      mirrored: all.some(({ mirrored }) => mirrored),
      port: server.endpoint?.port ?? (witness ? WITNESS_PORT : STORE_PORT),
      portStated: server.endpoint !== null,
      use: all.map(({ use }) => use).join(", "),
    };
  });
}

const box = (letter: string, name: string, on: boolean): Field => ({
  letter,
  name,
  kind: on ? "tick" : "untick",
  value: "",
});

const choice = (letter: string, name: string, server: Server | null): Field =>
  server === null ? { letter, name, kind: "none", value: "" } : { letter, name, kind: "store", value: listed(server) };

function contentFields({ stores }: ChatDatabase): Field[] {
  return [
    choice("", "SQL Server store", stores.primary),
    box("2a", "Enable SQL Server store mirroring", stores.mirror !== null),
    choice("2b", "Mirroring SQL Server store", stores.mirror),
    box("2b", "Use SQL Server mirroring witness to enable automatic failover", stores.witness !== null),
    choice("2b", "Mirroring witness SQL Server store", stores.witness),
    box("2c", "Use backup SQL Server stores to enable disaster recovery", stores.backup !== null),
    choice("2d", "Backup SQL Server store", stores.backup),
    box(
      "2e",
      "Enable SQL Server store mirroring, the second one, under the backup store",
      stores.backupMirror !== null,
    ),
    choice("2e", "Backup SQL Server store mirror", stores.backupMirror),
    box("2e", "Use SQL Server mirroring witness to enable automatic failover, of the backup store", false),
    choice("2e", "Mirroring witness SQL Server store, of the backup store", null),
  ];
}

function complianceFields({ stores }: ChatDatabase): Field[] {
  return [
    box("", "Enable compliance", true),
    choice("", "Compliance SQL Server store", stores.primary),
    box("", "Enable SQL Server store mirroring, of compliance", stores.mirror !== null),
    choice("", "Compliance SQL Server store mirror", stores.mirror),
    box("", "Use SQL Server mirroring witness to enable automatic failover, of compliance", stores.witness !== null),
    choice("", "Compliance mirroring witness SQL Server store", stores.witness),
    choice("", "Backup compliance SQL Server store", stores.backup),
    box("", "Enable SQL Server store mirroring, of the backup compliance store", stores.backupMirror !== null),
    choice("", "Backup compliance SQL Server store mirror", stores.backupMirror),
    box("", "Use SQL Server mirroring witness to enable automatic failover, of the backup compliance store", false),
    choice("", "Backup compliance mirroring witness SQL Server store", null),
  ];
}

const noCompliance: readonly Field[] = [
  {
    letter: "",
    name: "Enable compliance, and all under it",
    kind: "keep",
    value: "leave unticked if it is; if compliance is in use, leave it as it is: the topology has no mgccomp",
  },
];

const fileStore: Field = { letter: "", name: "File store", kind: "keep", value: "as it is: the topology has none" };

function mirrorsToMake(databases: readonly ChatDatabase[]): readonly MirrorToMake[] {
  return databases.flatMap(({ database, stores }) => {
    const { mirroring } = database;
    if (mirroring === null || stores.mirror === null) return [];
    return [
      { database: database.name, from: listed(stores.primary), to: listed(stores.mirror), share: mirroring.seedShare },
    ];
  });
}

function sheet(topology: Topology, chat: Chat): Step<TopologyBuilderData> {
  const content = chatDatabase(topology, "PersistentChat");
  const compliance = chatDatabase(topology, "PersistentChatCompliance");
  const databases = [content, compliance].filter((one) => one !== null);
  const shipped = content !== null && content.database.logShipping !== null;
  const backup = content?.stores.backup ?? null;
  const backupMirror = content?.stores.backupMirror ?? null;
  return forPool<TopologyBuilderData>("markdown", {
    kind: "topology-builder",
    database: null,
    what: "topology-builder",
    role: "Persistent Chat pool",
    title: `enter the stores of the pool ${chat.pool}, and publish`,
    purpose: [
      "What to enter, field by field. Nothing on a SQL Server is mirrored or shipped by it, unless you let publishing make the mirrors.",
    ],
    before: [
      "every SQL Server of the topology is installed and reachable",
      `the pool ${chat.pool} is in the topology, with all of its servers`,
    ],
    after: ["the topology is published; the script that verifies it prints no FAIL"],
    undo: [
      "take out what was entered and publish again; where a mirror was made, Uninstall-CsMirrorDatabase comes first",
    ],
    duration: "half an hour",
    page: content === null ? [] : PAGE,
    sources: [
      ...(topology.persistentChat === null ? [] : [topology.persistentChat.at]),
      ...databases.map(({ database }) => database.at),
    ],
    data: {
      pool: chat.pool,
      builder: chat.topologyBuilder,
      shell: chat.shell,
      stores: storesToDefine(databases),
      witnessPort: WITNESS_PORT,
      storePort: STORE_PORT,
      fields: [
        ...(content === null ? [] : contentFields(content)),
        ...(compliance === null ? noCompliance : complianceFields(compliance)),
        fileStore,
      ],
      // Stores that publishing offers to fill, and what to answer.
      primaries: [...new Set(databases.map(({ stores }) => listed(stores.primary)))],
      mirrors: mirrorsToMake(databases),
      backup: shipped && backup !== null ? listed(backup) : null,
      shippedDatabase: shipped ? content.database.name : null,
      backupMirror: shipped && backupMirror !== null ? listed(backupMirror) : null,
      servers: chat.servers.map(({ host, site, active }) => ({ host, site, active })),
      active: chat.servers.filter(({ active }) => active).map(({ host }) => host),
    },
  });
}

/** One for the pool. */
export function topologyBuilder(topology: Topology): readonly Step<TopologyBuilderData>[] {
  const chat = chatOf(topology);
  return chat === null ? [] : [sheet(topology, chat)];
}
