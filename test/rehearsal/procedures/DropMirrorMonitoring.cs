namespace Rehearsal.Procedures;

/// <summary>
/// sp_dbmmonitordropmonitoring: stops and deletes the Database Mirroring Monitor Job, of all databases of the server; what it says where
/// there is none is on no page. docs/relational-databases/system-stored-procedures/sp-dbmmonitordropmonitoring-transact-sql.md.
/// </summary>
static class DropMirrorMonitoring
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        if (call.Instance["sysjobs"].Find(row => row.Text("name") == AddMirrorMonitoring.Name) is not { } job)
            return call.Fail(14262, AddMirrorMonitoring.Name);
        LogShipping.DeleteJob(call.Instance, job.Id("job_id"));
        return 0;
    }
}
