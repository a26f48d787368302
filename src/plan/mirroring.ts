import { engineAccountKind } from "../model/account.ts";
import { dnsSuffix } from "../model/host.ts";
import { editionOf } from "../model/product.ts";
import type { Database, Endpoint, Mirroring, Server, Topology } from "../model/topology.ts";

/** Databases that T-SQL scripts mirror. On the Skype platforms Install-CsMirrorDatabase does it. */
export function mirroredByScript(
  topology: Topology,
): readonly { readonly database: Database; readonly mirroring: Mirroring }[] {
  if (topology.platform !== "sql-server") return [];
  return topology.databases.flatMap((database) =>
    database.mirroring === null ? [] : [{ database, mirroring: database.mirroring }],
  );
}

/** @throws Error when the server has none, which validation refuses for every server that mirrors by script. */
export function endpointOf(server: Server): Endpoint {
  if (server.endpoint === null) throw new Error(`server ${server.id} has no endpoint`);
  return server.endpoint;
}

/** `TCP://host:port`: how ALTER DATABASE … SET PARTNER and SET WITNESS name a server. */
export function endpointAddress(server: Server): string {
  const { listenerIp, port } = endpointOf(server);
  const host = listenerIp ?? server.host;
  return `TCP://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The settings of a session, for the scripts of one of its partners. */
export interface MirroringFacts {
  /** `TCP://host:port` of the other partner's endpoint. */
  readonly partnerAddress: string;
  /** The other partner's server name. */
  readonly partnerServerName: string;
  /** `TCP://host:port` of the witness's endpoint; null without a witness. */
  readonly witnessAddress: string | null;
  /** SET PARTNER TIMEOUT, in seconds. */
  readonly timeout: number;
  /** The time-out as the topology says it: `10s`. */
  readonly timeoutText: string;
  /** SET PARTNER SAFETY. */
  readonly safety: "FULL" | "OFF";
  /** The operating mode, as the topology says it. */
  readonly mode: Mirroring["mode"];
  /** The server's edition knows another safety than FULL; only there SET PARTNER SAFETY is allowed. */
  readonly canSetSafety: boolean;
}

/** The settings of a session, for the scripts of one of its partners. */
export function sessionFacts(mirroring: Mirroring, self: Server): MirroringFacts {
  const other = self.id === mirroring.principal.id ? mirroring.mirror : mirroring.principal;
  return {
    partnerAddress: endpointAddress(other),
    partnerServerName: other.serverName,
    witnessAddress: mirroring.witness === null ? null : endpointAddress(mirroring.witness),
    timeout: mirroring.timeout.seconds,
    timeoutText: mirroring.timeout.text,
    safety: mirroring.mode === "high-performance" ? "OFF" : "FULL",
    mode: mirroring.mode,
    // Where there is no other level than FULL, SET PARTNER SAFETY itself is refused (ALTER DATABASE mirroring, 1473).
    canSetSafety: editionOf(self).mirroring === "any-safety",
  };
}

/**
 * The Windows account by which a server's engine connects to another server's endpoint.
 *
 * Network Service and NT SERVICE accounts appear as the computer's account (Set Up Login Accounts for Database Mirroring). Its
 * NetBIOS domain is taken to be the first label of the DNS suffix, in capitals: an assumption, stated in the script.
 *
 * @returns `DOMAIN\name`, or null where the topology does not tell
 */
export function networkAccount(server: Server): string | null {
  const kind = engineAccountKind(server);
  if (kind === "domain") return server.engineAccount.includes("@") ? null : server.engineAccount;
  if (kind !== "network-service" && kind !== "virtual") return null;
  const suffix = dnsSuffix(server.host);
  const host = server.host.split(".")[0];
  if (suffix === null || host === undefined) return null;
  return `${suffix.split(".")[0]?.toUpperCase()}\\${host.toUpperCase()}$`;
}
