import { uncHost } from "../../model/path.ts";
import { hasPersistentChat, sessionParts, sessions } from "../../model/roles.ts";
import type { LogShipping, Server, Topology } from "../../model/topology.ts";
import { chatOf } from "../chat.ts";
import { type ServerRow, serverRow } from "../computer.ts";
import { type Rights, type UsedFolder, usedFolders, useText } from "../folders.ts";
import { copies, type Participation, participants, participations } from "../participants.ts";
import {
  agentAccount,
  agentService,
  engineAccount,
  engineService,
  machineOf,
  type RemoteName,
  remoteName,
  type ServiceAccount,
} from "../service-account.ts";
import { onEachComputer, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";

/** A connection that this server's services make. */
interface Connection {
  /** What answers there, in words. */
  readonly what: string;
  /** The host to connect to. */
  readonly host: string;
  /** The TCP port; 0 where SQL Server Browser has to be asked for it. */
  readonly port: number;
  /** The instance to ask SQL Server Browser for; empty for none. */
  readonly instance: string;
  /** The name that is dialled, which a SQL client alias of the computer may lead elsewhere; empty where nothing looks for an alias. */
  readonly dialled: string;
  /** What it means if nobody answers. */
  readonly bad: "FAIL" | "WARN";
}

/** The port of a default instance that nobody says another one of: 1433; of a named one SQL Server Browser is asked. */
const DEFAULT_PORT = 1433;

const dialledPort = (instance: string): number => (instance === "" ? DEFAULT_PORT : 0);

/**
 * What log shipping dials: the name that is registered, `@monitor_server` and the like, which knows no port and no other domain
 * (sp_add_log_shipping_primary_database; sqllogship), so that `host` and `port` of the topology are not tried.
 */
function sqlConnection(server: Server, bad: Connection["bad"]): Connection {
  const { serverName } = server;
  const instance = serverName.split("\\")[1] ?? "";
  const port = dialledPort(instance);
  return { what: `SQL Server ${serverName}`, host: machineOf(server), port, instance, dialled: serverName, bad };
}

/** What the product dials: the store as Topology Builder has it, the host's FQDN with the instance's name and no port. */
function storeConnection({ host, instance: named }: Server): Connection {
  const instance = named ?? "";
  const dialled = instance === "" ? host : `${host}\\${instance}`;
  return { what: `SQL Server store ${dialled}`, host, port: dialledPort(instance), instance, dialled, bad: "FAIL" };
}

const shippers = ({ primary, secondaries }: LogShipping, mirror: Server | undefined): Server[] => [
  primary,
  ...(mirror === undefined ? [] : [mirror]),
  ...secondaries.map(({ server }) => server),
];

/** Servers on the other side of log shipping: the monitor must answer; the others are connected to by tools and by status scripts. */
function sqlConnections(server: Server, parts: readonly Participation[]): Connection[] {
  const found = new Map<string, Connection>();
  const add = (other: Server, bad: Connection["bad"]) => {
    if (other.id !== server.id && (bad === "FAIL" || !found.has(other.id)))
      found.set(other.id, sqlConnection(other, bad));
  };
  for (const { database, role } of parts) {
    const { logShipping: shipping, mirroring } = database;
    if (shipping === null) continue;
    const primary = role === "principal" || role === "primary" || role === "mirror";
    const others = shippers(shipping, mirroring?.mirror);
    if ((primary || role === "secondary") && shipping.monitor) add(shipping.monitor.server, "FAIL");
    if (primary) for (const one of shipping.secondaries) add(one.server, "WARN");
    if (role === "secondary") add(shipping.primary, "WARN");
    if (role === "secondary" && mirroring !== null) add(mirroring.mirror, "WARN");
    if (role === "monitor") for (const one of others) add(one, "WARN");
  }
  return [...found.values()];
}

function endpointConnections(topology: Topology, server: Server): Connection[] {
  const others = new Map(
    sessions(topology)
      .map((session) => sessionParts(session).map((part) => part.server))
      .filter((servers) => servers.some(({ id }) => id === server.id))
      .flat()
      .map((other) => [other.id, other] as const),
  );
  others.delete(server.id);
  return [...others.values()].flatMap((other) =>
    other.endpoint === null
      ? []
      : [
          {
            what: `mirroring endpoint of ${other.serverName}`,
            host: other.endpoint.listenerIp ?? other.host,
            port: other.endpoint.port,
            instance: "",
            dialled: "",
            bad: "WARN",
          },
        ],
  );
}

function shareConnections(all: readonly UsedFolder[]): Connection[] {
  const hosts = new Map(
    all.flatMap(({ path }) => uncHost(path) ?? []).map((host) => [host.toLowerCase(), host] as const),
  );
  return [...hosts.values()].map((host) => ({
    what: `file shares of ${host}`,
    host,
    port: 445,
    instance: "",
    dialled: "",
    bad: "FAIL",
  }));
}

/** A service's row, with its account. */
interface ServiceRow {
  /** The server's id. */
  readonly server: string;
  /** The column of the folders' rows that is this service's. */
  readonly of: "Engine" | "Agent";
  /** What it means if it is not as it should be. */
  readonly bad: "FAIL" | "WARN";
  /** The service's name. */
  readonly name: string;
  /** Its account without the domain: the same name with another one, or in another form, is a difference in form only; empty if built in. */
  readonly user: string;
  /** How the account is written on its own computer, one form at least. */
  readonly local: readonly string[];
  /** How it may be written in a file server's access list; `*` stands for any domain. An empty text where it cannot be. */
  readonly remote: readonly string[];
}

/** A folder's row. */
interface FolderRow {
  /** The server's id. */
  readonly server: string;
  /** The folder. */
  readonly path: string;
  /** What it is for. */
  readonly use: string;
  /** 1: a share, seen over the network; 0: a folder of the computer. */
  readonly unc: 0 | 1;
  /** What the engine has to do there; empty for nothing. */
  readonly engine: Rights | "";
  /** What SQL Server Agent has to do there; empty for nothing. */
  readonly agent: Rights | "";
}

/** A connection's row. */
interface ConnectionRow extends Connection {
  /** The server's id. */
  readonly server: string;
}

/** The script that looks at services, folders and ports: one for all servers, which finds its rows by the computer's name. */
export interface NetworkData extends PowerShellData {
  /** The Windows servers. */
  readonly servers: readonly ServerRow[];
  /** Their services: the database engine, and SQL Server Agent where it has something to do. */
  readonly services: readonly ServiceRow[];
  /** The folders that the services use. */
  readonly folders: readonly FolderRow[];
  /** SQL Server Browser has to be asked for a port. */
  readonly browser: boolean;
  /** The connections that the services make. */
  readonly connections: readonly ConnectionRow[];
}

function serviceRow(
  server: Server,
  of: ServiceRow["of"],
  name: string,
  account: ServiceAccount,
  bad: ServiceRow["bad"],
): ServiceRow {
  const { stated, forms, ending } = account;
  const { name: whole, ending: short }: RemoteName = remoteName(server, stated);
  return {
    server: server.id,
    of,
    bad,
    name,
    user: ending?.slice(1) ?? "",
    local: forms,
    remote: [whole ?? (short === null ? "" : `*${short}`)],
  };
}

function services(server: Server, parts: readonly Participation[]): readonly ServiceRow[] {
  const engine = serviceRow(server, "Engine", engineService(server).name, engineAccount(server), "FAIL");
  if (parts.every(({ role }) => role === "witness")) return [engine];
  const jobs = parts.some(
    ({ role, database }) =>
      role === "secondary" ||
      role === "monitor" ||
      (database.logShipping !== null && /^(principal|primary|mirror)$/.test(role)),
  );
  return [engine, serviceRow(server, "Agent", agentService(server).name, agentAccount(server), jobs ? "FAIL" : "WARN")];
}

const folderRow = (server: Server, folder: UsedFolder): FolderRow => ({
  server: server.id,
  path: folder.path,
  use: useText(folder),
  unc: uncHost(folder.path) === null ? 0 : 1,
  engine: folder.engine ?? "",
  agent: folder.agent ?? "",
});

function connections(topology: Topology, server: Server, parts: readonly Participation[], used: readonly UsedFolder[]) {
  const found = [...endpointConnections(topology, server), ...sqlConnections(server, parts), ...shareConnections(used)];
  return found.map((connection): ConnectionRow => ({ server: server.id, ...connection }));
}

/** As many computers as a title names. */
const LISTED = 6;

/** A server of the pool: a computer that dials the stores, and has no instance of its own. */
interface PoolServer {
  readonly row: ServerRow;
  readonly connections: readonly ConnectionRow[];
}

/** The servers of the pool, with the stores of every database that the topology has. */
function poolServers(topology: Topology): readonly PoolServer[] {
  const stores = [...new Map(topology.databases.flatMap(copies).map((server) => [server.id, server])).values()];
  return (chatOf(topology)?.servers ?? []).map(({ host }) => {
    const machine = (host.split(".")[0] ?? host).toUpperCase();
    const row = { id: `pool/${machine.toLowerCase()}`, machine, serverName: host, service: "" };
    return { row, connections: stores.map((store) => ({ server: row.id, ...storeConnection(store) })) };
  });
}

/** One for all Windows servers that take part in something, run on the computer of each. */
export function network(topology: Topology): readonly Step<NetworkData>[] {
  const servers = participants(topology).filter(({ os }) => os === "windows");
  if (servers.length === 0) return [];
  const chat = hasPersistentChat(topology);
  const all = servers.map((server) => {
    const parts = participations(topology, server);
    return { server, parts, used: usedFolders(parts, chat) };
  });
  const pool = poolServers(topology);
  const dialled = [
    ...all.flatMap(({ server, parts, used }) => connections(topology, server, parts, used)),
    ...pool.flatMap((one) => one.connections),
  ];
  const machines = [...new Set([...servers.map(machineOf), ...pool.map(({ row }) => row.machine)])];
  const step = onEachComputer<NetworkData>(servers, {
    kind: "network",
    database: null,
    what: "network",
    role: "every Windows server of the topology",
    title: `look at the services, folders and ports on ${machines.length > LISTED ? `each of ${machines.length} computers` : machines.join(", ")}`,
    purpose: [
      "What T-SQL cannot see: services and their accounts, shares and folders, free space, names and ports of the other servers.",
      "A line for each check: PASS, WARN (read it and decide) or FAIL. Changes nothing.",
    ],
    before: [
      "it is run on the computer of each server of its table; where that has another name, as in a failover cluster, with -Server and the server's id",
    ],
    after: [`every line read, on ${machines.join(", ")}: no FAIL, and each WARN understood`],
    duration: "a minute on each computer; five seconds more for each port that does not answer",
    readOnly: true,
    sources: [
      ...servers.map(({ at }) => at),
      ...new Set(all.flatMap(({ parts }) => parts.map(({ database }) => database.at))),
    ],
    data: {
      browser: dialled.some(({ port }) => port === 0),
      runs: {
        server: "each of the first table below",
        shell: "Windows PowerShell or PowerShell 7, on the computer itself",
        as: "a local administrator of that computer, who may read the shares",
      },
      servers: [...servers.map(serverRow), ...pool.map(({ row }) => row)],
      services: all.flatMap(({ server, parts }) => services(server, parts)),
      folders: all.flatMap(({ server, used }) => used.map((folder) => folderRow(server, folder))),
      connections: dialled,
    },
  });
  return [step];
}
