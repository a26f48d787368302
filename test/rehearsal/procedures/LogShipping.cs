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

    /// <summary>
    /// A job with its links to schedules. That the schedules of no other job go with it is what sp_delete_job does unless told otherwise:
    /// docs/relational-databases/system-stored-procedures/sp-delete-job-transact-sql.md.
    /// </summary>
    public static void DeleteJob(Instance instance, Guid? job)
    {
        var links = instance["sysjobschedules"];
        var schedules = links.Records.Where(row => row.Id("job_id") == job).Select(row => row.Number("schedule_id")).ToHashSet();
        foreach (var table in new[] { "sysjobs", "sysjobsteps", "sysjobschedules" }) instance[table].Delete(row => row.Id("job_id") == job);
        instance["sysschedules"].Delete(row => schedules.Contains(row.Number("schedule_id"))
            && links.Find(link => link.Number("schedule_id") == row.Number("schedule_id")) is null);
    }

    /// <summary>
    /// sp_delete_log_shipping_alert_job, which the procedures that delete call on the monitor: the alert job, where nothing is left that it
    /// watches. docs/relational-databases/system-stored-procedures/sp-delete-log-shipping-alert-job-transact-sql.md.
    /// </summary>
    public static void DeleteAlertJob(Instance monitor)
    {
        if (monitor["log_shipping_monitor_primary"].Rows.Count + monitor["log_shipping_monitor_secondary"].Rows.Count > 0) return;
        if (monitor["log_shipping_monitor_alert"].Find(_ => true) is not { } alert) return;
        DeleteJob(monitor, alert.Id("alert_job_id"));
        monitor["log_shipping_monitor_alert"].Delete(_ => true);
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
}
