using Rehearsal.Jobs;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_start_job: asks Agent to start a job, disabled or not, and returns before it ends.
/// docs/relational-databases/system-stored-procedures/sp-start-job-transact-sql.md.
/// </summary>
static class StartJob
{
    public static int Run(Call call)
    {
        call.Check();
        if (call.Has("job_id") == call.Has("job_name")) return call.Fail(14294);
        if (!call.Has("job_id")) throw call.Execution.Outside(call.At, "sp_start_job by name");
        var id = call.Id("job_id");
        if (id is null || call.Instance["sysjobs"].Find(row => row.Id("job_id") == id) is null) return call.Fail(14262, $"job {id}");
        if (!call.Instance.IsAgentRunning) return call.Fail(22022, "SQL Server Agent does not run");
        if (Agent.IsRunning(call.Instance, id.Value)) return call.Fail(22022, "the job is running already");
        Agent.Begin(call.Instance, id.Value);
        return 0;
    }
}
