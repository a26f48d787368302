namespace Rehearsal.Procedures;

/// <summary>
/// sp_attach_schedule: docs/relational-databases/system-stored-procedures/sp-attach-schedule-transact-sql.md. Job and schedule have one
/// owner.
/// </summary>
static class AttachSchedule
{
    public static int Run(Call call)
    {
        call.Check();
        if (call.Has("job_id") == call.Has("job_name") || call.Has("schedule_id") == call.Has("schedule_name")) return call.Fail(14294);
        if (call.Has("job_name") || call.Has("schedule_name"))
            throw call.Execution.Outside(call.At, "sp_attach_schedule by name, which is not unique");
        var (job, schedule) = (call.Id("job_id"), call.Number("schedule_id"));
        if (call.Instance["sysjobs"].Find(row => row.Id("job_id") == job) is not { } theJob) return call.Fail(14262, $"job {job}");
        if (call.Instance["sysschedules"].Find(row => row.Number("schedule_id") == schedule) is not { } theSchedule)
            return call.Fail(14262, $"schedule {schedule}");
        if (!((byte[])theJob["owner_sid"]!).AsSpan().SequenceEqual((byte[])theSchedule["owner_sid"]!)) return call.Fail(14377);
        var links = call.Instance["sysjobschedules"];
        if (links.Find(row => row.Id("job_id") == job && row.Number("schedule_id") == schedule) is null)
            links.Insert(("schedule_id", schedule), ("job_id", job), ("next_run_date", 0), ("next_run_time", 0));
        return 0;
    }
}
