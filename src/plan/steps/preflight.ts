import { endpointFacts } from "../../model/endpoint.ts";
import { shippedCopies } from "../../model/log-shipping.ts";
import { folderKey, uncHost } from "../../model/path.ts";
import { hasPersistentChat, sessionParts, sessions } from "../../model/roles.ts";
import { endpointRows } from "../../model/settings/rows.ts";
import type { Database, LogShipping, Server, Topology } from "../../model/topology.ts";
import { endpointAddress } from "../mirroring.ts";
import type { PageStep } from "../page.ts";
import { copies, type Participation, participants, participations, type Role, roleText } from "../participants.ts";
import { inFolder } from "../paths.ts";
import type {
  ComparePart,
  EndpointPart,
  FoldersPart,
  HalfToCome,
  LaterPart,
  MirrorPart,
  MonitorPart,
  PreflightPart,
  RemoteLogin,
  SecondaryPart,
  ServerPart,
  SessionToCome,
  SourcePart,
  WitnessPart,
} from "../preflight-parts.ts";
import { majorVersion, serverFacts } from "../server.ts";
import { agentAccount, engineAccount, remoteName } from "../service-account.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that looks at a server before anything is changed. */
export interface PreflightData {
  /** The parts in their order; `kind` says what a part holds. */
  readonly parts: readonly PreflightPart[];
}

const isLater = (server: Server): boolean => majorVersion(server) >= 11;

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
/** Few enough for a line: the first, and how many more. */
const some = (texts: readonly string[]): string =>
  texts.length <= 1 ? (texts[0] ?? "") : `${texts[0]} and ${texts.length - 1} more`;
const pages = (topology: Topology, ids: readonly PageStep[]): readonly PageStep[] =>
  hasPersistentChat(topology) ? ids : [];

const hasRole = (parts: readonly Participation[], ...roles: readonly Role[]): Participation[] =>
  parts.filter(({ role }) => roles.includes(role));

/** Databases whose log backups this server takes, or takes after a failover. */
const shippedHere = (parts: readonly Participation[]): readonly LogShipping[] =>
  hasRole(parts, "principal", "primary", "mirror").flatMap(({ database }) => database.logShipping ?? []);

/** What Agent has to do here: jobs that the set-up enables, the mirroring monitor's, or nothing yet. */
function agentDuty(parts: readonly Participation[]): ServerPart["agentDuty"] {
  if (shippedHere(parts).length > 0 || hasRole(parts, "secondary", "monitor").length > 0) return "FAIL";
  return parts.every(({ role }) => role === "witness") ? "none" : "WARN";
}

/** Which alerts are raised on this server: with a remote monitor only there, else on each primary and secondary (MON). */
function alerts(parts: readonly Participation[]): ServerPart["alerts"] {
  const found = new Set<number>();
  for (const { database, role, secondary } of parts) {
    const shipping = database.logShipping;
    if (shipping === null) continue;
    const remote = shipping.monitor !== null;
    const primary = role === "principal" || role === "primary" || role === "mirror";
    if ((remote && role === "monitor") || (!remote && primary)) found.add(shipping.backup.alertError);
    if (!remote && role === "secondary" && secondary !== null) found.add(secondary.restore.alertError);
    if (remote && role === "monitor") {
      for (const one of shipping.secondaries) found.add(one.restore.alertError);
    }
  }
  return [...found].sort((left, right) => left - right).map((number) => ({ number, own: number > 50000 }));
}

function serverPart(server: Server, parts: readonly Participation[]): ServerPart {
  const jobs = [
    ...shippedHere(parts),
    ...hasRole(parts, "secondary").flatMap(({ database }) => database.logShipping ?? []),
  ];
  return {
    kind: "server",
    heading: `Server ${server.serverName}`,
    server: serverFacts(server),
    windows: server.os === "windows",
    collation: server.collation,
    engine: engineAccount(server),
    agent: agentAccount(server),
    agentDuty: agentDuty(parts),
    alerts: alerts(parts),
    owners: unique(jobs.flatMap(({ jobOwner }) => jobOwner ?? [])).sort(compare),
    saOwns: jobs.some(({ jobOwner }) => jobOwner === null),
    clock: parts.some(({ role }) => role !== "witness"),
    later: isLater(server),
  };
}

/** The mirroring endpoint: needed now, or (a secondary, its mirror, a backup store) only after a disaster failover. */
function endpointParts(topology: Topology, server: Server, parts: readonly Participation[]): EndpointPart[] {
  const { endpoint } = server;
  const mine = sessions(topology)
    .map(sessionParts)
    .filter((session) => session.some((part) => part.server.id === server.id));
  if (endpoint === null || mine.length === 0) return [];
  const now = hasRole(parts, "principal", "mirror", "witness").length > 0;
  const others = new Map(
    mine.flatMap((session) => session.map((part) => part.server)).map((other) => [other.id, other] as const),
  );
  others.delete(server.id);
  const chat = hasPersistentChat(topology);
  const sorted = [...others.values()].sort((left, right) => compare(left.id, right.id));
  const own = remoteName(server, server.engineAccount).name?.toLowerCase();
  const isSame = (other: Server) => {
    const { name } = remoteName(other, other.engineAccount);
    return name !== null && name.toLowerCase() === own;
  };
  return [
    {
      kind: "endpoint",
      heading: now ? "Mirroring endpoint" : "Mirroring endpoint (needed only after a disaster failover)",
      name: endpoint.name,
      port: endpoint.port,
      // What the set-up would stop at is a FAIL now, what a later failover would stop at a warning.
      bad: now ? "FAIL" : "WARN",
      // Install-CsMirrorDatabase adopts an endpoint by any name.
      settings: endpointRows(endpointFacts(endpoint), now ? (chat ? "name" : "none") : "all"),
      absent: now
        ? chat
          ? "absent: Install-CsMirrorDatabase makes it"
          : "absent: the set-up makes it"
        : "absent: to be made then",
      // The set-up by T-SQL makes logins and grants; for the cmdlet no page says so.
      missing: now && !chat ? "PASS" : "WARN",
      toCome: now && !chat ? "the set-up adds it" : "to be added by hand if the session does not start",
      partners: sorted.flatMap((other) => {
        const login = isSame(other) ? null : remoteLogin(other, other.engineAccount);
        return login === null ? [] : [{ serverName: other.serverName, ...login }];
      }),
      same: sorted.filter(isSame).map(partnerAccount),
      nameless: sorted
        .filter((other) => !isSame(other) && remoteLogin(other, other.engineAccount) === null)
        .map(partnerAccount),
    },
  ];
}

const partnerAccount = ({ serverName, engineAccount }: Server) => ({ serverName, account: engineAccount });

/** The login by which an account comes in elsewhere; null where nothing of its name is known there. */
function remoteLogin(server: Server, account: string): RemoteLogin | null {
  const { name, ending } = remoteName(server, account);
  if (name !== null) return { login: name, whole: 1 };
  return ending === null ? null : { login: ending, whole: 0 };
}

function sessionToCome(database: Database, server: Server): SessionToCome | null {
  const { mirroring } = database;
  if (mirroring === null) return null;
  const partner = server.id === mirroring.principal.id ? mirroring.mirror : mirroring.principal;
  return {
    partner: partner.serverName,
    // Where a cmdlet mirrors, the topology need not state endpoints.
    partnerAddress: partner.endpoint === null ? "" : endpointAddress(partner),
    witness: mirroring.witness?.endpoint
      ? endpointAddress(mirroring.witness)
      : mirroring.witness === null
        ? "none"
        : "one",
  };
}

function halfToCome({ logShipping }: Database): HalfToCome | null {
  return logShipping === null
    ? null
    : {
        share: logShipping.backup.share,
        directory: logShipping.backup.directory,
        job: logShipping.backup.job,
        monitor: logShipping.monitor?.server.serverName ?? "this server",
      };
}

function databasesPart(topology: Topology, databases: readonly Database[]) {
  return {
    chat: hasPersistentChat(topology),
    shipped: databases.some(({ logShipping }) => logShipping !== null),
    unshipped: databases.some(({ logShipping }) => logShipping === null),
    copies: databases.flatMap(({ name, logShipping }) =>
      logShipping === null ? [] : shippedCopies(logShipping).map((copy) => ({ shippedDatabase: name, ...copy })),
    ),
  };
}

/** How the files of the share begin, by either of its names. */
const places = ({ name, logShipping }: Database): SourcePart["places"] =>
  logShipping === null
    ? []
    : unique(
        [logShipping.backup.share, logShipping.backup.directory].map((at) => inFolder(at, "", logShipping.primary.os)),
      ).map((place) => ({ database: name, place }));

function sourceParts(topology: Topology, server: Server, databases: readonly Database[]): SourcePart[] {
  if (databases.length === 0) return [];
  return [
    {
      kind: "source",
      heading: "Databases that are copied from here",
      serverName: server.serverName,
      mirrored: databases.some(({ mirroring }) => mirroring !== null),
      later: isLater(server),
      ...databasesPart(topology, databases),
      places: databases.flatMap(places),
      ownDatabases: databases.map((database) => ({
        database: database.name,
        // Publishing the topology makes those of Persistent Chat.
        absent: hasPersistentChat(topology) ? "WARN" : "FAIL",
        mirroring: sessionToCome(database, server),
        half: halfToCome(database),
      })),
    },
  ];
}

function mirrorParts(topology: Topology, server: Server, databases: readonly Database[]): MirrorPart[] {
  if (databases.length === 0) return [];
  return [
    {
      kind: "mirror",
      heading: "Databases whose mirror is to be here",
      ...databasesPart(topology, databases),
      ownDatabases: databases.map((database) => ({
        database: database.name,
        absent: database.mirroring?.initialize === "already-restored" ? "FAIL" : "PASS",
        mirroring: sessionToCome(database, server),
        half: halfToCome(database),
      })),
    },
  ];
}

function secondaryParts(topology: Topology, parts: readonly Participation[]): SecondaryPart[] {
  if (parts.length === 0) return [];
  return [
    {
      kind: "secondary",
      heading: "Databases that are to be log shipping secondaries here",
      chat: hasPersistentChat(topology),
      copies: parts.map(({ database, secondary }) => {
        const shipping = database.logShipping;
        if (secondary === null || shipping === null) throw new Error("a secondary without log shipping");
        return {
          database: secondary.database,
          absent: secondary.initialize === "already-restored" ? "FAIL" : "PASS",
          primaryDatabase: database.name,
          primaryServerName: shipping.primary.serverName,
          mirrorServerName: (database.mirroring?.mirror ?? shipping.primary).serverName,
          source: secondary.copy.from,
          destination: secondary.copy.to,
          monitor: shipping.monitor?.server.serverName ?? null,
          copyJob: secondary.copy.job,
          restoreJob: secondary.restore.job,
        };
      }),
    },
  ];
}

/** Roles that hold nothing of the database yet: one line for each. */
function otherParts(parts: readonly Participation[]): (WitnessPart | MonitorPart | LaterPart)[] {
  const found: (WitnessPart | MonitorPart | LaterPart)[] = [];
  const witnessed = hasRole(parts, "witness");
  if (witnessed.length > 0) {
    found.push({
      kind: "witness",
      heading: "Witness",
      databases: witnessed.map(({ database }) => ({
        database: database.name,
        principal: database.mirroring?.principal.serverName ?? "",
        mirror: database.mirroring?.mirror.serverName ?? "",
      })),
    });
  }
  const monitored = hasRole(parts, "monitor");
  if (monitored.length > 0) {
    const shipments = monitored.flatMap(({ database }) => database.logShipping ?? []);
    const servers = monitored.flatMap(({ database }) =>
      copies(database).filter((one) => monitorsItself(database, one)),
    );
    const accounts = new Map(servers.map((one) => [one.agentAccount.toLowerCase(), one] as const));
    found.push({
      kind: "monitor",
      heading: "Monitor of log shipping",
      sqlLogins: shipments.some(({ monitor }) => monitor?.authentication === "sql-login"),
      accounts: shipments.some(({ monitor }) => monitor?.authentication === "windows")
        ? [...accounts.values()].flatMap((one) => {
            const login = remoteLogin(one, one.agentAccount);
            return login === null ? [] : [{ account: one.agentAccount, ...login }];
          })
        : [],
      databases: monitored.map(({ database }) => {
        const from = primaryServers(database).map(({ serverName }) => serverName);
        return {
          database: database.name,
          primary: from[0] ?? "",
          mirror: from.at(-1) ?? "",
          from: from.join(" and "),
        };
      }),
    });
  }
  const later = hasRole(parts, "mirror of the secondary", "backup store", "mirror of the backup store");
  if (later.length > 0) {
    found.push({
      kind: "later",
      heading: "For a disaster failover",
      databases: later.map(({ database, role, secondary }) => ({
        database: secondary?.database ?? database.name,
        role,
        store: role !== "mirror of the secondary",
      })),
    });
  }
  return found;
}

const primaryServers = (database: Database): Server[] => [
  ...(database.logShipping === null ? [] : [database.logShipping.primary]),
  ...(database.logShipping === null || database.mirroring === null ? [] : [database.mirroring.mirror]),
];

/** Servers whose log shipping jobs write to the monitor. */
const monitorsItself = (database: Database, server: Server): boolean =>
  primaryServers(database).some(({ id }) => id === server.id) ||
  (database.logShipping?.secondaries.some((one) => one.server.id === server.id) ?? false);

/** Every folder that the engine of this server reads or writes, with what for. */
function folders(parts: readonly Participation[]): FoldersPart["folders"] {
  const found = new Map<string, { path: string; uses: string[] }>();
  const add = (path: string | null | undefined, use: string) => {
    if (path === null || path === undefined) return;
    const known = found.get(folderKey(path));
    if (known === undefined) found.set(folderKey(path), { path, uses: [use] });
    else known.uses.push(use);
  };
  for (const { database, role, secondary } of parts) {
    const { mirroring, logShipping } = database;
    if (role === "principal" || role === "mirror") add(mirroring?.seedShare, `mirror seed of ${database.name}`);
    if (role === "mirror") {
      add(mirroring?.dataPath, `data files of ${database.name}`);
      add(mirroring?.logPath, `log files of ${database.name}`);
    }
    if (role === "principal" || role === "primary" || role === "mirror") {
      add(logShipping?.backup.directory, `log backups of ${database.name}`);
      if (logShipping !== null && uncHost(logShipping.backup.share) !== null) {
        add(logShipping.backup.share, `log backups of ${database.name}`);
      }
    }
    if (role === "secondary" && secondary !== null && logShipping !== null) {
      add(secondary.copy.from, `log backups of ${database.name}`);
      add(secondary.copy.to, `copied log backups of ${secondary.database}`);
      add(secondary.dataPath, `data files of ${secondary.database}`);
      add(secondary.logPath, `log files of ${secondary.database}`);
    }
    if (role === "secondary" || role === "mirror of the secondary") {
      add(secondary?.mirror?.seedShare, `mirror seed of ${secondary?.database} after a disaster failover`);
    }
  }
  return [...found.values()].map(({ path, uses }) => ({ path, use: some(unique(uses)) }));
}

function folderParts(server: Server, parts: readonly Participation[]): FoldersPart[] {
  const all = folders(parts);
  if (all.length === 0) return [];
  return [
    {
      kind: "folders",
      heading: "Folders, as the engine's account sees them",
      account: server.engineAccount,
      folders: all,
    },
  ];
}

/** For each other server: the databases whose logins and certificates it has to have as well. */
function compareParts(server: Server, parts: readonly Participation[]): ComparePart[] {
  const targets = new Map<string, { server: Server; databases: string[] }>();
  for (const { database } of hasRole(parts, "principal", "primary")) {
    for (const other of copies(database)) {
      if (other.id === server.id) continue;
      const known = targets.get(other.id) ?? { server: other, databases: [] };
      known.databases.push(database.name);
      targets.set(other.id, known);
    }
  }
  if (targets.size === 0) return [];
  return [
    {
      kind: "compare",
      heading: "Logins and certificates of these databases, for the other servers",
      from: server.serverName,
      targets: [...targets.values()]
        .sort((left, right) => compare(left.server.id, right.server.id))
        .map((target) => ({
          heading: `Logins and certificates that ${target.server.serverName} needs: paste these lines into a query window there`,
          databases: target.databases,
        })),
    },
  ];
}

function page(topology: Topology, parts: readonly Participation[]): readonly PageStep[] {
  return pages(topology, [
    ...(hasRole(parts, "principal", "primary").length > 0 ? (["note.availability-groups"] as const) : []),
    ...(hasRole(parts, "secondary").length > 0 ? (["primary.agent"] as const) : []),
    ...(hasRole(parts, "mirror").length > 0 ? (["mirror.3"] as const) : []),
  ]);
}

function step(topology: Topology, server: Server): Step<PreflightData & TsqlData> {
  const mine = participations(topology, server);
  const comparing = compareParts(server, mine);
  const of = (...roles: readonly Role[]) => hasRole(mine, ...roles).map(({ database }) => database);
  const all = [
    serverPart(server, mine),
    ...endpointParts(topology, server, mine),
    ...sourceParts(topology, server, of("principal", "primary")),
    ...mirrorParts(topology, server, of("mirror")),
    ...secondaryParts(topology, hasRole(mine, "secondary")),
    ...otherParts(mine),
    ...folderParts(server, mine),
    ...comparing,
  ];
  return onServer<PreflightData>(server, {
    kind: "preflight",
    database: null,
    what: "preflight",
    role: roleText(mine),
    title: `look at ${server.serverName} before anything is changed`,
    purpose: [
      "Reads what the set-up relies on, and prints a line for each check: PASS, WARN (read it and decide) or FAIL (the set-up would",
      "stop at it, or do harm). INFO lines say what is there. Changes nothing.",
      ...(comparing.length > 0
        ? [
            "At the end it prints statements to paste into a query window on each server that gets a copy: they name the logins and",
            "certificates of the databases here that are missing there.",
          ]
        : []),
    ],
    before: [
      "this is the server, the caller is sysadmin, and no transaction is open: nothing else keeps it from looking",
      "what T-SQL cannot see (the Agent's account on shares, free space, ports) is looked at by the network script of this folder",
    ],
    after: [
      "every line read: no FAIL, and each WARN understood; where clocks or logins are printed, compared with the partners'",
    ],
    undo: ["nothing to take back: it only reads"],
    duration: "a minute; longer where a share does not answer",
    readOnly: true,
    page: page(topology, mine),
    sources: [server.at, ...unique(mine.map(({ database }) => database.at))],
    data: { parts: all.map((part, index) => ({ ...part, last: index === all.length - 1 })) },
  });
}

/** One for each server that takes part in something. */
export function preflight(topology: Topology): readonly Step<PreflightData & TsqlData>[] {
  return participants(topology).map((server) => step(topology, server));
}
