import type { Database, Server } from "../../model/topology.ts";
import { copies, hasRole, type Participation, type Role } from "../participants.ts";
import { type RemoteLogin, remoteLogin } from "../service-account.ts";
import type { Part } from "./part.ts";

/** The sessions that the server is to be the witness of. */
export interface WitnessPart extends Part<"witness"> {
  /** Their databases. */
  readonly databases: readonly {
    /** The database. */
    readonly database: string;
    /** The principal's server name. */
    readonly principal: string;
    /** The mirror's server name. */
    readonly mirror: string;
  }[];
}

/** The databases that the server is to be the monitor of. */
export interface MonitorPart extends Part<"monitor"> {
  /** Some of those who write here do it by a SQL Server login. */
  readonly sqlLogins: boolean;
  /** Agents' accounts that write here by Windows authentication. */
  readonly accounts: readonly (RemoteLogin & {
    /** The account, as the topology says it. */
    readonly account: string;
  })[];
  /** The databases that are watched here. */
  readonly databases: readonly {
    /** The database. */
    readonly database: string;
    /** The primary's server name. */
    readonly primary: string;
    /** The server name of its mirror; the primary's own without one. */
    readonly mirror: string;
    /** Both, in words. */
    readonly from: string;
  }[];
}

/** What the server is only for after a disaster failover. */
export interface LaterPart extends Part<"later"> {
  /** Databases that it is to have then. */
  readonly databases: readonly {
    /** The database's name here. */
    readonly database: string;
    /** What the server is to the database. */
    readonly role: Role;
    /** It is a store that Topology Builder names, in which an empty database may be. */
    readonly store: boolean;
  }[];
}

/** Roles that hold nothing of the database yet: one line for each. */
export function otherParts(parts: readonly Participation[]): (WitnessPart | MonitorPart | LaterPart)[] {
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
