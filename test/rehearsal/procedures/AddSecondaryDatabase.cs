namespace Rehearsal.Procedures;

/// <summary>
/// sp_add_log_shipping_secondary_database: the row of a secondary database, and the monitor's, here and on a remote monitor.
/// docs/relational-databases/system-stored-procedures/sp-add-log-shipping-secondary-database-transact-sql.md.
/// </summary>
static class AddSecondaryDatabase
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var instance = call.Instance;
        var (name, server, database) = (call.Text("secondary_database")!, call.Text("primary_server")!, call.Text("primary_database")!);
        var secondaries = instance["log_shipping_secondary"];
        if (secondaries.Find(row => string.Equals(row.Text("primary_server"), server, StringComparison.OrdinalIgnoreCase)
            && instance.Collation.Equal(row.Text("primary_database")!, database)) is not { } secondary)
            return call.Fail(32023, $"{server} / {database}");
        var databases = instance["log_shipping_secondary_databases"];
        if (databases.Find(row => instance.Collation.Equal(row.Text("secondary_database")!, name)) is not null)
            return call.Fail(32013, name);
        if (LogShipping.BadAlert(call)) return call.Fail(32028, call["threshold_alert"]?.ToString());
        // The database has been restored and waits for log.
        if (instance.FindDatabase(name) is not { State: not Estates.DatabaseState.Online }) return call.Fail(5052, name);
        // The row goes to the remote monitor too: one that does not answer is an error, and nothing is written.
        if (secondary.Text("monitor_server") is { } monitorName && call.Estate.ByServerName(monitorName) is not { IsReachable: true })
            return call.Fail(32054, monitorName);
        var id = secondary.Id("secondary_id");
        databases.Insert(
            ("secondary_database", name), ("secondary_id", id),
            ("restore_delay", call.Number("restore_delay", 0)), ("restore_all", call.Number("restore_all", 1)),
            ("restore_mode", call.Number("restore_mode", 0)), ("disconnect_users", call.Number("disconnect_users", 0)),
            ("block_size", call.Number("block_size", -1)), ("buffer_count", call.Number("buffer_count", -1)),
            ("max_transfer_size", call.Number("max_transfer_size")));
        var isRemoteLost = call.FailsOnMonitor(secondary.Text("monitor_server"));
        foreach (var monitor in call.Estate.Monitors(instance, secondary.Text("monitor_server")).Take(isRemoteLost ? 1 : int.MaxValue))
            monitor["log_shipping_monitor_secondary"].Insert(
                ("secondary_server", instance.ServerName), ("secondary_database", name), ("secondary_id", id),
                ("primary_server", server), ("primary_database", database),
                ("restore_threshold", call.Number("restore_threshold", 45)), ("threshold_alert", call.Number("threshold_alert", 14420)),
                ("threshold_alert_enabled", call.Number("threshold_alert_enabled", 1)),
                ("history_retention_period", call.Number("history_retention_period", 14420)));
        return isRemoteLost ? call.Fail(32054, secondary.Text("monitor_server")) : 0;
    }
}
