import type { LogShipping, Server } from "../../model/topology.ts";
import { asCaller } from "../monitor.ts";
import { hasRole, type Participation } from "../participants.ts";
import { isLater, type ServerFacts, serverFacts } from "../server.ts";
import { agentAccount, engineAccount, type ServiceAccount } from "../service-account.ts";
import type { Part, Verdict } from "./part.ts";

/** The server itself. */
export interface ServerPart extends Part<"server"> {
  /** The server. */
  readonly server: ServerFacts;
  /** It runs on Windows. */
  readonly windows: boolean;
  /** Its collation; null where the topology does not say. */
  readonly collation: string | null;
  /** The account of the database engine. */
  readonly engine: ServiceAccount;
  /** The account of SQL Server Agent. */
  readonly agent: ServiceAccount;
  /** How it is printed that SQL Server Agent does not run; `none`: it has nothing to do here. */
  readonly agentDuty: Verdict | "none";
  /** The alerts of log shipping that are raised here. */
  readonly alerts: readonly {
    /** The error's number. */
    readonly number: number;
    /** The number is one of the user's own, which sys.messages must have. */
    readonly own: boolean;
  }[];
  /** Logins that own jobs here. */
  readonly owners: readonly string[];
  /** The login with sid 0x01 owns jobs here. */
  readonly saOwns: boolean;
  /** Monitors to which the procedures of the set-up write from here as whoever calls them. */
  readonly monitorsAsCaller: readonly string[];
  /** The shortest time after which a mirror takes over by itself in one of the sessions here, before a cluster would; null for none. */
  readonly takesOverAfter: string | null;
  /** The clock is printed, to be compared with the partners'. */
  readonly clock: boolean;
  /** SQL Server 2012 or later. */
  readonly later: boolean;
}

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
  // A user's own message has to be there for the set-up as well; of one that is not raised nothing else is needed.
  const add = ({ alert, alertError }: { readonly alert: boolean; readonly alertError: number }) => {
    if (alert || alertError > 50000) found.add(alertError);
  };
  for (const { database, role, secondary } of parts) {
    const shipping = database.logShipping;
    if (shipping === null) continue;
    const remote = shipping.monitor !== null;
    const primary = role === "principal" || role === "primary" || role === "mirror";
    if ((remote && role === "monitor") || (!remote && primary)) add(shipping.backup);
    if (!remote && role === "secondary" && secondary !== null) add(secondary.restore);
    if (remote && role === "monitor") {
      for (const one of shipping.secondaries) add(one.restore);
    }
  }
  return [...found].sort((left, right) => left - right).map((number) => ({ number, own: number > 50000 }));
}

/** A cluster's failover takes several minutes (Database Mirroring and SQL Server Failover Cluster Instances). */
const CLUSTER_FAILOVER_SECONDS = 180;

function takesOverAfter(parts: readonly Participation[]): string | null {
  const times = hasRole(parts, "principal", "mirror").flatMap(({ database: { mirroring } }) =>
    mirroring === null || mirroring.witness === null || mirroring.timeout.seconds >= CLUSTER_FAILOVER_SECONDS
      ? []
      : [mirroring.timeout],
  );
  return times.sort((left, right) => left.seconds - right.seconds)[0]?.text ?? null;
}

/** The server itself, by what it is there for. */
export function serverPart(server: Server, parts: readonly Participation[]): ServerPart {
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
    owners: [...new Set(jobs.flatMap(({ jobOwner }) => jobOwner ?? []))].sort(),
    saOwns: jobs.some(({ jobOwner }) => jobOwner === null),
    monitorsAsCaller: [
      ...new Set(
        jobs.flatMap((shipping) =>
          asCaller(shipping, server) && shipping.monitor !== null ? [shipping.monitor.server.serverName] : [],
        ),
      ),
    ],
    takesOverAfter: takesOverAfter(parts),
    clock: parts.some(({ role }) => role !== "witness"),
    later: isLater(server),
  };
}
