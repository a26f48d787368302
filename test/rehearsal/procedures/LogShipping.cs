using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>What the log shipping procedures have in common: jobs, the monitor, the alert's number, versions.</summary>
static class LogShipping
{
    static readonly string[] Categories = ["Log Shipping Backup", "Log Shipping Copy", "Log Shipping Restore", "Log Shipping Alert"];

    /// <summary>Connection options came with SQL Server 2025: an older server does not know the parameters.</summary>
    public static void CheckVersion(Call call)
    {
        foreach (var option in new[] { "primary_connection_options", "secondary_connection_options", "monitor_connection_options" })
            if (call.Has(option) && call.Instance.Major < 17) throw SqlError.Of(8145, $"@{option}");
    }

    /// <summary>
    /// 14420, 14421, a message that is there, or 0, which the example of sp_add_log_shipping_primary_database's page passes (error 32028;
    /// which others are taken no page says).
    /// </summary>
    public static bool BadAlert(Call call) =>
        call.Number("threshold_alert") is { } number && number is not (0 or 14420 or 14421)
            && !call.Instance.UserMessages.Contains((int)number);

    /// <summary>
    /// A new job: owned by the caller, without a schedule. Null where a job of that name is there: 32022 is about jobs outside
    /// log shipping's categories; that one of those is refused as well is assumed.
    /// </summary>
    public static Guid? NewJob(Call call, string name, string category, bool isEnabled = false)
    {
        var jobs = call.Instance["sysjobs"];
        if (jobs.Find(row => call.Instance.Collation.Equal(row.Text("name")!, name)) is not null) return null;
        var id = call.Estate.NewId();
        var categoryId = call.Instance["syscategories"].Find(row => row.Text("name") == category)!.Value.Number("category_id");
        jobs.Insert(("job_id", id), ("name", name), ("enabled", isEnabled), ("category_id", categoryId),
            ("owner_sid", call.Instance.CallerSid), ("date_created", call.Instance.LocalTime), ("description", ""));
        call.Instance["sysjobsteps"].Insert(
            ("job_id", id), ("step_id", 1), ("step_name", Categories.Contains(category) ? "Log shipping job step." : name),
            ("subsystem", "CMDEXEC"), ("command", $"sqllogship.exe {category} {name}"));
        return id;
    }

    /// <summary>A remote monitor has to answer, and to take the login that is passed.</summary>
    public static (int Number, string Why)? BadMonitor(Call call)
    {
        if (!call.Has("monitor_server")) return null;
        var name = call.Text("monitor_server");
        if (name is null) return (32024, "NULL");
        if (call.Estate.ByServerName(name) is not { IsReachable: true } monitor) return (32055, $"{name} does not answer");
        if (call.Number("monitor_server_security_mode", 1) == 1) return null;
        if (call.Text("monitor_server_login") is not { Length: > 0 } login || call.Text("monitor_server_password") is not { Length: > 0 })
            return (32055, "no login or password");
        return monitor.IsMixedAuthentication && monitor.FindLogin(login) is { IsWindows: false }
            ? null : (32055, $"{name} refuses {login}");
    }

    /// <summary>
    /// A monitor that does not answer: the delete procedures take its rows away too. Which error that is, and whether something was deleted
    /// before, no page says; assumed: none was.
    /// </summary>
    public static string? LostMonitor(Call call, string? monitor) =>
        monitor is not null && call.Estate.ByServerName(monitor) is not { IsReachable: true } ? monitor : null;

    /// <summary>
    /// A job with its steps and history, and the schedules that no other job has
    /// (docs/relational-databases/system-stored-procedures/sp-delete-job-transact-sql.md, @delete_history and @delete_unused_schedule).
    /// </summary>
    public static void DeleteJob(Instance instance, Guid? id)
    {
        foreach (var table in new[] { "sysjobs", "sysjobsteps", "sysjobhistory", "sysjobactivity" })
            instance[table].Delete(row => row.Id("job_id") == id);
        var links = instance["sysjobschedules"];
        var schedules = links.Records.Where(row => row.Id("job_id") == id).Select(row => row.Number("schedule_id")).ToList();
        links.Delete(row => row.Id("job_id") == id);
        instance["sysschedules"].Delete(row => schedules.Contains(row.Number("schedule_id"))
            && links.Find(link => link.Number("schedule_id") == row.Number("schedule_id")) is null);
    }

    /// <summary>The history and the errors of a set-up; of one database, or of all.</summary>
    public static void DeleteHistory(Instance monitor, Guid agent, string? database)
    {
        foreach (var table in new[] { "log_shipping_monitor_history_detail", "log_shipping_monitor_error_detail" })
            monitor[table].Delete(row => row.Id("agent_id") == agent && (database is null || row.Text("database_name") == database));
    }

    /// <summary>
    /// sp_delete_log_shipping_alert_job, which the delete procedures call on the monitor: the job goes once nothing is monitored there.
    /// docs/relational-databases/system-stored-procedures/sp-delete-log-shipping-alert-job-transact-sql.md.
    /// </summary>
    public static void DeleteAlertJob(Estate estate, Instance instance, string? monitor)
    {
        var server = monitor is null ? instance : estate.ByServerName(monitor)!;
        if (server["log_shipping_monitor_primary"].Records.Any() || server["log_shipping_monitor_secondary"].Records.Any()) return;
        if (server["log_shipping_monitor_alert"].Find(_ => true) is not { } alert) return;
        DeleteJob(server, alert.Id("alert_job_id"));
        server["log_shipping_monitor_alert"].Delete(_ => true);
    }
}
