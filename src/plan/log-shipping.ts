import type { Duration, LogShipping, Secondary, Server } from "../model/topology.ts";
import { type ScheduleNumbers, scheduleNumbers } from "./schedule.ts";

/** A length of time in the minutes that SQL Server counts, and as the user wrote it. */
export interface Minutes {
  readonly minutes: number;
  readonly text: string;
}

/** @throws Error when it is no whole number of minutes, which validation has refused before. */
function minutes(duration: Duration): Minutes {
  if (duration.seconds % 60 !== 0) throw new Error(`not whole minutes: ${duration.text}`);
  return { minutes: duration.seconds / 60, text: duration.text };
}

const bit = (value: boolean): 0 | 1 => (value ? 1 : 0);

const COMPRESSION = {
  "server-default": { value: 2, note: "the server's default" },
  compressed: { value: 1, note: "compressed" },
  uncompressed: { value: 0, note: "not compressed" },
} as const;

/** @monitor_server and its login; all halves of one database name the same monitor. */
export interface MonitorFacts {
  readonly stated: 0 | 1;
  readonly serverName: string | null;
  readonly securityMode: 0 | 1;
  readonly securityModeNote: string;
}

function monitorFacts(shipping: LogShipping): MonitorFacts {
  const windows = shipping.monitor?.authentication !== "sql-login";
  return {
    stated: bit(shipping.monitor !== null),
    serverName: shipping.monitor?.server.serverName ?? null,
    securityMode: bit(windows),
    securityModeNote: windows ? "Windows authentication" : "SQL Server login",
  };
}

/** What sp_add_log_shipping_primary_database is given, on the primary and on its mirror alike. */
export interface PrimaryFacts {
  readonly directory: string;
  readonly share: string;
  readonly job: string;
  readonly retention: Minutes;
  readonly compression: 0 | 1 | 2;
  readonly compressionNote: string;
  readonly monitor: MonitorFacts;
  readonly alertAfter: Minutes;
  readonly alert: 0 | 1;
  readonly alertError: number;
  readonly history: Minutes;
  readonly primaryConnectionOptions: string | null;
  readonly monitorConnectionOptions: string | null;
  readonly schedule: ScheduleNumbers;
}

/** Connection options are parameters of SQL Server 2025's procedures: an older server's have none of them. */
const optionsFor = (server: Server, options: string | null): string | null =>
  server.version === "2025" ? options : null;

/** Those of log shipping; else what a secondary states for its primary. */
const primaryOptions = ({ connectionOptions, secondaries }: LogShipping): string | null =>
  connectionOptions.primary ??
  secondaries.find((one) => one.connectionOptions.primary !== null)?.connectionOptions.primary ??
  null;

/** The settings of the primary half; the same for the primary and its mirror, which have one version. */
export function primaryFacts(shipping: LogShipping): PrimaryFacts {
  const { backup, primary } = shipping;
  return {
    directory: backup.directory,
    share: backup.share,
    job: backup.job,
    retention: minutes(backup.retention),
    compression: COMPRESSION[backup.compression].value,
    compressionNote: COMPRESSION[backup.compression].note,
    monitor: monitorFacts(shipping),
    alertAfter: minutes(backup.alertAfter),
    alert: bit(backup.alert),
    alertError: backup.alertError,
    history: minutes(shipping.history),
    primaryConnectionOptions: optionsFor(primary, primaryOptions(shipping)),
    monitorConnectionOptions: optionsFor(primary, shipping.connectionOptions.monitor),
    schedule: scheduleNumbers(backup.schedule),
  };
}

/** What the secondary's procedures are given. */
export interface SecondaryFacts {
  readonly database: string;
  readonly source: string;
  readonly destination: string;
  readonly fileRetention: Minutes;
  readonly copyJob: string;
  readonly restoreJob: string;
  readonly copySchedule: ScheduleNumbers;
  readonly restoreSchedule: ScheduleNumbers;
  readonly monitor: MonitorFacts;
  readonly restoreMode: 0 | 1;
  readonly restoreModeNote: string;
  readonly disconnectUsers: 0 | 1;
  readonly delay: Minutes;
  /** Delay and alert together: minutes after which a copy without a restored log backup is a failure. */
  readonly lateMinutes: number;
  readonly restoreAll: 0 | 1;
  readonly blockSize: number | null;
  readonly bufferCount: number | null;
  readonly maxTransferSize: number | null;
  readonly alertAfter: Minutes;
  readonly alert: 0 | 1;
  readonly alertError: number;
  readonly history: Minutes;
  readonly secondaryConnectionOptions: string | null;
  readonly monitorConnectionOptions: string | null;
}

/** The settings of the secondary half. */
export function secondaryFacts(shipping: LogShipping, secondary: Secondary): SecondaryFacts {
  const { copy, restore, server } = secondary;
  return {
    database: secondary.database,
    source: copy.from,
    destination: copy.to,
    fileRetention: minutes(copy.retention),
    copyJob: copy.job,
    restoreJob: restore.job,
    copySchedule: scheduleNumbers(copy.schedule),
    restoreSchedule: scheduleNumbers(restore.schedule),
    monitor: monitorFacts(shipping),
    restoreMode: restore.mode === "standby" ? 1 : 0,
    restoreModeNote: restore.mode === "standby" ? "STANDBY: readable between restores" : "NORECOVERY",
    disconnectUsers: bit(restore.disconnectUsers),
    delay: minutes(restore.delay),
    lateMinutes: minutes(restore.delay).minutes + minutes(restore.alertAfter).minutes,
    restoreAll: bit(restore.all),
    blockSize: restore.blockSize,
    bufferCount: restore.bufferCount,
    maxTransferSize: restore.maxTransferSize,
    alertAfter: minutes(restore.alertAfter),
    alert: bit(restore.alert),
    alertError: restore.alertError,
    history: minutes(shipping.history),
    secondaryConnectionOptions: optionsFor(server, secondary.connectionOptions.secondary),
    monitorConnectionOptions: optionsFor(server, secondary.connectionOptions.monitor),
  };
}
