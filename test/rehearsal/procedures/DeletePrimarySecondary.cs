namespace Rehearsal.Procedures;

/// <summary>
/// sp_delete_log_shipping_primary_secondary: the entry of a secondary on the primary, and nothing else.
/// docs/relational-databases/system-stored-procedures/sp-delete-log-shipping-primary-secondary-transact-sql.md.
/// </summary>
static class DeletePrimarySecondary
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var instance = call.Instance;
        var (name, server, database) = (call.Text("primary_database")!, call.Text("secondary_server")!, call.Text("secondary_database")!);
        if (instance["log_shipping_primary_databases"].Find(row => instance.Collation.Equal(row.Text("primary_database")!, name))
            is not { } primary)
            return call.Fail(32010, name);
        // What it says where there is no such entry is on no page: the scripts look before.
        var removed = instance["log_shipping_primary_secondaries"].Delete(row => row.Id("primary_id") == primary.Id("primary_id")
            && string.Equals(row.Text("secondary_server"), server, StringComparison.OrdinalIgnoreCase)
            && instance.Collation.Equal(row.Text("secondary_database")!, database));
        return removed > 0 ? 0 : call.Fail(32014, $"{server} / {database}");
    }
}
