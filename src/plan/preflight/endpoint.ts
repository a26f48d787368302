import { endpointFacts } from "../../model/endpoint.ts";
import { hasPersistentChat, sessionParts, sessions } from "../../model/roles.ts";
import { endpointRows, type SettingRow } from "../../model/settings/rows.ts";
import type { Server, Topology } from "../../model/topology.ts";
import { hasRole, type Participation } from "../participants.ts";
import { type RemoteLogin, remoteLogin } from "../service-account.ts";
import type { Part, Verdict } from "./part.ts";

/** The mirroring endpoint. */
export interface EndpointPart extends Part<"endpoint"> {
  /** The endpoint's name in the topology. */
  readonly name: string;
  /** Its TCP port. */
  readonly port: number;
  /** What is compared of an endpoint that is there. */
  readonly settings: readonly SettingRow[];
  /** How it is printed that its port is taken, or that somebody must not connect. */
  readonly bad: Verdict;
  /** What it means that there is no endpoint. */
  readonly absent: string;
  /** How a missing login or grant is printed. */
  readonly missing: "PASS" | "WARN";
  /** Who makes a missing login or grant. */
  readonly toCome: string;
  /** The servers that connect to the endpoint by a login of their engine's account. */
  readonly partners: readonly (RemoteLogin & {
    /** The server that connects. */
    readonly serverName: string;
  })[];
}

/** The mirroring endpoint: needed now, or (a secondary, its mirror, a backup store) only after a disaster failover. */
export function endpointParts(topology: Topology, server: Server, parts: readonly Participation[]): EndpointPart[] {
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
  const sorted = [...others.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
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
      // Of local accounts, which have no name outside their computer, L14 lets no partner be.
      partners: sorted.flatMap((other) => {
        const login = remoteLogin(other, other.engineAccount);
        return login === null ? [] : [{ serverName: other.serverName, ...login }];
      }),
    },
  ];
}
