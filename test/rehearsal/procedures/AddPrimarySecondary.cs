namespace Rehearsal.Procedures;

/// <summary>
/// sp_add_log_shipping_primary_secondary:
/// docs/relational-databases/system-stored-procedures/sp-add-log-shipping-primary-secondary-transact-sql.md.
/// </summary>
static class AddPrimarySecondary
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var instance = call.Instance;
        var name = call.Text("primary_database")!;
        var primaries = instance["log_shipping_primary_databases"];
        if (primaries.Find(row => instance.Collation.Equal(row.Text("primary_database")!, name)) is not { } primary)
            return call.Fail(32010, name);
        var (server, database) = (call.Text("secondary_server")!, call.Text("secondary_database")!);
        var secondaries = instance["log_shipping_primary_secondaries"];
        // That a second one of the same name is refused is not on the page.
        if (secondaries.Find(row => row.Id("primary_id") == primary.Id("primary_id")
            && instance.Collation.Equal(row.Text("secondary_server")!, server)
            && instance.Collation.Equal(row.Text("secondary_database")!, database)) is not null)
            return call.Fail(32012, $"{server} / {database}");
        secondaries.Insert(("primary_id", primary.Id("primary_id")), ("secondary_server", server), ("secondary_database", database));
        return 0;
    }
}
