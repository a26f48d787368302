using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_delete_log_shipping_secondary_primary: the copy and restore jobs, and the secondary's row.
/// docs/relational-databases/system-stored-procedures/sp-delete-log-shipping-secondary-primary-transact-sql.md.
/// </summary>
static class DeleteSecondaryPrimary
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var instance = call.Instance;
        var (server, database) = (call.Text("primary_server")!, call.Text("primary_database")!);
        var secondaries = instance["log_shipping_secondary"];
        if (secondaries.Find(row => string.Equals(row.Text("primary_server"), server, StringComparison.OrdinalIgnoreCase)
            && instance.Collation.Equal(row.Text("primary_database")!, database)) is not { } secondary)
            return call.Fail(32023, $"{server} / {database}");
        Delete(call, secondary);
        return 0;
    }

    /// <summary>What goes with the last database of a secondary id too.</summary>
    public static void Delete(Call call, Record secondary)
    {
        var (instance, id) = (call.Instance, secondary.Id("secondary_id"));
        var monitor = call.Estate.Monitors(instance, secondary.Text("monitor_server")).Last();
        LogShipping.DeleteJob(instance, secondary.Id("copy_job_id"));
        LogShipping.DeleteJob(instance, secondary.Id("restore_job_id"));
        instance["log_shipping_secondary"].Delete(row => row.Id("secondary_id") == id);
        LogShipping.DeleteAlertJob(monitor);
    }
}
