namespace Rehearsal.Procedures;

/// <summary>
/// sp_update_job: what is passed changes, the rest stays. docs/relational-databases/system-stored-procedures/sp-update-job-transact-sql.md.
/// </summary>
static class UpdateJob
{
    public static int Run(Call call)
    {
        call.Check();
        if (call.Has("job_id") == call.Has("job_name")) return call.Fail(14294);
        foreach (var argument in call.Arguments)
            if (argument.Name!.TrimStart('@') is not ("job_id" or "enabled" or "owner_login_name" or "description"))
                throw call.Execution.Outside(call.At, $"sp_update_job {argument.Name}");
        var jobs = call.Instance["sysjobs"];
        var id = call.Id("job_id");
        if (jobs.Find(row => row.Id("job_id") == id) is null) return call.Fail(14262, $"job {id}");
        if (call.Number("enabled") is { } enabled && enabled is not (0 or 1)) return call.Fail(14266, "@enabled");
        if (call.Text("owner_login_name") is { } owner)
        {
            if (call.Instance.FindLogin(owner) is not { } login) return call.Fail(14262, owner);
            if (!call.Instance.CallerIsSysadmin) return call.Fail(14242);
            jobs.Update(row => row.Id("job_id") == id, ("owner_sid", login.Sid));
        }
        if (call.Number("enabled") is { } value) jobs.Update(row => row.Id("job_id") == id, ("enabled", value));
        if (call.Text("description") is { } description) jobs.Update(row => row.Id("job_id") == id, ("description", description));
        return 0;
    }
}
