import { endpointFacts } from "../../model/endpoint.ts";
import {
  type Minutes,
  type PrimaryFacts,
  primaryFacts,
  type SecondaryFacts,
  type ShippedCopy,
  secondaryFacts,
  shippedCopies,
} from "../../model/log-shipping.ts";
import {
  chatEndpointRows,
  primaryRows,
  type SettingRow,
  secondaryRows,
  sessionColumns,
} from "../../model/settings/rows.ts";
import type { Database, Server, Topology } from "../../model/topology.ts";
import { sessionFacts } from "../mirroring.ts";
import { inFolder } from "../paths.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { type EndpointLogin, endpoint, endpointLogins } from "./endpoint.ts";

/** One thing to read back on a server. */
interface Part<Kind extends string> {
  /** Picks the partial. */
  readonly kind: Kind;
  /** What is read back, in words. */
  readonly heading: string;
}

/** SQL Server Agent. */
interface AgentPart extends Part<"agent"> {}

/** The mirroring endpoint that a step has made. */
interface EndpointPart extends Part<"endpoint"> {
  /** What is compared of the endpoint. */
  readonly settings: readonly SettingRow[];
  /** Who has to be able to connect. */
  readonly logins: readonly EndpointLogin[];
}

/** The mirroring endpoint that Install-CsMirrorDatabase has made. */
interface ChatEndpointPart extends Part<"chat-endpoint"> {
  /** What is compared of the endpoint. */
  readonly settings: readonly SettingRow[];
  /** Who has to be able to connect. */
  readonly logins: readonly EndpointLogin[];
}

/** The mirroring sessions of a server. */
export interface MirroringPart extends Part<"mirroring"> {
  /** Steps have made them, and added the job that monitors them; else Install-CsMirrorDatabase has named partners and witness. */
  readonly byScript: boolean;
  /** Some have a witness. */
  readonly witnessed: boolean;
  /** What is compared of each session: what differs from session to session is in a column of the table `n`. */
  readonly settings: readonly SettingRow[];
  /** Those columns. */
  readonly columns: readonly string[];
  /** The sessions. */
  readonly sessions: readonly {
    /** The mirrored database. */
    readonly database: string;
    /** The role that the server should have in the session. */
    readonly mirroringRole: "PRINCIPAL" | "MIRROR";
    /** The columns' values; null for what is not compared. */
    readonly values: readonly (string | null)[];
  }[];
}

/** The primary half of log shipping. */
interface PrimaryPart extends Part<"primary"> {
  /** The shipped database. */
  readonly database: string;
  /** This server's name, as its backups carry it. */
  readonly serverName: string;
  /** The folder of the log backups, ending in a separator. */
  readonly folder: string;
  /** The settings of the half. */
  readonly primary: PrimaryFacts;
  /** What is compared of them. */
  readonly settings: readonly SettingRow[];
  /** What is compared of the backup job's schedule. */
  readonly scheduleSettings: readonly SettingRow[];
  /** The secondaries that it ships to. */
  readonly secondaries: readonly ShippedCopy[];
  /** The login that owns the jobs; null for the login with sid 0x01. */
  readonly jobOwner: string | null;
}

/** The secondary half of log shipping. */
interface SecondaryPart extends Part<"secondary"> {
  /** The shipped database, by its name on the primary. */
  readonly database: string;
  /** The settings of the half. */
  readonly secondary: SecondaryFacts;
  /** What is compared of the copy's settings. */
  readonly copySettings: readonly SettingRow[];
  /** What is compared of the restore's settings. */
  readonly restoreSettings: readonly SettingRow[];
  /** What is compared of the copy job's schedule. */
  readonly copyScheduleSettings: readonly SettingRow[];
  /** What is compared of the restore job's schedule. */
  readonly restoreScheduleSettings: readonly SettingRow[];
  /** The server name of the primary. */
  readonly primaryServerName: string;
  /** The server name of the primary's mirror; null without one. */
  readonly mirrorServerName: string | null;
  /** The login that owns the jobs; null for the login with sid 0x01. */
  readonly jobOwner: string | null;
}

/** What a row of the monitor holds of a half's settings. */
type MonitorRow<Facts extends PrimaryFacts | SecondaryFacts> = Pick<
  Facts,
  "alertAfter" | "alertError" | "alert" | "history"
>;

/** The monitor of log shipping. */
export interface MonitorPart extends Part<"monitor"> {
  /** Every primary that writes here, mirrors among them. */
  readonly primaries: readonly (MonitorRow<PrimaryFacts> & {
    /** The primary's server name. */
    readonly serverName: string;
    /** The shipped database. */
    readonly database: string;
  })[];
  /** Every database that is watched here. */
  readonly databases: readonly {
    /** The database. */
    readonly database: string;
    /** Its primary's server name. */
    readonly primary: string;
    /** The server name of its mirror, which may have taken the last backup too; the primary's own without one. */
    readonly mirror: string;
    /** How old the last backup may be. */
    readonly alertAfter: Minutes;
  }[];
  /** Every secondary that writes here. */
  readonly secondaries: readonly (MonitorRow<SecondaryFacts> & {
    /** The secondary's server name. */
    readonly serverName: string;
    /** The copy's name there. */
    readonly database: string;
    /** How long ago the last restore may be, in minutes: delay and alert together. */
    readonly lateMinutes: number;
    /** How long restores wait. */
    readonly delay: Minutes;
  })[];
}

type VerifyPart =
  | AgentPart
  | EndpointPart
  | ChatEndpointPart
  | MirroringPart
  | PrimaryPart
  | SecondaryPart
  | MonitorPart;

/** The script that reads every setting of a server back. */
export interface VerifyData {
  /** The parts in their order; `kind` says what a part holds. */
  readonly parts: readonly VerifyPart[];
}

export function mirroringPart(topology: Topology, server: Server): readonly MirroringPart[] {
  const byScript = topology.platform === "sql-server";
  const sessions = topology.databases.flatMap(({ name, mirroring }) => {
    if (mirroring === null || (server.id !== mirroring.principal.id && server.id !== mirroring.mirror.id)) return [];
    const isPrincipal = server.id === mirroring.principal.id;
    // Install-CsMirrorDatabase names the partners and the witness itself: their hosts and instances are known, their ports may differ.
    const facts = byScript
      ? sessionFacts(mirroring, server)
      : {
          partnerServerName: (isPrincipal ? mirroring.mirror : mirroring.principal).serverName,
          timeout: mirroring.timeout.seconds,
          safety: "FULL" as const,
          witnessHost: mirroring.witness?.host ?? null,
        };
    return [{ database: name, mirroringRole: isPrincipal ? ("PRINCIPAL" as const) : ("MIRROR" as const), facts }];
  });
  if (sessions.length === 0) return [];
  const { settings, columns, values } = sessionColumns(sessions.map(({ facts }) => facts));
  return [
    {
      kind: "mirroring",
      heading: "mirroring",
      byScript,
      witnessed: columns.includes("witness"),
      settings,
      columns,
      sessions: sessions.map(({ facts: _, ...session }, at) => ({ ...session, values: values[at] ?? [] })),
    },
  ];
}

/** The endpoint of a server that the cmdlet mirrors with: partners and witness. On plain SQL Server a step of its own makes it. */
function chatEndpointPart(topology: Topology, server: Server): readonly ChatEndpointPart[] {
  const isPart = topology.databases.some(({ mirroring }) =>
    [mirroring?.principal, mirroring?.mirror, mirroring?.witness].some((one) => one?.id === server.id),
  );
  if (topology.platform === "sql-server" || !isPart) return [];
  return [
    {
      kind: "chat-endpoint",
      heading: "mirroring endpoint",
      settings: chatEndpointRows(server.endpoint === null ? null : endpointFacts(server.endpoint)),
      logins: endpointLogins(topology, server),
    },
  ];
}

function shippingParts(database: Database, server: Server): readonly (PrimaryPart | SecondaryPart)[] {
  const { logShipping, mirroring } = database;
  if (logShipping === null) return [];
  const parts: (PrimaryPart | SecondaryPart)[] = [];
  if (server.id === logShipping.primary.id || server.id === mirroring?.mirror.id) {
    const primary = primaryFacts(logShipping);
    parts.push({
      kind: "primary",
      heading: `${database.name}: log shipping primary`,
      database: database.name,
      serverName: server.serverName,
      folder: inFolder(logShipping.backup.directory, "", server.os),
      primary,
      ...primaryRows(primary),
      secondaries: shippedCopies(logShipping),
      jobOwner: logShipping.jobOwner,
    });
  }
  for (const secondary of logShipping.secondaries.filter((one) => one.server.id === server.id)) {
    const facts = secondaryFacts(logShipping, secondary);
    parts.push({
      kind: "secondary",
      heading: `${secondary.database}: log shipping secondary of ${logShipping.primary.serverName}`,
      database: database.name,
      secondary: facts,
      ...secondaryRows(facts),
      primaryServerName: logShipping.primary.serverName,
      mirrorServerName: mirroring?.mirror.serverName ?? null,
      jobOwner: logShipping.jobOwner,
    });
  }
  return parts;
}

export function monitorPart(topology: Topology, server: Server): readonly MonitorPart[] {
  const monitored = topology.databases.flatMap(({ name, logShipping, mirroring }) =>
    logShipping?.monitor?.server.id === server.id ? [{ name, logShipping, mirroring }] : [],
  );
  if (monitored.length === 0) return [];
  return [
    {
      kind: "monitor",
      heading: "log shipping monitor",
      primaries: monitored.flatMap(({ name, logShipping, mirroring }) =>
        [logShipping.primary, ...(mirroring === null ? [] : [mirroring.mirror])].map((primary) => ({
          serverName: primary.serverName,
          database: name,
          ...pick(primaryFacts(logShipping)),
        })),
      ),
      databases: monitored.map(({ name, logShipping, mirroring }) => ({
        database: name,
        primary: logShipping.primary.serverName,
        mirror: (mirroring?.mirror ?? logShipping.primary).serverName,
        alertAfter: primaryFacts(logShipping).alertAfter,
      })),
      secondaries: monitored.flatMap(({ logShipping }) =>
        logShipping.secondaries.map((one) => ({
          serverName: one.server.serverName,
          database: one.database,
          lateMinutes: secondaryFacts(logShipping, one).lateMinutes,
          delay: secondaryFacts(logShipping, one).delay,
          ...pick(secondaryFacts(logShipping, one)),
        })),
      ),
    },
  ];
}

const pick = ({ alertAfter, alertError, alert, history }: PrimaryFacts | SecondaryFacts) => ({
  alertAfter,
  alertError,
  alert,
  history,
});

/** What a server has to show for itself, in the order in which it was set up. */
function partsOf(topology: Topology, server: Server): readonly VerifyPart[] {
  const endpoints = endpoint(topology)
    .filter((step) => step.server === server.id)
    .map(
      ({ data }): EndpointPart => ({
        kind: "endpoint",
        heading: "mirroring endpoint",
        settings: data.settings,
        logins: data.logins,
      }),
    );
  const mirroring = mirroringPart(topology, server);
  const shipping = topology.databases.flatMap((database) => shippingParts(database, server));
  const monitor = monitorPart(topology, server);
  const agent: readonly AgentPart[] =
    shipping.length + monitor.length > 0 ? [{ kind: "agent", heading: "SQL Server Agent" }] : [];
  return [...agent, ...endpoints, ...chatEndpointPart(topology, server), ...mirroring, ...shipping, ...monitor];
}

/** One for every server that has something to show. */
export function verify(topology: Topology): readonly Step<VerifyData & TsqlData>[] {
  return topology.servers.flatMap((server) => {
    const parts = partsOf(topology, server);
    if (parts.length === 0) return [];
    return [
      onServer<VerifyData>(server, {
        kind: "verify",
        database: null,
        what: "verify",
        role: "what it was set up to be",
        title: `read back every setting on ${server.serverName}`,
        purpose: ["Compares every setting with the topology, a line each. Changes nothing."],
        before: ["the set-up is done"],
        after: ["no line says FAIL, and each WARN is accounted for"],
        duration: "seconds",
        readOnly: true,
        sources: [server.at],
        data: { parts },
      }),
    ];
  });
}
