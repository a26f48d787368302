import type { Database, PersistentChat, Platform, Server, Topology } from "../model/topology.ts";

/** The two products with Persistent Chat, as they name their tools. */
const PRODUCTS: Readonly<Record<Exclude<Platform, "sql-server">, string>> = {
  "skype-for-business-2015": "Skype for Business Server",
  "lync-server-2013": "Lync Server",
};

/** Persistent Chat's two databases, as -DatabaseType of the cmdlets calls them. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["mgc", "PersistentChat"],
  ["mgccomp", "PersistentChatCompliance"],
]);

/** The pool, and its product's tools. */
export interface Chat {
  readonly pool: string;
  readonly servers: PersistentChat["servers"];
  /** The shell that has the cmdlets. */
  readonly shell: string;
  readonly topologyBuilder: string;
  /** Whether Get-CsDatabaseMirrorState's page lists Persistent Chat's types: Lync Server 2013's does not. */
  readonly typedMirrorState: boolean;
}

/** The pool of a topology; null on plain SQL Server. */
export function chatOf(topology: Topology): Chat | null {
  if (topology.platform === "sql-server" || topology.persistentChat === null) return null;
  const product = PRODUCTS[topology.platform];
  return {
    pool: topology.persistentChat.pool,
    servers: topology.persistentChat.servers,
    shell: `${product} Management Shell`,
    topologyBuilder: `${product} Topology Builder`,
    typedMirrorState: topology.platform !== "lync-server-2013",
  };
}

/** -DatabaseType of a Persistent Chat database; null for any other, and on plain SQL Server. */
export function databaseType(topology: Topology, database: Database): string | null {
  return chatOf(topology) === null ? null : (TYPES.get(database.name.toLowerCase()) ?? null);
}

/** The SQL Server stores of one of the two databases, in Topology Builder's words. */
export interface Stores {
  readonly primary: Server;
  readonly mirror: Server | null;
  readonly witness: Server | null;
  /** The store in the other data centre: log shipping's secondary, or the compliance database's backup store. */
  readonly backup: Server | null;
  readonly backupMirror: Server | null;
}

function storesOf(database: Database): Stores | null {
  const { mirroring, logShipping, backupStore } = database;
  const primary = mirroring?.principal ?? logShipping?.primary;
  if (primary === undefined) return null;
  // Topology Builder has one backup store: of several secondaries, the one that is to have a mirror.
  const secondary = logShipping?.secondaries.find((one) => one.mirror !== null) ?? logShipping?.secondaries[0];
  return {
    primary,
    mirror: mirroring?.mirror ?? null,
    witness: mirroring?.witness ?? null,
    backup: secondary?.server ?? backupStore?.server ?? null,
    backupMirror: secondary?.mirror?.server ?? backupStore?.mirror ?? null,
  };
}

/** A database of Persistent Chat with its stores. */
export interface ChatDatabase {
  readonly database: Database;
  readonly stores: Stores;
}

/** Persistent Chat's own database of that type; null where the topology says nothing of it. */
export function chatDatabase(
  topology: Topology,
  type: "PersistentChat" | "PersistentChatCompliance",
): ChatDatabase | null {
  const database = topology.databases.find((one) => databaseType(topology, one) === type);
  const stores = database === undefined ? null : storesOf(database);
  return database === undefined || stores === null ? null : { database, stores };
}
