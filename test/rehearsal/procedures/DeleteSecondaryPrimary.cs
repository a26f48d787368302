using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_delete_log_shipping_secondary_primary: the copy and restore jobs, the secondary's row, and then the alert job; 32025 while there are
/// secondary databases. docs/relational-databases/system-stored-procedures/sp-delete-log-shipping-secondary-primary-transact-sql.md.
/// </summary>
static class DeleteSecondaryPrimary
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var instance = call.Instance;
        var (server, database) = (call.Text("primary_server")!, call.Text("primary_database")!);
        if (instance["log_shipping_secondary"].Find(row =>
            string.Equals(row.Text("primary_server"), server, StringComparison.OrdinalIgnoreCase)
            && instance.Collation.Equal(row.Text("primary_database")!, database)) is not { } secondary)
            return call.Fail(32023, $"{server} / {database}");
        if (instance["log_shipping_secondary_databases"].Find(row => row.Id("secondary_id") == secondary.Id("secondary_id")) is not null)
            return call.Fail(32025, $"{server} / {database}");
        if (LogShipping.LostMonitor(call, secondary.Text("monitor_server")) is { } lost) return call.Fail(32054, lost);
        Delete(call, secondary);
        return 0;
    }

    /// <summary>What is left of a secondary id without databases.</summary>
    public static void Delete(Call call, Record secondary)
    {
        var instance = call.Instance;
        var id = secondary.Id("secondary_id")!.Value;
        LogShipping.DeleteJob(instance, secondary.Id("copy_job_id"));
        LogShipping.DeleteJob(instance, secondary.Id("restore_job_id"));
        foreach (var monitor in call.Estate.Monitors(instance, secondary.Text("monitor_server")))
            LogShipping.DeleteHistory(monitor, id, null);
        instance["log_shipping_secondary"].Delete(row => row.Id("secondary_id") == id);
        LogShipping.DeleteAlertJob(call.Estate, instance, secondary.Text("monitor_server"));
    }
}
