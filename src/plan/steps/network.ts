import { folderKey, uncHost } from "../../model/path.ts";
import { hasPersistentChat, sessionParts, sessions } from "../../model/roles.ts";
import type { LogShipping, Server, Topology } from "../../model/topology.ts";
import { type Participation, participants, participations, roleText } from "../participants.ts";
import { address } from "../server.ts";
import { agentAccount, engineAccount, type RemoteName, remoteName, type ServiceAccount } from "../service-account.ts";
import { byPowerShell, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";

type Rights = "read" | "read and write";

/** Who has to do what in a folder, and what the folder is for. */
interface Folder {
  readonly path: string;
  readonly use: string;
  readonly engine: Rights | null;
  readonly agent: Rights | null;
}

const more = (left: Rights | null, right: Rights | null): Rights | null =>
  left === "read and write" || right === "read and write" ? "read and write" : (left ?? right);

/** The folders that the services of this server use (HP, HM, MIR; section 1 of the operating rules). */
function folders(parts: readonly Participation[], chat: boolean): Folder[] {
  const found = new Map<string, Folder>();
  const add = (path: string | null | undefined, use: string, engine: Rights | null, agent: Rights | null) => {
    if (path === null || path === undefined) return;
    const key = folderKey(path);
    const known = found.get(key) ?? { path, use, engine: null, agent: null };
    found.set(key, { ...known, engine: more(known.engine, engine), agent: more(known.agent, agent) });
  };
  const both: Rights = "read and write";
  for (const { database, role, secondary } of parts) {
    const { mirroring, logShipping } = database;
    const primary = role === "principal" || role === "primary" || role === "mirror";
    if (role === "principal") add(mirroring?.seedShare, `mirror seed of ${database.name}`, both, chat ? both : null);
    if (role === "mirror") {
      add(mirroring?.seedShare, `mirror seed of ${database.name}`, chat ? both : "read", chat ? both : null);
      add(mirroring?.dataPath, `data files of ${database.name}`, both, null);
      add(mirroring?.logPath, `log files of ${database.name}`, both, null);
    }
    if (primary && logShipping !== null) {
      add(logShipping.backup.directory, `log backups of ${database.name}`, both, both);
      if (uncHost(logShipping.backup.share) !== null) {
        add(logShipping.backup.share, `log backups of ${database.name}`, both, both);
      }
    }
    if (role === "secondary" && secondary !== null) {
      // At failback the secondary writes its full backup to the share.
      add(secondary.copy.from, `log backups of ${database.name}`, chat ? both : "read", "read");
      const standby = secondary.restore.mode === "standby";
      add(secondary.copy.to, `copied log backups of ${secondary.database}`, standby ? both : "read", both);
      add(secondary.dataPath, `data files of ${secondary.database}`, both, null);
      add(secondary.logPath, `log files of ${secondary.database}`, both, null);
    }
    if ((role === "secondary" || role === "mirror of the secondary") && secondary !== null) {
      add(
        secondary.mirror?.seedShare,
        `mirror seed of ${secondary.database} after a disaster failover`,
        both,
        chat ? both : null,
      );
    }
  }
  return [...found.values()];
}

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

function shareConnections(all: readonly Folder[]): Connection[] {
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

/** How an account may be written in a folder's access list, on this computer (with local) or on a file server. */
function listed(server: Server, account: string, forms: readonly string[], unc: boolean): readonly string[] {
  const remote: RemoteName = remoteName(server, account);
  const domain = remote.name === null ? [] : [remote.name];
  const computer = remote.ending === null ? [] : [`*${remote.ending}`];
  return [...new Set(unc ? [...domain, ...computer] : [...forms, ...domain])];
}

/** A folder that the services of the server use. */
interface FolderFacts {
  /** The folder. */
  readonly path: string;
  /** What it is for. */
  readonly use: string;
  /** 1: a share, seen over the network; 0: a folder of the computer. */
  readonly unc: 0 | 1;
  /** The services' accounts that use it. */
  readonly accounts: readonly {
    /** The service and its account, in words. */
    readonly whose: string;
    /** What the account has to do there. */
    readonly rights: Rights;
    /** 1: it has to write; 0: it only reads. */
    readonly modify: 0 | 1;
    /** How the account may be written in the access list; `*` stands for any domain. */
    readonly names: readonly string[];
  }[];
}

/** A service of the instance, with its account as Windows shows it. */
interface Service extends Omit<ServiceAccount, "stated"> {
  /** The service's name. */
  readonly name: string;
  /** What it means if it is not as it should be. */
  readonly bad: "FAIL" | "WARN";
}

/** The script that looks at the services, folders and ports of a server, on its own computer. */
export interface NetworkData extends PowerShellData {
  /** The name of the computer. */
  readonly machine: string;
  /** The database engine, and SQL Server Agent where it has something to do. */
  readonly services: readonly Service[];
  /** The folders that both use. */
  readonly folders: readonly FolderFacts[];
  /** The hosts of all connections, each once. */
  readonly hosts: readonly string[];
  /** The connections that the services make. */
  readonly connections: readonly Connection[];
}

function folderFacts(server: Server, folder: Folder): FolderFacts {
  const unc = uncHost(folder.path) !== null;
  const accounts = [
    { rights: folder.engine, account: engineAccount(server), whose: "the engine" },
    { rights: folder.agent, account: agentAccount(server), whose: "Agent" },
  ];
  return {
    path: folder.path,
    use: folder.use,
    unc: unc ? 1 : 0,
    accounts: accounts.flatMap(({ rights, account, whose }) =>
      rights === null
        ? []
        : [
            {
              whose: `${whose}, ${account.stated}`,
              rights,
              modify: rights === "read" ? 0 : 1,
              names: listed(server, account.stated, account.forms, unc),
            },
          ],
    ),
  };
}

const service = (name: string, { forms, ending, head }: ServiceAccount, bad: Service["bad"]): Service => ({
  name,
  forms,
  ending,
  head,
  bad,
});

function services(server: Server, parts: readonly Participation[]): readonly Service[] {
  const named = server.instance !== null && server.instance.toUpperCase() !== "MSSQLSERVER";
  const engine = service(named ? `MSSQL$${server.instance}` : "MSSQLSERVER", engineAccount(server), "FAIL");
  if (parts.every(({ role }) => role === "witness")) return [engine];
  const jobs = parts.some(
    ({ role, database }) =>
      role === "secondary" ||
      role === "monitor" ||
      (database.logShipping !== null && /^(principal|primary|mirror)$/.test(role)),
  );
  return [
    engine,
    service(named ? `SQLAgent$${server.instance}` : "SQLSERVERAGENT", agentAccount(server), jobs ? "FAIL" : "WARN"),
  ];
}

function step(topology: Topology, server: Server): Step<NetworkData> {
  const mine = participations(topology, server);
  const used = folders(mine, hasPersistentChat(topology));
  const connections = [
    ...endpointConnections(topology, server),
    ...sqlConnections(server, mine),
    ...shareConnections(used),
  ];
  const machine = server.serverName.split("\\")[0] ?? server.serverName;
  return byPowerShell<NetworkData>(server, {
    kind: "network",
    phase: "setup/01-preflight",
    number: 20,
    database: null,
    what: "network",
    role: roleText(mine),
    title: `look at the services, folders and ports of ${server.serverName}`,
    purpose: [
      "What T-SQL cannot see: services and their accounts, shares and folders, free space, names and ports of the other servers.",
      "A line for each check: PASS, WARN (read it and decide) or FAIL. Changes nothing.",
    ],
    before: ["it is run on that computer: on another one it answers for the wrong services, folders and firewall"],
    after: ["every line read: no FAIL, and each WARN understood"],
    next: "the other files of this folder, for the other servers.",
    duration: "a minute; five seconds more for each port that does not answer",
    readOnly: true,
    sources: [server.at, ...new Set(mine.map(({ database }) => database.at))],
    data: {
      runs: {
        server: `${server.serverName}   (topology id ${server.id}; connect to ${address(server)})`,
        shell: `Windows PowerShell or PowerShell 7, on ${server.host} itself`,
        as: "a local administrator of that computer, who may read the shares",
      },
      machine,
      services: services(server, mine),
      folders: used.map((folder) => folderFacts(server, folder)),
      hosts: [...new Set(connections.map(({ host }) => host))],
      connections,
    },
  });
}

/** One for each Windows server that takes part in something. */
export function network(topology: Topology): readonly Step<NetworkData>[] {
  return participants(topology)
    .filter(({ os }) => os === "windows")
    .map((server) => step(topology, server));
}
