namespace Rehearsal.Procedures;

/// <summary>
/// sp_delete_log_shipping_primary_database: the backup job, the monitor's row here and on a remote monitor, the primary's row.
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
        var id = primary.Id("primary_id");
        if (instance["log_shipping_primary_secondaries"].Find(row => row.Id("primary_id") == id) is not null) return call.Fail(32011, name);
        var monitors = call.Estate.Monitors(instance, primary.Text("monitor_server")).ToList();
        LogShipping.DeleteJob(instance, primary.Id("backup_job_id"));
        foreach (var monitor in monitors) monitor["log_shipping_monitor_primary"].Delete(row => row.Id("primary_id") == id);
        primaries.Delete(row => row.Id("primary_id") == id);
        LogShipping.DeleteAlertJob(monitors[^1]);
        return 0;
    }
}
