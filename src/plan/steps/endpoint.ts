import { type EndpointFacts, endpointFacts } from "../../model/endpoint.ts";
import { endpointRows, type SettingRow } from "../../model/settings/rows.ts";
import type { Server, Topology } from "../../model/topology.ts";
import { endpointOf, mirroredByScript, networkAccount } from "../mirroring.ts";
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
  /** Who has to be able to connect; without the engine's own account, which needs no login. */
  readonly logins: readonly EndpointLogin[];
  /** Servers whose login the topology does not tell: theirs are made by hand. */
  readonly unknownAccounts: readonly {
    /** The server that connects. */
    readonly serverName: string;
    /** Its engine's account, as the topology says it. */
    readonly account: string;
  }[];
}

/** Every server that takes part in a session made by script, with those that connect to it. */
function neighbours(topology: Topology): ReadonlyMap<Server, ReadonlySet<Server>> {
  const found = new Map<Server, Set<Server>>();
  for (const { mirroring } of mirroredByScript(topology)) {
    const parts = [mirroring.principal, mirroring.mirror, ...(mirroring.witness === null ? [] : [mirroring.witness])];
    for (const server of parts) {
      const others = found.get(server) ?? new Set<Server>();
      for (const other of parts) if (other.id !== server.id) others.add(other);
      found.set(server, others);
    }
  }
  return found;
}

function step(server: Server, others: readonly Server[]): Step<EndpointData & TsqlData> {
  const endpoint = endpointOf(server);
  const facts = endpointFacts(endpoint);
  const own = networkAccount(server);
  const logins = new Map<string, Server[]>();
  for (const other of others) {
    const account = networkAccount(other);
    // The same domain account on both sides needs no login (Set Up Login Accounts for Database Mirroring).
    if (account === null || account.toLowerCase() === own?.toLowerCase()) continue;
    logins.set(account, [...(logins.get(account) ?? []), other]);
  }
  return onServer<EndpointData>(server, {
    kind: "endpoint",
    database: null,
    what: "endpoint",
    role: `mirroring ${endpoint.role === "all" ? "partner and witness" : endpoint.role}`,
    title: `make the mirroring endpoint on ${server.serverName}${logins.size === 0 ? "" : ", and let the other servers connect to it"}`,
    purpose: ["One endpoint serves every mirrored database of the instance."],
    before: [`TCP port ${endpoint.port} is free here, and open in the firewalls between the servers, both ways`],
    after: [
      `endpoint ${endpoint.name} is started on port ${endpoint.port}, with ${facts.algorithm} encryption and the role ${facts.role}`,
      ...[...logins.keys()].map((login) => `${login} may connect to it`),
    ],
    undo: [
      `DROP ENDPOINT, when no database is mirrored here any more${logins.size === 0 ? "" : "; REVOKE CONNECT and DROP LOGIN for what was added"}`,
    ],
    duration: "seconds",
    sources: [endpoint.at, server.at],
    data: {
      endpoint: facts,
      settings: endpointRows(facts),
      logins: [...logins].map(([login, servers]) => ({
        login,
        why: `${login}: the engine of ${servers.map(({ serverName }) => serverName).join(", ")}.`,
      })),
      unknownAccounts: others
        .filter((other) => networkAccount(other) === null)
        .map((other) => ({ serverName: other.serverName, account: other.engineAccount })),
    },
  });
}

/** One for every server that takes part in a session made by script: partners and witnesses. */
export function endpoint(topology: Topology): readonly Step<EndpointData & TsqlData>[] {
  return [...neighbours(topology)].map(([server, others]) =>
    step(
      server,
      [...others].sort((left, right) => (left.id < right.id ? -1 : 1)),
    ),
  );
}
