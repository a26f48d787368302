import { uncHost } from "../../model/path.ts";
import { hasPersistentChat, sessionParts, sessions } from "../../model/roles.ts";
import type { LogShipping, Server, Topology } from "../../model/topology.ts";
import { type ServerRow, serverRow } from "../computer.ts";
import { type Rights, type UsedFolder, usedFolders, useText } from "../folders.ts";
import { type Participation, participants, participations } from "../participants.ts";
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
  /** What it means if nobody answers. */
  readonly bad: "FAIL" | "WARN";
}

const sqlConnection = (server: Server, bad: Connection["bad"]): Connection => ({
  what: `SQL Server ${server.serverName}`,
  host: server.host,
  port: server.port ?? (server.instance === null ? 1433 : 0),
  instance: server.instance ?? "",
  bad,
});

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
            host: other.host,
            port: other.endpoint.port,
            instance: "",
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

/** One for all Windows servers that take part in something, run on the computer of each. */
export function network(topology: Topology): readonly Step<NetworkData>[] {
  const servers = participants(topology).filter(({ os }) => os === "windows");
  if (servers.length === 0) return [];
  const chat = hasPersistentChat(topology);
  const all = servers.map((server) => {
    const parts = participations(topology, server);
    return { server, parts, used: usedFolders(parts, chat) };
  });
  const machines = [...new Set(servers.map(machineOf))];
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
      runs: {
        server: "each of the first table below",
        shell: "Windows PowerShell or PowerShell 7, on the computer itself",
        as: "a local administrator of that computer, who may read the shares",
      },
      servers: servers.map(serverRow),
      services: all.flatMap(({ server, parts }) => services(server, parts)),
      folders: all.flatMap(({ server, used }) => used.map((folder) => folderRow(server, folder))),
      connections: all.flatMap(({ server, parts, used }) => connections(topology, server, parts, used)),
    },
  });
  return [step];
}
