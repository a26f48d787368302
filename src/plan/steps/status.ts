import { interval } from "../../model/interval.ts";
import { primaryFacts, secondaryFacts } from "../../model/log-shipping.ts";
import { primaryColumns, type SettingRow, secondaryColumns } from "../../model/settings/rows.ts";
import type { Database, LogShipping, Secondary, Server, Topology } from "../../model/topology.ts";
import { hasRole, participations, roleText } from "../participants.ts";
import { inFolder } from "../paths.ts";
import { pick } from "../pick.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { type MirroringPart, type MonitorPart, mirroringPart, monitorPart } from "./verify.ts";

/** A table of what the server has to have, a line per database: what differs between them stands in its columns. */
interface Expected<Row> {
  /** The columns that only settings have. */
  readonly columns: readonly string[];
  /** The lines. */
  readonly rows: readonly (Row & {
    /** Those columns' values; null for what is not compared. */
    readonly values: readonly (string | null)[];
  })[];
}

/** The databases that the server ships, or would after a failover. */
interface PrimaryRows
  extends Expected<{
    /** The shipped database. */
    readonly database: string;
    /** The folder of the log backups, ending in a separator. */
    readonly folder: string;
    /** How old the last log backup may be, in minutes. */
    readonly alertAfter: number;
  }> {
  /** What is compared of the half. */
  readonly settings: readonly SettingRow[];
  /** What is compared of the backup job's schedule. */
  readonly scheduleSettings: readonly SettingRow[];
}

/** The copies that log shipping keeps here. */
interface SecondaryRows
  extends Expected<{
    /** The copy. */
    readonly database: string;
    /** The server name of the primary. */
    readonly primaryServerName: string;
    /** The database's name there. */
    readonly primaryDatabase: string;
    /** How long ago the newest copied backup may have been taken, in minutes: the time between two copies, and the primary's alert. */
    readonly copyMinutes: number;
    /** How long ago the last restore may be, in minutes: delay and alert together. */
    readonly lateMinutes: number;
  }> {
  /** What is compared of the copy's settings. */
  readonly copySettings: readonly SettingRow[];
  /** What is compared of the restore's settings. */
  readonly restoreSettings: readonly SettingRow[];
  /** What is compared of the copy job's schedule. */
  readonly copyScheduleSettings: readonly SettingRow[];
  /** What is compared of the restore job's schedule. */
  readonly restoreScheduleSettings: readonly SettingRow[];
}

/** A copy that is watched by a monitor. */
interface WatchedCopy {
  /** The secondary's server name. */
  readonly serverName: string;
  /** The copy. */
  readonly database: string;
  /** How long ago the newest copied backup may have been taken, in minutes. */
  readonly copyMinutes: number;
  /** How long ago the last restore may be, in minutes. */
  readonly lateMinutes: number;
}

/** What is read of the sessions, as the part of verify has it. */
const COMPARED = ["witnessed", "settings", "columns", "sessions"] as const satisfies readonly (keyof MirroringPart)[];

/** The script that tells whether the server could be failed over to or from now, and what would be lost. */
export interface StatusData {
  /** The databases that the server holds, with the state in which each should be. */
  readonly databases: readonly {
    /** The database, by its name here. */
    readonly database: string;
    /** ONLINE, RESTORING or STANDBY; of a mirrored one as long as it has the role that the topology gives it. */
    readonly state: "ONLINE" | "RESTORING" | "STANDBY";
  }[];
  /** The server is a partner or a witness of some session. */
  readonly isMirroring: boolean;
  /** SQL Server Agent has jobs of log shipping to run. */
  readonly isShipping: boolean;
  /** The mirroring sessions; null without any. */
  readonly mirroring: Pick<MirroringPart, (typeof COMPARED)[number]> | null;
  /** Null where it ships nothing. */
  readonly primary: PrimaryRows | null;
  /** Null where it holds no copy. */
  readonly secondary: SecondaryRows | null;
  /** The databases that are watched here, as the primaries write of them. */
  readonly monitored: MonitorPart["databases"];
  /** The alert job has to run here. */
  readonly raisesAlerts: boolean;
  /** The copies that are watched here. */
  readonly watched: readonly WatchedCopy[];
}

/** A copy that runs in time has a file this young: the primary's alert says how old the newest backup may be. */
const copyMinutes = (shipping: LogShipping, { copy }: Secondary): number =>
  primaryFacts(shipping).alertAfter.minutes + Math.ceil(interval(copy.schedule) / 60);

function statesOf(databases: readonly Database[], server: Server): StatusData["databases"] {
  return databases.flatMap((database): StatusData["databases"][number][] => {
    const { name, mirroring, logShipping } = database;
    if (server.id === (mirroring?.principal ?? logShipping?.primary)?.id) return [{ database: name, state: "ONLINE" }];
    if (server.id === mirroring?.mirror.id) return [{ database: name, state: "RESTORING" }];
    return (logShipping?.secondaries ?? [])
      .filter((secondary) => secondary.server.id === server.id)
      .map(({ database: copy, restore }) => ({
        database: copy,
        state: restore.mode === "standby" ? "STANDBY" : "RESTORING",
      }));
  });
}

function primaryRows(databases: readonly Database[], server: Server): PrimaryRows | null {
  const shipped = databases.flatMap(({ name, logShipping, mirroring }) =>
    logShipping !== null && [logShipping.primary.id, mirroring?.mirror.id].includes(server.id)
      ? [{ name, logShipping, facts: primaryFacts(logShipping) }]
      : [],
  );
  if (shipped.length === 0) return null;
  const { half, schedule } = primaryColumns(shipped.map(({ facts }) => facts));
  return {
    settings: half.settings,
    scheduleSettings: schedule.settings,
    columns: [...half.columns, ...schedule.columns],
    rows: shipped.map(({ name, logShipping, facts }, at) => ({
      database: name,
      folder: inFolder(logShipping.backup.directory, "", server.os),
      alertAfter: facts.alertAfter.minutes,
      values: [...(half.values[at] ?? []), ...(schedule.values[at] ?? [])],
    })),
  };
}

function secondaryRows(databases: readonly Database[], server: Server): SecondaryRows | null {
  const copies = databases.flatMap(({ name, logShipping }) =>
    logShipping === null
      ? []
      : logShipping.secondaries
          .filter((secondary) => secondary.server.id === server.id)
          .map((secondary) => ({ name, logShipping, secondary, facts: secondaryFacts(logShipping, secondary) })),
  );
  if (copies.length === 0) return null;
  const compared = secondaryColumns(copies.map(({ facts }) => facts));
  const all = [compared.copy, compared.restore, compared.copySchedule, compared.restoreSchedule];
  return {
    copySettings: compared.copy.settings,
    restoreSettings: compared.restore.settings,
    copyScheduleSettings: compared.copySchedule.settings,
    restoreScheduleSettings: compared.restoreSchedule.settings,
    columns: all.flatMap(({ columns }) => columns),
    rows: copies.map(({ name, logShipping, secondary, facts }, at) => ({
      database: secondary.database,
      primaryServerName: logShipping.primary.serverName,
      primaryDatabase: name,
      copyMinutes: copyMinutes(logShipping, secondary),
      lateMinutes: facts.lateMinutes,
      values: all.flatMap(({ values }) => values[at] ?? []),
    })),
  };
}

const watchedCopies = (databases: readonly Database[], server: Server): readonly WatchedCopy[] =>
  databases.flatMap(({ logShipping }) =>
    logShipping?.monitor?.server.id !== server.id
      ? []
      : logShipping.secondaries.map((secondary) => ({
          serverName: secondary.server.serverName,
          database: secondary.database,
          copyMinutes: copyMinutes(logShipping, secondary),
          lateMinutes: secondaryFacts(logShipping, secondary).lateMinutes,
        })),
  );

/** One for every server that takes part now: a mirror that is only made at a disaster has nothing to tell. */
export function status(topology: Topology): readonly Step<StatusData & TsqlData>[] {
  return topology.servers.flatMap((server) => {
    const parts = participations(topology, server);
    const now = hasRole(parts, "principal", "primary", "mirror", "witness", "secondary", "monitor");
    if (now.length === 0) return [];
    const { databases } = topology;
    const [mirroring] = mirroringPart(topology, server);
    const monitored = monitorPart(topology, server)[0]?.databases ?? [];
    const primary = primaryRows(databases, server);
    const secondary = secondaryRows(databases, server);
    return [
      onServer<StatusData>(server, {
        kind: "status",
        database: null,
        what: "status",
        role: roleText(now),
        title: `tell how ${server.serverName} stands`,
        purpose: ["Could we fail over now, and what would be lost? One result set, the worst first. Changes nothing."],
        before: ["you are sysadmin, or may SELECT in msdb; what you may not see is said"],
        after: ["no line says FAIL"],
        duration: "seconds",
        readOnly: true,
        caller: "reader",
        sources: [server.at],
        data: {
          databases: statesOf(databases, server),
          isMirroring: hasRole(parts, "principal", "mirror", "witness").length > 0,
          isShipping: primary !== null || secondary !== null || monitored.length > 0,
          mirroring: mirroring === undefined ? null : pick(mirroring, COMPARED),
          primary,
          secondary,
          monitored,
          raisesAlerts: databases.some(
            ({ logShipping, mirroring }) =>
              logShipping !== null &&
              (logShipping.monitor === null
                ? [logShipping.primary, mirroring?.mirror, ...logShipping.secondaries.map((one) => one.server)]
                : [logShipping.monitor.server]
              ).some((one) => one?.id === server.id),
          ),
          watched: watchedCopies(databases, server),
        },
      }),
    ];
  });
}
