import type { SecondaryFacts } from "../log-shipping.ts";
import { BY_REMOVAL, type Setting } from "./setting.ts";

/**
 * What sp_add_log_shipping_secondary_primary sets and sp_change_log_shipping_secondary_primary changes. Read from
 * msdb.dbo.log_shipping_secondary (s).
 */
export const COPY_SETTINGS: readonly Setting<SecondaryFacts>[] = [
  {
    key: "copy.from",
    label: "copy: folder to copy from",
    parameter: "@backup_source_directory",
    read: "s.backup_source_directory",
    // Files that are not copied yet would stay behind in the old folder.
    change: BY_REMOVAL,
    value: ({ source }) => source,
  },
  {
    key: "copy.to",
    label: "copy: folder to copy to",
    parameter: "@backup_destination_directory",
    read: "s.backup_destination_directory",
    // Files that are not restored yet would stay behind in the old folder.
    change: BY_REMOVAL,
    value: ({ destination }) => destination,
  },
  {
    key: "copy.retention",
    label: "copy: file retention, minutes",
    parameter: "@file_retention_period",
    read: "s.file_retention_period",
    change: "in place",
    value: ({ fileRetention }) => fileRetention.minutes,
  },
  {
    key: "monitor.server",
    label: "monitor server",
    parameter: "@monitor_server",
    read: "s.monitor_server",
    change: BY_REMOVAL,
    value: ({ monitor }) => monitor.serverName,
  },
  {
    key: "monitor.authentication",
    label: "monitor login (1 Windows, 0 SQL Server)",
    parameter: "@monitor_server_security_mode",
    read: "s.monitor_server_security_mode",
    change: BY_REMOVAL,
    value: ({ monitor }) => (monitor.stated === 1 ? monitor.securityMode : null),
  },
];

/**
 * What sp_add_log_shipping_secondary_database sets and sp_change_log_shipping_secondary_database changes. Read from
 * msdb.dbo.log_shipping_secondary_databases (d) and log_shipping_monitor_secondary (m).
 */
export const RESTORE_SETTINGS: readonly Setting<SecondaryFacts>[] = [
  {
    key: "restore.delay",
    label: "restore: delay, minutes",
    parameter: "@restore_delay",
    read: "d.restore_delay",
    change: "in place",
    value: ({ delay }) => delay.minutes,
  },
  {
    key: "restore.all",
    label: "restore: all files in one run (0 no, 1 yes)",
    parameter: "@restore_all",
    read: "d.restore_all",
    change: "in place",
    value: ({ restoreAll }) => restoreAll,
  },
  {
    key: "restore.mode",
    label: "restore: mode (0 NORECOVERY, 1 STANDBY)",
    parameter: "@restore_mode",
    read: "d.restore_mode",
    change: "in place",
    value: ({ restoreMode }) => restoreMode,
  },
  {
    key: "restore.disconnectUsers",
    label: "restore: disconnect users (0 no, 1 yes)",
    parameter: "@disconnect_users",
    read: "d.disconnect_users",
    change: "in place",
    value: ({ disconnectUsers }) => disconnectUsers,
  },
  {
    key: "restore.blockSize",
    label: "restore: block size, bytes",
    parameter: "@block_size",
    read: "d.block_size",
    change: "in place",
    value: ({ blockSize }) => blockSize,
  },
  {
    key: "restore.bufferCount",
    label: "restore: number of buffers",
    parameter: "@buffer_count",
    read: "d.buffer_count",
    change: "in place",
    value: ({ bufferCount }) => bufferCount,
  },
  {
    key: "restore.maxTransferSize",
    label: "restore: largest transfer, bytes",
    parameter: "@max_transfer_size",
    read: "d.max_transfer_size",
    change: "in place",
    value: ({ maxTransferSize }) => maxTransferSize,
  },
  {
    key: "restore.alertAfter",
    label: "restore alert after, minutes",
    parameter: "@restore_threshold",
    read: "m.restore_threshold",
    change: "in place",
    value: ({ alertAfter }) => alertAfter.minutes,
  },
  {
    key: "restore.alertError",
    label: "restore alert, error number",
    parameter: "@threshold_alert",
    read: "m.threshold_alert",
    change: "in place",
    value: ({ alertError }) => alertError,
  },
  {
    key: "restore.alert",
    label: "restore alert enabled (0 no, 1 yes)",
    parameter: "@threshold_alert_enabled",
    read: "m.threshold_alert_enabled",
    change: "in place",
    value: ({ alert }) => alert,
  },
  {
    key: "history",
    label: "history retention, minutes",
    parameter: "@history_retention_period",
    read: "m.history_retention_period",
    change: "in place",
    value: ({ history }) => history.minutes,
  },
];
