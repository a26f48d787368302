using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Jobs;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Tells. The status of an estate that is well has no line that says FAIL; each trouble is told by a line of its own code on the servers
/// that can see it, in a result set whose worst lines come first; and a caller who may only read msdb is told what was not seen.
/// </summary>
static class R15
{
    static readonly string[] Columns = ["severity", "code", "server", "database", "what", "expected", "found", "minutes"];

    /// <summary>What is wrong, where it shows, and as what.</summary>
    sealed record Telling(string Name, Action<Estate> Make, string Server, string Code, string Severity = "FAIL");

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        var well = Chain.Copy(walk.End.Copy());
        foreach (var step in Statuses(player))
        {
            var run = Run(player, well, step, report);
            report.Unless(run.IsDone && !run.Rows.Any(row => Is(row, "FAIL")), step.Path, $"nothing is wrong, and it says: {Told(run)}");
            report.Unless(run.Rows.Any(row => Is(row, "PASS")) || step.Kind != "status", step.Path, "it says nothing");
        }
        foreach (var telling in Tellings(well, player.Case.Topology))
        {
            var estate = well.Copy();
            telling.Make(estate);
            foreach (var step in Statuses(player).Where(step => step.Server == telling.Server))
            {
                var run = Run(player, estate, step, report);
                var isTold = run.Rows.Any(row => Is(row, telling.Severity) && Equals(row["code"], telling.Code));
                report.Unless(isTold, step.Path, $"{telling.Name}: no line {telling.Severity} {telling.Code}: {Told(run)}");
                report.Unless(telling.Severity != "FAIL" || run.ExitCode == 1, step.Path, $"{telling.Name}: it ends with {run.ExitCode}");
                var order = run.Rows.Select(row => row["severity"] switch { "FAIL" => 0, "WARN" => 1, _ => 2 }).ToList();
                report.Unless(order.SequenceEqual(order.Order()), step.Path, $"{telling.Name}: the worst does not come first");
            }
        }
        foreach (var step in Statuses(player)) Unseen(player, well, step, report);
    }

    static IEnumerable<Step> Statuses(Player player) => player.Case.Of("status").Where(step => step.IsSql && player.Looks(step));

    static bool Is(IReadOnlyDictionary<string, object?> row, string severity) => Equals(row["severity"], severity);

    static string Told(StepRun run) => string.Join(" | ", run.Rows.Where(row => !Is(row, "PASS"))
        .Select(row => $"{row["severity"]} {row["code"]} {row["database"]} {row["what"]}: {row["found"]}")) + " / " + run.Tail;

    static StepRun Run(Player player, Estate estate, Step step, Report report)
    {
        var whole = Dump.Whole(estate);
        var run = player.Run(estate, step);
        report.Runs++;
        report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, "it changes something");
        report.Unless(run.Rows.Count > 0 && run.Rows[0].Keys.SequenceEqual(Columns), step.Path, "it has another result set");
        return run;
    }

    /// <summary>A caller who may read msdb and nothing else: no line says FAIL for what was not seen.</summary>
    static void Unseen(Player player, Estate well, Step step, Report report)
    {
        var estate = well.Copy();
        (estate.Instances[step.Server!].CallerIsSysadmin, estate.Instances[step.Server!].CallerReadsMsdb) = (false, true);
        var run = Run(player, estate, step, report);
        report.Unless(run.IsDone && run.Rows.Any(row => Equals(row["code"], "UNSEEN")), step.Path,
            $"a caller who may only read msdb: {Told(run)}");
    }

    static IEnumerable<Telling> Tellings(Estate well, Topology topology)
    {
        foreach (var instance in well.Instances.Values)
        {
            var id = instance.Id;
            var isShipping = instance["log_shipping_primary_databases"].Records.Any() || instance["log_shipping_secondary"].Records.Any();
            if (isShipping && !instance.IsLinux)
                yield return new("Agent does not run", estate => estate.Instances[id].IsAgentRunning = false, id, "AGENT");
            if (instance.Endpoint is not null && topology.Databases.Any(one => Partners(one).Contains(id)))
            {
                yield return new("the endpoint is stopped", estate =>
                    estate.Instances[id].Endpoint = estate.Instances[id].Endpoint! with { IsStarted = false }, id, "ENDPOINT");
                yield return new("a certificate expires soon", estate => estate.Instances[id].Certificates =
                    estate.Instances[id].Certificates.Add("mirror", estate.Now.AddDays(10)), id, "CERTIFICATE", "WARN");
            }
            foreach (var telling in OfJobs(instance)) yield return telling;
            foreach (var database in instance.Databases.Take(2).Select(one => one.Name))
                yield return new($"{database} is gone", estate => estate.Instances[id].Databases
                    .RemoveAll(one => one.Name == database), id, "STATE");
            foreach (var copy in instance.Databases.Where(one => one.Mirroring is null && one.State != DatabaseState.Online).Take(2)
                .Select(one => one.Name))
                yield return new($"{copy} was recovered", estate =>
                    estate.Instances[id].FindDatabase(copy)!.State = DatabaseState.Online, id, "STATE");
        }
        foreach (var database in topology.Databases)
        {
            foreach (var telling in OfSession(well, database)) yield return telling;
            if (database.LogShipping is not { } shipping) continue;
            yield return new("nothing has run for a year", Later, shipping.Primary.Id, "BACKUP");
            foreach (var secondary in shipping.Secondaries)
            {
                yield return new("nothing has run for a year", Later, secondary.Server.Id, "COPY");
                yield return new("nothing has run for a year", Later, secondary.Server.Id, "RESTORE");
            }
            if (shipping.Monitor is { } monitor)
                foreach (var code in new[] { "BACKUP", "COPY", "RESTORE" })
                    yield return new("nothing has run for a year", Later, monitor.Server.Id, code);
            yield return new("a log backup went elsewhere", estate => Stray(estate, shipping.Primary.Id, database.Name),
                shipping.Primary.Id, "GAP", "WARN");
        }
        foreach (var (server, table, column) in Settings)
            foreach (var instance in well.Instances.Values.Where(one => one[table].Records.Any()))
                if (instance[table].Records.First()[column] is long && IsOwn(instance, table))
                    yield return new($"{table}.{column} is another", estate => estate.Instances[instance.Id][table]
                        .Update(_ => true, (column, instance[table].Records.First().Number(column) + server)), instance.Id, "SETTING");
    }

    static IEnumerable<string> Partners(DatabaseFacts database) => database.Mirroring is not { } mirroring ? []
        : new[] { mirroring.Principal.Id, mirroring.Mirror.Id, mirroring.Witness?.Id }.OfType<string>();

    /// <summary>Numbers that a half of log shipping keeps on its own server, and by how much they are changed.</summary>
    static readonly (int By, string Table, string Column)[] Settings =
    [
        (7, "log_shipping_primary_databases", "backup_retention_period"), (7, "log_shipping_monitor_primary", "backup_threshold"),
        (7, "log_shipping_secondary", "file_retention_period"), (7, "log_shipping_secondary_databases", "restore_delay"),
        (7, "log_shipping_monitor_secondary", "restore_threshold"),
    ];

    /// <summary>A monitor's rows are others' settings.</summary>
    static bool IsOwn(Instance instance, string table) => table switch
    {
        "log_shipping_monitor_primary" => instance["log_shipping_primary_databases"].Records.Any(),
        "log_shipping_monitor_secondary" => instance["log_shipping_secondary"].Records.Any(),
        _ => true,
    };

    static void Later(Estate estate) => estate.Advance(TimeSpan.FromDays(400));

    static void Stray(Estate estate, string server, string database)
    {
        var instance = estate.Instances[server];
        var last = instance["backupset"].Records.Last(row => row.Text("database_name") == database);
        instance["backupset"].Insert(
            ("database_name", database), ("server_name", instance.ServerName), ("type", "L"), ("is_copy_only", false), ("name", null),
            ("user_name", "CONTOSO\\somebody"), ("media_set_id", last.Number("media_set_id") + 1000),
            ("backup_start_date", instance.LocalTime),
            ("backup_finish_date", instance.LocalTime));
    }

    static IEnumerable<Telling> OfJobs(Instance instance)
    {
        var id = instance.Id;
        var jobs = instance["log_shipping_primary_databases"].Records.Select(row => row.Id("backup_job_id"))
            .Concat(instance["log_shipping_secondary"].Records
                .SelectMany(row => new[] { row.Id("copy_job_id"), row.Id("restore_job_id") }));
        foreach (var job in jobs.Take(3).ToList())
        {
            yield return new($"job {job} is disabled", estate => estate.Instances[id]["sysjobs"]
                .Update(row => row.Id("job_id") == job, ("enabled", false)), id, "JOB");
            yield return new($"job {job} was deleted", estate => estate.Instances[id]["sysjobs"]
                .Delete(row => row.Id("job_id") == job), id, "JOB");
            yield return new($"job {job} failed", estate => estate.Instances[id]["sysjobhistory"].Insert(
                ("job_id", job), ("step_id", 0), ("step_name", "(Job outcome)"), ("message", "The job failed."), ("run_status", 0),
                ("run_date", 20300101), ("run_time", 0), ("server", instance.ServerName)), id, "JOB");
        }
    }

    static IEnumerable<Telling> OfSession(Estate well, DatabaseFacts database)
    {
        if (database.Mirroring is not { } mirroring) yield break;
        void Both(Estate estate, Func<Mirroring, Mirroring> change)
        {
            foreach (var id in new[] { mirroring.Principal.Id, mirroring.Mirror.Id })
                if (estate.Instances[id].FindDatabase(database.Name) is { Mirroring: { } session } own) own.Mirroring = change(session);
        }
        foreach (var id in new[] { mirroring.Principal.Id, mirroring.Mirror.Id })
        {
            yield return new("the session is suspended",
                estate => Both(estate, session => session with { State = SessionState.Suspended }), id, "SESSION");
            yield return new("the session has ended",
                estate => estate.Instances[id].FindDatabase(database.Name)!.Mirroring = null, id, "SESSION");
            yield return new("the roles are the other way round", estate => Both(estate, session => session with
            {
                Role = session.Role == Role.Principal ? Role.Mirror : Role.Principal,
            }), id, "ROLE", "WARN");
        }
        yield return new("the log cannot be truncated",
            estate => Both(estate, session => session with { State = SessionState.Disconnected }), mirroring.Principal.Id, "LOG");
        if (well.Instances[mirroring.Principal.Id].FindDatabase(database.Name)?.Mirroring?.WitnessName is not null)
            yield return new("the witness is away",
                estate => Both(estate, session => session with { WitnessConnected = false }), mirroring.Principal.Id, "WITNESS");
    }
}
