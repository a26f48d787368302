using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_add_log_shipping_alert_job: nothing where the server has its alert job; else one that is enabled and runs every two minutes.
/// docs/relational-databases/system-stored-procedures/sp-add-log-shipping-alert-job-transact-sql.md. Its name is on no page.
/// </summary>
static class AddAlertJob
{
    public static int Run(Call call)
    {
        call.Check();
        if (!call.Instance.CallerIsSysadmin) return call.Fail(21089);
        var alerts = call.Instance["log_shipping_monitor_alert"];
        if (alerts.Find(_ => true) is { } known)
        {
            call.Give("alert_job_id", Value.Of(known.Id("alert_job_id")));
            return 0;
        }
        var name = $"LSAlert_{call.Instance.ServerName}";
        if (LogShipping.NewJob(call, name, "Log Shipping Alert", isEnabled: true) is not { } job) return call.Fail(32022, name);
        alerts.Insert(("alert_job_id", job));
        call.Give("alert_job_id", Value.Of(job));
        return 0;
    }
}
