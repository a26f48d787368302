using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_add_log_shipping_primary_database: the primary's row, its backup job (disabled, without a schedule), and the monitor's row, here
/// and on a remote monitor. docs/relational-databases/system-stored-procedures/sp-add-log-shipping-primary-database-transact-sql.md.
/// </summary>
static class AddPrimaryDatabase
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        LogShipping.CheckVersion(call);
        var instance = call.Instance;
        var name = call.Text("database")!;
        var database = instance.FindDatabase(name);
        if (database is null) return call.Fail(32007, $"{name} is not there");
        // Assumed: no page says that it has to be online and no mirror; the order of the mirroring page makes it the right guard.
        if (database.State != Estates.DatabaseState.Online) return call.Fail(32007, name);
        if (database.RecoveryModel == "SIMPLE") return call.Fail(32015, name);
        var primaries = instance["log_shipping_primary_databases"];
        if (primaries.Find(row => instance.Collation.Equal(row.Text("primary_database")!, name)) is not null) return call.Fail(32009, name);
        if (LogShipping.BadAlert(call)) return call.Fail(32028, call["threshold_alert"]?.ToString());
        if (LogShipping.BadMonitor(call) is { } bad) return call.Fail(bad.Number, bad.Why);
        if (LogShipping.NewJob(call, call.Text("backup_job_name")!, "Log Shipping Backup") is not { } job)
            return call.Fail(32022, call.Text("backup_job_name"));
        var id = call.Estate.NewId();
        primaries.Insert(
            ("primary_id", id), ("primary_database", database.Name),
            ("backup_directory", call.Text("backup_directory")), ("backup_share", call.Text("backup_share")),
            ("backup_retention_period", call.Number("backup_retention_period", 1440)), ("backup_job_id", job),
            ("monitor_server", call.Text("monitor_server") ?? instance.ServerName),
            ("monitor_server_security_mode", call.Number("monitor_server_security_mode", 1)),
            ("user_specified_monitor", call.Has("monitor_server")), ("backup_compression", call.Number("backup_compression", 2)),
            ("primary_connection_options", call.Text("primary_connection_options")),
            ("monitor_connection_options", call.Text("monitor_connection_options")));
        var isRemoteLost = call.FailsOnMonitor(call.Text("monitor_server"));
        foreach (var monitor in call.Estate.Monitors(instance, call.Text("monitor_server")).Take(isRemoteLost ? 1 : int.MaxValue))
            monitor["log_shipping_monitor_primary"].Insert(
                ("primary_id", id), ("primary_server", instance.ServerName), ("primary_database", database.Name),
                ("backup_threshold", call.Number("backup_threshold", 45)),
                ("threshold_alert", call.Number("threshold_alert", 14420)),
                ("threshold_alert_enabled", call.Number("threshold_alert_enabled", 0)),
                ("history_retention_period", call.Number("history_retention_period", 1440)));
        call.Give("backup_job_id", Value.Of(job));
        call.Give("primary_id", Value.Of(id));
        if (isRemoteLost) return call.Fail(32054, call.Text("monitor_server"));
        return 0;
    }
}
