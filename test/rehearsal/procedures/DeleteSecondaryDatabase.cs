using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_delete_log_shipping_secondary_database: the row of a secondary database, and the monitor's, here and on a remote monitor; with the
/// last database of its secondary id the row and the jobs of that, as sp_delete_log_shipping_secondary_primary does.
/// docs/relational-databases/system-stored-procedures/sp-delete-log-shipping-secondary-database-transact-sql.md,
/// docs/database-engine/log-shipping/remove-log-shipping-sql-server.md.
/// </summary>
static class DeleteSecondaryDatabase
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var instance = call.Instance;
        var name = call.Text("secondary_database")!;
        var databases = instance["log_shipping_secondary_databases"];
        if (databases.Find(row => instance.Collation.Equal(row.Text("secondary_database")!, name)) is not { } database)
            return call.Fail(32014, name);
        var id = database.Id("secondary_id");
        var secondary = instance["log_shipping_secondary"].Find(row => row.Id("secondary_id") == id)!.Value;
        databases.Delete(row => row.Id("secondary_id") == id && instance.Collation.Equal(row.Text("secondary_database")!, name));
        foreach (var monitor in call.Estate.Monitors(instance, secondary.Text("monitor_server")))
            monitor["log_shipping_monitor_secondary"].Delete(row => row.Id("secondary_id") == id
                && string.Equals(row.Text("secondary_database"), name, StringComparison.OrdinalIgnoreCase));
        if (databases.Find(row => row.Id("secondary_id") == id) is null) DeletePrimary(call, secondary);
        return 0;
    }

    /// <summary>What sp_delete_log_shipping_secondary_primary does, which is called for the last database.</summary>
    static void DeletePrimary(Call call, Record secondary)
    {
        var (instance, id) = (call.Instance, secondary.Id("secondary_id"));
        LogShipping.DeleteJob(instance, secondary.Id("copy_job_id"));
        LogShipping.DeleteJob(instance, secondary.Id("restore_job_id"));
        instance["log_shipping_secondary"].Delete(row => row.Id("secondary_id") == id);
        LogShipping.DeleteAlertJob(call.Estate.Monitors(instance, secondary.Text("monitor_server")).Last());
    }
}
