import type { Database, Secondary, Server, Topology } from "../model/topology.ts";

export type Role =
  | "principal"
  | "primary"
  | "mirror"
  | "witness"
  | "secondary"
  | "mirror of the secondary"
  | "monitor"
  | "backup store"
  | "mirror of the backup store";

/** What a server is to a database. A mirroring principal that is shipped is `principal`; `primary` has no mirror. */
export interface Participation {
  readonly database: Database;
  readonly role: Role;
  /** Set for a secondary and for its mirror. */
  readonly secondary: Secondary | null;
}

function ofDatabase(database: Database, server: Server): Participation[] {
  const { mirroring, logShipping, backupStore } = database;
  const found: Participation[] = [];
  const add = (who: Server | null | undefined, role: Role, secondary: Secondary | null = null) => {
    if (who?.id === server.id) found.push({ database, role, secondary });
  };
  add(mirroring?.principal, "principal");
  if (mirroring === null) add(logShipping?.primary, "primary");
  add(mirroring?.mirror, "mirror");
  add(mirroring?.witness, "witness");
  for (const secondary of logShipping?.secondaries ?? []) {
    add(secondary.server, "secondary", secondary);
    add(secondary.mirror?.server, "mirror of the secondary", secondary);
  }
  add(logShipping?.monitor?.server, "monitor");
  add(backupStore?.server, "backup store");
  add(backupStore?.mirror, "mirror of the backup store");
  return found;
}

/** Every role that a server has, by database. */
export function participations(topology: Topology, server: Server): Participation[] {
  return topology.databases.flatMap((database) => ofDatabase(database, server));
}

/** Those in which the server has one of the roles. */
export const hasRole = (parts: readonly Participation[], ...roles: readonly Role[]): Participation[] =>
  parts.filter(({ role }) => roles.includes(role));

/** The servers that take part in something, in the topology's order. */
export function participants(topology: Topology): Server[] {
  return topology.servers.filter((server) => participations(topology, server).length > 0);
}

/** The servers that hold, or will hold, a copy of a database. */
export function copies(database: Database): Server[] {
  const { mirroring, logShipping } = database;
  const all = [
    ...(mirroring === null ? [] : [mirroring.principal, mirroring.mirror]),
    ...(logShipping === null ? [] : [logShipping.primary]),
    ...(logShipping?.secondaries ?? []).flatMap(({ server, mirror }) => [server, ...(mirror ? [mirror.server] : [])]),
  ];
  return [...new Map(all.map((server) => [server.id, server])).values()];
}

/** The roles of a server in words, each once: `principal, log shipping primary, witness`. */
export function roleText(parts: readonly Participation[]): string {
  const words = parts.flatMap(({ role, database }) => {
    const shipped = database.logShipping !== null;
    if (role === "principal")
      return shipped ? ["mirroring principal", "log shipping primary"] : ["mirroring principal"];
    if (role === "mirror") return shipped ? ["mirror", "log shipping primary after a failover"] : ["mirror"];
    if (role === "primary" || role === "secondary") return [`log shipping ${role}`];
    return [role === "monitor" ? "log shipping monitor" : role];
  });
  return [...new Set(words)].join(", ");
}
