namespace Rehearsal.Procedures;

/// <summary>
/// sp_delete_log_shipping_primary_secondary: the row of a secondary on the primary, and nothing else.
/// docs/relational-databases/system-stored-procedures/sp-delete-log-shipping-primary-secondary-transact-sql.md.
/// </summary>
static class DeletePrimarySecondary
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var instance = call.Instance;
        var (database, server, copy) = (call.Text("primary_database")!, call.Text("secondary_server")!, call.Text("secondary_database")!);
        var primaries = instance["log_shipping_primary_databases"];
        if (primaries.Find(row => instance.Collation.Equal(row.Text("primary_database")!, database)) is not { } one)
            return call.Fail(32010, database);
        instance["log_shipping_primary_secondaries"].Delete(row => row.Id("primary_id") == one.Id("primary_id")
            && string.Equals(row.Text("secondary_server"), server, StringComparison.OrdinalIgnoreCase)
            && string.Equals(row.Text("secondary_database"), copy, StringComparison.OrdinalIgnoreCase));
        return 0;
    }
}
