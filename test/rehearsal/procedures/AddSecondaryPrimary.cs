using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_add_log_shipping_secondary_primary: the secondary's row, its copy and restore jobs (disabled).
/// docs/relational-databases/system-stored-procedures/sp-add-log-shipping-secondary-primary-transact-sql.md.
/// </summary>
static class AddSecondaryPrimary
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        LogShipping.CheckVersion(call);
        var instance = call.Instance;
        var (server, database) = (call.Text("primary_server")!, call.Text("primary_database")!);
        var secondaries = instance["log_shipping_secondary"];
        if (secondaries.Find(row => string.Equals(row.Text("primary_server"), server, StringComparison.OrdinalIgnoreCase)
            && instance.Collation.Equal(row.Text("primary_database")!, database)) is not null)
            return call.Fail(32024, $"{server} / {database}");
        if (LogShipping.BadMonitor(call) is { } bad) return call.Fail(bad.Number, bad.Why);
        if (LogShipping.NewJob(call, call.Text("copy_job_name")!, "Log Shipping Copy") is not { } copy)
            return call.Fail(32022, call.Text("copy_job_name"));
        if (LogShipping.NewJob(call, call.Text("restore_job_name")!, "Log Shipping Restore") is not { } restore)
        {
            // All or nothing.
            instance["sysjobs"].Delete(row => row.Id("job_id") == copy);
            instance["sysjobsteps"].Delete(row => row.Id("job_id") == copy);
            return call.Fail(32022, call.Text("restore_job_name"));
        }
        var id = call.Estate.NewId();
        secondaries.Insert(
            ("secondary_id", id), ("primary_server", server), ("primary_database", database),
            ("backup_source_directory", call.Text("backup_source_directory")),
            ("backup_destination_directory", call.Text("backup_destination_directory")),
            ("file_retention_period", call.Number("file_retention_period", 14420)),
            ("copy_job_id", copy), ("restore_job_id", restore), ("monitor_server", call.Text("monitor_server") ?? instance.ServerName),
            ("monitor_server_security_mode", call.Number("monitor_server_security_mode", 1)));
        call.Give("copy_job_id", Value.Of(copy));
        call.Give("restore_job_id", Value.Of(restore));
        call.Give("secondary_id", Value.Of(id));
        // No row of it is on the monitor; it adds the link to it.
        return call.FailsOnMonitor(call.Text("monitor_server")) ? call.Fail(32054, call.Text("monitor_server")) : 0;
    }
}
