import { sameInstance } from "./host.ts";
import type { Database, LogShipping, Pointer, Secondary, Server, Topology } from "./topology.ts";

/** A server in a role, with the key that puts it there. */
export interface Part {
  readonly server: Server;
  readonly at: Pointer;
  readonly role: "principal" | "mirror" | "witness" | "primary" | "secondary" | "monitor";
}

/**
 * Two servers that mirror a database, now or after a disaster failover: the partners of the topology, a secondary with its own
 * mirror, a backup store with its mirror.
 */
export interface Session {
  readonly database: Database;
  readonly principal: Part;
  readonly mirror: Part;
  readonly witness: Part | null;
}

function databaseSessions(database: Database): Session[] {
  const { mirroring, logShipping, backupStore } = database;
  const found: Session[] = [];
  const add = (principal: [Server, Pointer], mirror: [Server, Pointer], witness?: [Server, Pointer]) =>
    found.push({
      database,
      principal: { server: principal[0], at: principal[1], role: "principal" },
      mirror: { server: mirror[0], at: mirror[1], role: "mirror" },
      witness: witness === undefined ? null : { server: witness[0], at: witness[1], role: "witness" },
    });
  if (mirroring) {
    const { at, witness } = mirroring;
    add(
      [mirroring.principal, `${at}/principal`],
      [mirroring.mirror, `${at}/mirror`],
      witness ? [witness, `${at}/witness`] : undefined,
    );
  }
  for (const secondary of logShipping?.secondaries ?? []) {
    if (secondary.mirror) {
      add([secondary.server, `${secondary.at}/server`], [secondary.mirror.server, `${secondary.mirror.at}/server`]);
    }
  }
  if (backupStore?.mirror) {
    add([backupStore.server, `${backupStore.at}/server`], [backupStore.mirror, `${backupStore.at}/mirror/server`]);
  }
  return found;
}

/** Every mirroring session, by database. */
export function sessions(topology: Topology): Session[] {
  return topology.databases.flatMap(databaseSessions);
}

/** The sessions that differ in their servers: what holds for one database of a pair holds for all. */
export function serverSessions(topology: Topology): Session[] {
  const seen = new Set<string>();
  return sessions(topology).filter((session) => {
    const key = sessionParts(session)
      .map((part) => part.server.id)
      .join(" ");
    return !seen.has(key) && seen.add(key);
  });
}

/** Principal, mirror and, where there is one, the witness. */
export function sessionParts(session: Session): Part[] {
  return [session.principal, session.mirror, ...(session.witness ? [session.witness] : [])];
}

/** Each server that takes part in some session, once, in the first role it has. */
export function mirroringServers(topology: Topology): Server[] {
  return [...new Set(sessions(topology).flatMap((session) => sessionParts(session).map((part) => part.server)))];
}

/** A database that is shipped, with the servers that take its log backups: the primary and its mirror. */
export interface Shipment {
  readonly database: Database;
  readonly logShipping: LogShipping;
  readonly primaries: readonly Part[];
}

/** Every shipped database. */
export function shipments(topology: Topology): Shipment[] {
  return topology.databases.flatMap((database) => {
    const { logShipping, mirroring } = database;
    if (!logShipping) return [];
    const at = mirroring ? `${mirroring.at}/principal` : `${logShipping.at}/primary`;
    const primaries: Part[] = [{ server: logShipping.primary, at, role: "primary" }];
    if (mirroring) primaries.push({ server: mirroring.mirror, at: `${mirroring.at}/mirror`, role: "primary" });
    return [{ database, logShipping, primaries }];
  });
}

/** A secondary with the primary that feeds it in normal operation. */
export interface Shipping extends Shipment {
  readonly secondary: Secondary;
}

/** Every secondary of every shipped database. */
export function shippings(topology: Topology): Shipping[] {
  return shipments(topology).flatMap((shipment) =>
    shipment.logShipping.secondaries.map((secondary) => ({ ...shipment, secondary })),
  );
}

/** The pairs of a primary (or its mirror) and a secondary that differ in their servers. */
export function shippingPairs(topology: Topology): { readonly primary: Server; readonly secondary: Server }[] {
  const pairs = new Map<string, { readonly primary: Server; readonly secondary: Server }>();
  for (const { primaries, secondary } of shippings(topology)) {
    for (const { server: primary } of primaries) {
      const pair = { primary, secondary: secondary.server };
      pairs.set(`${pair.primary.id} ${pair.secondary.id}`, pair);
    }
  }
  return [...pairs.values()];
}

/** All that clash with an earlier one of the same name on the same instance, each with the first such. Names without case. */
export function clashes<T extends { readonly server: Server; readonly name: string }>(
  items: Iterable<T>,
  clash: (earlier: T, later: T) => boolean,
): { readonly earlier: T; readonly later: T }[] {
  const found: { readonly earlier: T; readonly later: T }[] = [];
  const byName = new Map<string, T[]>();
  for (const later of items) {
    const known = byName.get(later.name.toLowerCase()) ?? [];
    const earlier = known.find((one) => sameInstance(one.server, later.server) && clash(one, later));
    if (earlier !== undefined) found.push({ earlier, later });
    byName.set(later.name.toLowerCase(), [...known, later]);
  }
  return found;
}

/** Whether the platform is one of the two that have Persistent Chat. */
export function hasPersistentChat(topology: Topology): boolean {
  return topology.platform !== "sql-server";
}
