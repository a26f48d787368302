using System.Globalization;
using Rehearsal.Estates;
using Rehearsal.Procedures;

namespace Rehearsal.Jobs;

/// <summary>
/// SQL Server Agent as far as "run this job now" goes: activity while it runs, history when it has ended. No calendar.
/// docs/relational-databases/system-tables/dbo-sysjobactivity-transact-sql.md, dbo-sysjobhistory-transact-sql.md.
/// </summary>
static class Agent
{
    /// <summary>How long each job takes, in seconds.</summary>
    const int Seconds = 8;

    static long SessionOf(Instance instance) => instance["syssessions"].Records.Max(row => row.Number("session_id")!.Value);

    public static bool IsRunning(Instance instance, Guid job) =>
        instance["sysjobactivity"].Find(row => row.Id("job_id") == job && row.Number("session_id") == SessionOf(instance)
            && row["start_execution_date"] is not null && row["stop_execution_date"] is null) is not null;

    /// <summary>Begins a job; it ends by itself.</summary>
    public static void Begin(Instance instance, Guid job)
    {
        var session = SessionOf(instance);
        var activity = instance["sysjobactivity"];
        activity.Delete(row => row.Id("job_id") == job && row.Number("session_id") == session);
        activity.Insert(("session_id", session), ("job_id", job), ("run_requested_date", instance.LocalTime),
            ("start_execution_date", instance.LocalTime));
        instance.Estate.Later(Seconds, Events.JobEnds, instance, job.ToString());
    }

    /// <summary>What a job does, done when it ends; then its history: the step's row, and row 0 for the job.</summary>
    public static void End(Instance instance, Guid job)
    {
        // Somebody has deleted it meanwhile.
        if (instance["sysjobs"].Find(row => row.Id("job_id") == job) is not { } row) return;
        var category = instance["syscategories"].Find(one => one.Number("category_id") == row.Number("category_id"))?.Text("name");
        var failure = category switch
        {
            "Log Shipping Backup" => BackupJob.Run(instance, job),
            "Log Shipping Copy" => CopyJob.Run(instance, job),
            "Log Shipping Restore" => RestoreJob.Run(instance, job),
            _ => null,
        };
        var time = instance.LocalTime;
        instance["sysjobactivity"].Update(
            one => one.Id("job_id") == job && one.Number("session_id") == SessionOf(instance), ("stop_execution_date", time));
        foreach (var step in new[] { 1, 0 })
            instance["sysjobhistory"].Insert(
                ("job_id", job), ("step_id", step), ("step_name", step == 0 ? "(Job outcome)" : "Log shipping job step."),
                ("message", failure is null ? "The job succeeded." : $"The job failed. {failure}"), ("run_status", failure is null ? 1 : 0),
                ("run_date", long.Parse(time.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
                ("run_time", long.Parse(time.ToString("HHmmss", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
                ("server", instance.ServerName));
    }

    /// <summary>Log shipping's own record of a run: the history, and where it failed the error's rows.</summary>
    /// <param name="type">0 backup, 1 copy, 2 restore.</param>
    public static string? Log(Instance instance, Guid agent, int type, string? database, string message, bool isFailure)
    {
        (string, object?)[] head = [("agent_id", agent), ("agent_type", type), ("session_id", 1), ("database_name", database),
            ("log_time", instance.LocalTime), ("log_time_utc", instance.Estate.Now), ("message", message)];
        instance["log_shipping_monitor_history_detail"].Insert([.. head, ("session_status", isFailure ? 3 : 2)]);
        if (isFailure) instance["log_shipping_monitor_error_detail"].Insert([.. head, ("sequence_number", 1), ("source", "sqllogship")]);
        return isFailure ? message : null;
    }

    /// <summary>Runs a job from begin to end: what a DBA's "start job" does, or a schedule.</summary>
    public static void RunNow(Instance instance, Guid job)
    {
        Begin(instance, job);
        instance.Estate.Advance(TimeSpan.FromSeconds(Seconds + 2));
    }
}
