import { releaseOf } from "./product.ts";
import { type ScheduleNumbers, scheduleNumbers } from "./schedule-numbers.ts";
import type { Duration, LogShipping, Secondary, Server } from "./topology.ts";

/** A length of time in the minutes that SQL Server counts, and as the user wrote it. */
export interface Minutes {
  /** Whole minutes. */
  readonly minutes: number;
  /** As the topology says it: `15m`. */
  readonly text: string;
}

/** @throws Error when it is no whole number of minutes, which validation has refused before. */
export function minutes(duration: Duration): Minutes {
  if (duration.seconds % 60 !== 0) throw new Error(`not whole minutes: ${duration.text}`);
  return { minutes: duration.seconds / 60, text: duration.text };
}

const bit = (value: boolean): 0 | 1 => (value ? 1 : 0);

const COMPRESSION = {
  "server-default": { value: 2, note: "the server's default" },
  compressed: { value: 1, note: "compressed" },
  uncompressed: { value: 0, note: "not compressed" },
} as const;

/** `@monitor_server` and its login; all halves of one database name the same monitor. */
export interface MonitorFacts {
  /** 1: the topology states a monitor; 0: each server watches itself. */
  readonly stated: 0 | 1;
  /** `@monitor_server`; null where none is stated. */
  readonly serverName: string | null;
  /** `@monitor_server_security_mode`: 1 by Windows authentication, 0 by a SQL Server login. */
  readonly securityMode: 0 | 1;
  /** The security mode in words. */
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
  /** `@backup_directory`: the folder as the primary sees it. */
  readonly directory: string;
  /** `@backup_share`: the same folder as the secondaries see it. */
  readonly share: string;
  /** `@backup_job_name`. */
  readonly job: string;
  /** `@backup_retention_period`: how long a backup is kept in the folder. */
  readonly retention: Minutes;
  /** `@backup_compression`: 0 not compressed, 1 compressed, 2 the server's default. */
  readonly compression: 0 | 1 | 2;
  /** The compression in words. */
  readonly compressionNote: string;
  /** The monitor and how it is reached. */
  readonly monitor: MonitorFacts;
  /** `@backup_threshold`: how long there may be no backup before the alert. */
  readonly alertAfter: Minutes;
  /** `@threshold_alert_enabled`: 1 the alert is raised, 0 it is not. */
  readonly alert: 0 | 1;
  /** `@threshold_alert`: the number of the error that the alert raises. */
  readonly alertError: number;
  /** `@history_retention_period`: how long the history of the jobs is kept. */
  readonly history: Minutes;
  /** `@primary_connection_options`; null before SQL Server 2025, and where none are stated. */
  readonly primaryConnectionOptions: string | null;
  /** `@monitor_connection_options`; null before SQL Server 2025, and where none are stated. */
  readonly monitorConnectionOptions: string | null;
  /** When the backup job runs. */
  readonly schedule: ScheduleNumbers;
}

/** Connection options are parameters of newer procedures: an older server's have none of them. */
const optionsFor = (server: Server, options: string | null): string | null =>
  releaseOf(server).connectionOptions ? options : null;

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
  /** `@secondary_database`: the copy's name on the secondary. */
  readonly database: string;
  /** `@backup_source_directory`: the folder that the copy job reads. */
  readonly source: string;
  /** `@backup_destination_directory`: the folder that it copies to, and that the restore job reads. */
  readonly destination: string;
  /** `@file_retention_period`: how long a copied file is kept. */
  readonly fileRetention: Minutes;
  /** `@copy_job_name`. */
  readonly copyJob: string;
  /** `@restore_job_name`. */
  readonly restoreJob: string;
  /** When the copy job runs. */
  readonly copySchedule: ScheduleNumbers;
  /** When the restore job runs. */
  readonly restoreSchedule: ScheduleNumbers;
  /** The monitor and how it is reached. */
  readonly monitor: MonitorFacts;
  /** `@restore_mode`: 0 NORECOVERY, 1 STANDBY. */
  readonly restoreMode: 0 | 1;
  /** The mode in words. */
  readonly restoreModeNote: string;
  /** `@disconnect_users`: 1 users are disconnected for a restore, 0 they are not. */
  readonly disconnectUsers: 0 | 1;
  /** `@restore_delay`: how old a backup must be before it is restored. */
  readonly delay: Minutes;
  /** Delay and alert together: minutes after which a copy without a restored log backup is a failure. */
  readonly lateMinutes: number;
  /** `@restore_all`: 1 every file that is there in one run, 0 one file in one run. */
  readonly restoreAll: 0 | 1;
  /** `@block_size`, in bytes; null is not passed. */
  readonly blockSize: number | null;
  /** `@buffer_count`; null is not passed. */
  readonly bufferCount: number | null;
  /** `@max_transfer_size`, in bytes; null is not passed. */
  readonly maxTransferSize: number | null;
  /** `@restore_threshold`: how long there may be no restore before the alert. */
  readonly alertAfter: Minutes;
  /** `@threshold_alert_enabled`: 1 the alert is raised, 0 it is not. */
  readonly alert: 0 | 1;
  /** `@threshold_alert`: the number of the error that the alert raises. */
  readonly alertError: number;
  /** `@history_retention_period`: how long the history of the jobs is kept. */
  readonly history: Minutes;
  /** `@secondary_connection_options`; null before SQL Server 2025, and where none are stated. */
  readonly secondaryConnectionOptions: string | null;
  /** `@monitor_connection_options`; null before SQL Server 2025, and where none are stated. */
  readonly monitorConnectionOptions: string | null;
}

/** A secondary and its copy of a shipped database. */
export interface ShippedCopy {
  /** The secondary's server name. */
  readonly serverName: string;
  /** The copy's name there. */
  readonly database: string;
}

/** Every copy that log shipping keeps of a database. */
export const shippedCopies = ({ secondaries }: LogShipping): readonly ShippedCopy[] =>
  secondaries.map(({ server, database }) => ({ serverName: server.serverName, database }));

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
