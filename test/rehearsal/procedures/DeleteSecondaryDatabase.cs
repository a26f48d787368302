namespace Rehearsal.Procedures;

/// <summary>
/// sp_delete_log_shipping_secondary_database: the row of a secondary database and its history, here and on a remote monitor; of the last
/// one of a secondary id everything else of it as well, as sp_delete_log_shipping_secondary_primary does. The database stays.
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
        var id = database.Id("secondary_id")!.Value;
        var secondary = instance["log_shipping_secondary"].Find(row => row.Id("secondary_id") == id)!.Value;
        if (LogShipping.LostMonitor(call, secondary.Text("monitor_server")) is { } lost) return call.Fail(32054, lost);
        databases.Delete(row => row.Id("secondary_id") == id && instance.Collation.Equal(row.Text("secondary_database")!, name));
        foreach (var monitor in call.Estate.Monitors(instance, secondary.Text("monitor_server")))
        {
            monitor["log_shipping_monitor_secondary"].Delete(
                row => row.Id("secondary_id") == id && instance.Collation.Equal(row.Text("secondary_database")!, name));
            LogShipping.DeleteHistory(monitor, id, name);
        }
        if (databases.Find(row => row.Id("secondary_id") == id) is null) DeleteSecondaryPrimary.Delete(call, secondary);
        return 0;
    }
}
