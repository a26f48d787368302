using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_dbmmonitoraddmonitoring: the Database Mirroring Monitor Job of this server; 32033 where it is there already.
/// docs/relational-databases/system-stored-procedures/sp-dbmmonitoraddmonitoring-transact-sql.md.
/// </summary>
static class AddMirrorMonitoring
{
    public const string Name = "Database Mirroring Monitor Job";

    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var period = call.Number("update_period", 1);
        if (period is < 1 or > 120) return call.Fail(32032, $"{period}");
        if (LogShipping.NewJob(call, Name, "Database Maintenance", isEnabled: true) is not { } job) return call.Fail(32033);
        call.Instance["sysjobsteps"].Update(
            row => row.Id("job_id") == job, ("subsystem", "TSQL"), ("command", "exec sys.sp_dbmmonitorupdate"));
        return 0;
    }
}
