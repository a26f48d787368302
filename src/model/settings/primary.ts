import type { PrimaryFacts } from "../log-shipping.ts";
import { BY_REMOVAL, type Setting } from "./setting.ts";

/**
 * What sp_add_log_shipping_primary_database sets and sp_change_log_shipping_primary_database changes. Read from
 * msdb.dbo.log_shipping_primary_databases (p) and log_shipping_monitor_primary (m).
 */
export const PRIMARY_SETTINGS: readonly Setting<PrimaryFacts>[] = [
  {
    key: "backup.localPath",
    label: "backup folder",
    parameter: "@backup_directory",
    read: "p.backup_directory",
    // Files that nobody has copied yet would stay behind in the old folder.
    change: BY_REMOVAL,
    value: ({ directory }) => directory,
  },
  {
    key: "backup.share",
    label: "backup share",
    parameter: "@backup_share",
    read: "p.backup_share",
    change: BY_REMOVAL,
    value: ({ share }) => share,
  },
  {
    key: "backup.retention",
    label: "backup retention, minutes",
    parameter: "@backup_retention_period",
    read: "p.backup_retention_period",
    change: "in place",
    value: ({ retention }) => retention.minutes,
  },
  {
    key: "backup.compression",
    label: "backup compression (0 no, 1 yes, 2 server default)",
    parameter: "@backup_compression",
    read: "p.backup_compression",
    change: "in place",
    value: ({ compression }) => compression,
  },
  {
    key: "backup.alertAfter",
    label: "backup alert after, minutes",
    parameter: "@backup_threshold",
    read: "m.backup_threshold",
    change: "in place",
    value: ({ alertAfter }) => alertAfter.minutes,
  },
  {
    key: "backup.alertError",
    label: "backup alert, error number",
    parameter: "@threshold_alert",
    read: "m.threshold_alert",
    change: "in place",
    value: ({ alertError }) => alertError,
  },
  {
    key: "backup.alert",
    label: "backup alert enabled (0 no, 1 yes)",
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
  {
    key: "monitor.server",
    label: "monitor server",
    parameter: "@monitor_server",
    read: "p.monitor_server",
    // A monitor is named at creation, for good (sp_change_log_shipping_primary_database).
    change: BY_REMOVAL,
    value: ({ monitor }) => monitor.serverName,
  },
  {
    key: "monitor.authentication",
    label: "monitor login (1 Windows, 0 SQL Server)",
    parameter: "@monitor_server_security_mode",
    read: "p.monitor_server_security_mode",
    // 0 needs a login and its password with it.
    change: BY_REMOVAL,
    value: ({ monitor }) => (monitor.stated === 1 ? monitor.securityMode : null),
  },
  {
    key: "connectionOptions.primary",
    label: "primary connection options",
    parameter: "@primary_connection_options",
    read: "p.primary_connection_options",
    change: BY_REMOVAL,
    value: ({ primaryConnectionOptions }) => primaryConnectionOptions,
  },
  {
    key: "connectionOptions.monitor",
    label: "monitor connection options",
    parameter: "@monitor_connection_options",
    read: "p.monitor_connection_options",
    change: BY_REMOVAL,
    value: ({ monitorConnectionOptions }) => monitorConnectionOptions,
  },
  {
    key: "monitor",
    label: "a monitor server is stated (0 no, 1 yes)",
    parameter: null,
    read: "ISNULL(p.user_specified_monitor, 0)",
    change: BY_REMOVAL,
    value: ({ monitor }) => monitor.stated,
  },
];
