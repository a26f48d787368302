import { type EndpointFacts, endpointFacts } from "../../model/endpoint.ts";
import { endpointRows, type SettingRow } from "../../model/settings/rows.ts";
import type { Mirroring, Server, Topology } from "../../model/topology.ts";
import { endpointOf, mirroredByScript, networkAccount } from "../mirroring.ts";
import { remoteLogin } from "../service-account.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** A login by which another server connects to the endpoint. */
export interface EndpointLogin {
  /** `DOMAIN\name`. */
  readonly login: string;
  /** Whose it is, one line. */
  readonly why: string;
}

/** The script that makes the mirroring endpoint of a server, and lets the other servers connect to it. */
export interface EndpointData {
  /** The endpoint. */
  readonly endpoint: EndpointFacts;
  /** What is compared of it. */
  readonly settings: readonly SettingRow[];
  /** Who has to be able to connect, though it be this engine's own account: CONNECT comes by a login, sysadmin or ownership, and by nothing else. */
  readonly logins: readonly EndpointLogin[];
  /** Servers whose login the topology does not tell: theirs are made by hand. */
  readonly unknownAccounts: readonly {
    /** The server that connects. */
    readonly serverName: string;
    /** Its engine's account, as the topology says it. */
    readonly account: string;
  }[];
}

/** Every server that takes part in a session, with those that connect to it. */
function neighbours(sessions: readonly { readonly mirroring: Mirroring }[]): ReadonlyMap<Server, readonly Server[]> {
  const found = new Map<Server, Set<Server>>();
  for (const { mirroring } of sessions) {
    const parts = [mirroring.principal, mirroring.mirror, ...(mirroring.witness === null ? [] : [mirroring.witness])];
    for (const server of parts) {
      const others = found.get(server) ?? new Set<Server>();
      for (const other of parts) if (other.id !== server.id) others.add(other);
      found.set(server, others);
    }
  }
  return new Map(
    [...found].map(([server, others]) => [server, [...others].sort((left, right) => (left.id < right.id ? -1 : 1))]),
  );
}

/**
 * The logins by which servers come in, each with the servers. One that is this server's own account is among them: it is a login with CONNECT
 * like any other (CREATE ENDPOINT, Remarks: sysadmin, the owner, or who was granted CONNECT).
 */
function loginsOf(others: readonly Server[]): readonly EndpointLogin[] {
  const logins = new Map<string, { readonly login: string; readonly servers: Server[] }>();
  for (const other of others) {
    const login = networkAccount(other);
    if (login === null) continue;
    const known = logins.get(login.toLowerCase()) ?? { login, servers: [] };
    known.servers.push(other);
    logins.set(login.toLowerCase(), known);
  }
  return [...logins.values()].map(({ login, servers }) => ({
    login,
    why: `${login}: the engine of ${servers.map(({ serverName }) => serverName).join(", ")}.`,
  }));
}

/**
 * Who has to be able to connect to the endpoint that Install-CsMirrorDatabase makes, as far as the topology says the whole name. Of a computer's
 * account, or svc@contoso.com, it does not: preflight looks for a login that ends so.
 */
export function endpointLogins(topology: Topology, server: Server): readonly EndpointLogin[] {
  const sessions = topology.databases.flatMap(({ mirroring }) => (mirroring === null ? [] : [{ mirroring }]));
  const others = neighbours(sessions).get(server) ?? [];
  return loginsOf(others.filter((other) => remoteLogin(other, other.engineAccount)?.whole === 1));
}

function step(server: Server, others: readonly Server[]): Step<EndpointData & TsqlData> {
  const endpoint = endpointOf(server);
  const facts = endpointFacts(endpoint);
  const logins = loginsOf(others);
  return onServer<EndpointData>(server, {
    kind: "endpoint",
    database: null,
    what: "endpoint",
    role: `mirroring ${endpoint.role === "all" ? "partner and witness" : endpoint.role}`,
    title: `make the mirroring endpoint on ${server.serverName}${logins.length === 0 ? "; who may connect to it is granted by hand" : ", and let the other servers connect to it"}`,
    purpose: ["One endpoint serves every mirrored database of the instance. Whoever runs this file owns it."],
    before: [`TCP port ${endpoint.port} is free here, and open in the firewalls between the servers, both ways`],
    after: [
      `endpoint ${endpoint.name} is started on ${facts.listenerIp === null ? "" : `${facts.listenerIp}, `}port ${endpoint.port}, with ${facts.algorithm} encryption and the role ${facts.role}`,
      ...logins.map(({ login }) => `${login} may connect to it`),
    ],
    undo: [
      `DROP ENDPOINT, when no database is mirrored here any more${logins.length === 0 ? "" : "; REVOKE CONNECT and DROP LOGIN for what was added"}`,
    ],
    duration: "seconds",
    sources: [endpoint.at, server.at],
    data: {
      endpoint: facts,
      settings: endpointRows(facts),
      logins,
      unknownAccounts: others
        .filter((other) => networkAccount(other) === null)
        .map((other) => ({ serverName: other.serverName, account: other.engineAccount })),
    },
  });
}

/** One for every server that takes part in a session made by script: partners and witnesses. */
export function endpoint(topology: Topology): readonly Step<EndpointData & TsqlData>[] {
  return [...neighbours(mirroredByScript(topology))].map(([server, others]) => step(server, others));
}
