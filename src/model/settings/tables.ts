import { ENDPOINT_SETTINGS } from "./endpoint.ts";
import { PRIMARY_SETTINGS } from "./primary.ts";
import { SCHEDULE_SETTINGS } from "./schedule.ts";
import { COPY_SETTINGS, RESTORE_SETTINGS } from "./secondary.ts";
import { SESSION_SETTINGS } from "./session.ts";
import type { Setting } from "./setting.ts";

/** Settings that stand in one place of SQL Server, for whoever reads them all. */
export interface SettingTable {
  readonly title: string;
  /** The part of the topology that their keys are below. */
  readonly below: string;
  /** The procedure or the statement that sets them. */
  readonly set: string;
  /** The one that changes them in place. */
  readonly change: string;
  /** Where they are read, with the aliases that `read` uses. */
  readonly from: string;
  readonly settings: readonly Omit<Setting<never>, "value" | "accepts">[];
}

/** Every table of settings. */
export const SETTING_TABLES: readonly SettingTable[] = [
  {
    title: "The primary half",
    below: "databases.<db>.logShipping",
    set: "sp_add_log_shipping_primary_database",
    change: "sp_change_log_shipping_primary_database",
    from: "msdb.dbo.log_shipping_primary_databases (p), log_shipping_monitor_primary (m)",
    settings: PRIMARY_SETTINGS,
  },
  {
    title: "The copy on a secondary",
    below: "databases.<db>.logShipping.secondaries[]",
    set: "sp_add_log_shipping_secondary_primary",
    change: "sp_change_log_shipping_secondary_primary",
    from: "msdb.dbo.log_shipping_secondary (s)",
    settings: COPY_SETTINGS,
  },
  {
    title: "The restore on a secondary",
    below: "databases.<db>.logShipping.secondaries[]",
    set: "sp_add_log_shipping_secondary_database",
    change: "sp_change_log_shipping_secondary_database",
    from: "msdb.dbo.log_shipping_secondary_databases (d), log_shipping_monitor_secondary (m)",
    settings: RESTORE_SETTINGS,
  },
  {
    title: "The schedule of a job",
    below: "schedule of backup, copy or restore",
    set: "sp_add_schedule",
    change: "sp_update_schedule",
    from: "msdb.dbo.sysschedules (s), by the job that it is attached to",
    settings: SCHEDULE_SETTINGS,
  },
  {
    title: "The mirroring endpoint",
    below: "servers.<server>",
    set: "CREATE ENDPOINT",
    change: "ALTER ENDPOINT",
    from: "sys.database_mirroring_endpoints (e), sys.tcp_endpoints (t)",
    settings: ENDPOINT_SETTINGS,
  },
  {
    title: "The mirroring session",
    below: "databases.<db>.mirroring",
    set: "ALTER DATABASE",
    change: "ALTER DATABASE, on the principal",
    from: "sys.database_mirroring (m)",
    settings: SESSION_SETTINGS,
  },
];
