namespace Rehearsal.Procedures;

/// <summary>
/// sp_delete_log_shipping_primary_database: the backup job, the monitor's rows here and on a remote monitor, history and errors, the
/// primary's row, and then the alert job; 32011 while secondaries are listed.
/// docs/relational-databases/system-stored-procedures/sp-delete-log-shipping-primary-database-transact-sql.md.
/// </summary>
static class DeletePrimaryDatabase
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var instance = call.Instance;
        var name = call.Text("database")!;
        var primaries = instance["log_shipping_primary_databases"];
        if (primaries.Find(row => instance.Collation.Equal(row.Text("primary_database")!, name)) is not { } primary)
            return call.Fail(32010, name);
        var id = primary.Id("primary_id")!.Value;
        if (instance["log_shipping_primary_secondaries"].Find(row => row.Id("primary_id") == id) is not null) return call.Fail(32011, name);
        if (LogShipping.LostMonitor(call, primary.Text("monitor_server")) is { } lost) return call.Fail(32054, lost);
        LogShipping.DeleteJob(instance, primary.Id("backup_job_id"));
        foreach (var monitor in call.Estate.Monitors(instance, primary.Text("monitor_server")))
        {
            monitor["log_shipping_monitor_primary"].Delete(row => row.Id("primary_id") == id);
            LogShipping.DeleteHistory(monitor, id, null);
        }
        primaries.Delete(row => row.Id("primary_id") == id);
        LogShipping.DeleteAlertJob(call.Estate, instance, primary.Text("monitor_server"));
        return 0;
    }
}
