using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Jobs;
using Rehearsal.Procedures;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Removes. From the end of the set-up and from points of it, the whole removal in its order ends in DONE, leaves no job, schedule or row
/// of log shipping and no session, and every database where and as it was; a second time it changes nothing. One secondary, or one
/// database, goes alone: the others go on.
/// </summary>
static class R8
{
    /// <summary>How many points of the set-up are tried: which, differs from case to case.</summary>
    const int Points = 5;

    static readonly string[] Tables =
    [
        "log_shipping_primary_databases", "log_shipping_primary_secondaries", "log_shipping_secondary", "log_shipping_secondary_databases",
        "log_shipping_monitor_primary", "log_shipping_monitor_secondary", "log_shipping_monitor_history_detail",
        "log_shipping_monitor_error_detail",
    ];

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        foreach (var (where, estate) in From(player, walk)) Whole(player, estate, where, report);
        NothingRemoved(player, walk.End, report);
        Unattached(player, walk.End.Copy(), report);
        UnderWay(player, walk.End.Copy(), report);
        Shared(player, walk.End.Copy(), report);
        OneSecondary(player, walk.End.Copy(), report);
        OneDatabase(player, walk.End.Copy(), report);
    }

    /// <summary>The end, and the estate after a step of some of the kinds that work.</summary>
    static IEnumerable<(string Where, Estate Estate)> From(Player player, R1.Walk walk)
    {
        yield return ("the end", walk.End.Copy());
        var half = walk.End.Copy();
        foreach (var instance in half.Instances.Values) instance["log_shipping_secondary_databases"].Delete(_ => true);
        foreach (var instance in half.Instances.Values) instance["log_shipping_monitor_secondary"].Delete(_ => true);
        yield return ("secondary halves that have no database yet", half);
        var setup = walk.Steps.Where(one => one.Step.Operation == "setup").ToList();
        var after = setup.Zip(setup.Skip(1), (done, next) => (done.Step, next.Before))
            .Where(one => !one.Step.ReadOnly).DistinctBy(one => one.Step.Kind).ToList();
        var stride = Math.Max(1, (after.Count + Points - 1) / Points);
        for (var index = player.Case.Topology.Name.Length % stride; index < after.Count; index += stride)
            yield return ($"after {after[index].Step.Path}", after[index].Before.Copy());
    }

    static void Whole(Player player, Estate estate, string where, Report report)
    {
        estate.Advance(R4.Settle);
        var databases = Expected(player, estate);
        var monitored = estate.Instances.Values.Where(instance => Tables.Any(table => instance[table].Records.Any()))
            .Select(instance => instance.Id).ToHashSet();
        foreach (var step in player.Case.Of("remove"))
        {
            var at = report.At(step.Path, $"from {where}");
            var run = Run(player, estate, step, report);
            at.Unless(run.IsDone, $"it does not end in DONE: {run.Tail} {string.Join(" | ", run.Beginning("FAIL"))}");
            if (step.Kind == "remains") Remains(player, estate, step, run, at);
            estate.Advance(TimeSpan.FromSeconds(20));
        }
        foreach (var left in Left(estate, monitored, Blank.Make(player.Case.Topology))) report.Find("", $"from {where}: {left}");
        if (Dump.Difference(databases, Databases(estate)) is { } difference)
            report.Find("", $"from {where}: a database is not as it was: {difference}");
        Again(player, estate, where, report);
    }

    /// <summary>Nothing is changed, and nothing is called that could.</summary>
    static void Again(Player player, Estate estate, string where, Report report)
    {
        estate.Fault = new(int.MaxValue, FaultKind.Error);
        var before = Dump.Whole(estate);
        foreach (var step in player.Case.Of("remove"))
        {
            var run = Run(player, estate, step, report);
            report.At(step.Path, $"from {where}, the second time").Unless(run.IsDone, $"it does not end in DONE: {run.Tail}");
        }
        if (Dump.Difference(before, Dump.Whole(estate)) is { } difference)
            report.Find("", $"from {where}, the second time it changes something: {difference}");
        var seen = estate.Fault.Seen;
        report.Unless(seen == 0, "", $"from {where}, the second time it makes {seen} calls that change something");
        estate.Fault = null;
    }

    /// <summary>A step; where it says that its database has to be failed back first, that is done.</summary>
    static StepRun Run(Player player, Estate estate, Step step, Report report)
    {
        report.Runs++;
        var run = player.Run(estate, step);
        if (step.Kind != "uninstall-mirror" || !run.Says("FAILED", "Fail back first")) return run;
        FailBack(player, estate, step.Database!);
        return player.Run(estate, step);
    }

    static void FailBack(Player player, Estate estate, string database) =>
        new ChatShell(estate, player.Case.Topology).InvokeDatabaseFailover(
            estate.Pool!.Fqdn, database == "mgc" ? "PersistentChat" : "PersistentChatCompliance", "Primary");

    /// <summary>The databases as they are; of a chat pool once each that is failed over has been failed back.</summary>
    static IReadOnlyList<string> Expected(Player player, Estate estate)
    {
        var copy = estate.Copy();
        foreach (var database in player.Case.Topology.IsChat ? player.Case.Topology.Databases : [])
            if (database.Mirroring is { } pair
                && copy.Instances[pair.Mirror.Id].FindDatabase(database.Name)?.Mirroring is { Role: Role.Principal })
                FailBack(player, copy, database.Name);
        return Databases(copy);
    }

    /// <summary>What remains is told: a database whose log nothing backs up, and a copy that waits.</summary>
    static void Remains(Player player, Estate estate, Step step, StepRun run, Place at)
    {
        var instance = estate.Instances[step.Server!];
        foreach (var database in player.Case.Topology.Databases.Where(one => one.LogShipping is not null))
        {
            foreach (var server in Blank.Primaries(database).Where(server => server.Id == instance.Id))
                if (instance.FindDatabase(database.Name) is { State: DatabaseState.Online, RecoveryModel: not "SIMPLE" })
                    at.Unless(run.Says("WARN", database.Name), $"no WARN says that nothing backs up the log of {database.Name}");
            foreach (var copy in database.LogShipping!.Secondaries.Where(copy => copy.Server.Id == instance.Id))
                if (instance.FindDatabase(copy.Database) is not null)
                    at.Unless(run.Says("INFO", $"copy {copy.Database}"), $"no INFO says that {copy.Database} stays");
        }
    }

    /// <summary>Before anything is removed what tells what remains says so, of each database on its servers.</summary>
    static void NothingRemoved(Player player, Estate end, Report report)
    {
        foreach (var step in player.Case.Of("remove").Where(step => step.Kind == "remains"))
        {
            var run = player.Run(end.Copy(), step);
            report.Runs++;
            foreach (var database in player.Case.Topology.Databases)
            {
                void Sees(string what) => report.Unless(run.Says("FAIL", what), step.Path, $"it does not see {what}");
                if (new[] { database.Mirroring?.Principal.Id, database.Mirroring?.Mirror.Id }.Contains(step.Server))
                    Sees($"mirroring of {database.Name}");
                if (database.LogShipping is not { } shipping) continue;
                if (Blank.Primaries(database).Any(server => server.Id == step.Server))
                {
                    Sees($"{database.Name} as a log shipping primary");
                    Sees($"job {shipping.Backup.Job}:");
                }
                foreach (var copy in shipping.Secondaries.Where(copy => copy.Server.Id == step.Server))
                    Sees($"{copy.Database} as a log shipping secondary");
            }
        }
    }

    /// <summary>A schedule that an interrupted set-up left without a job is told.</summary>
    static void Unattached(Player player, Estate estate, Report report)
    {
        foreach (var step in player.Case.Of("remove").Where(step => step.Kind == "remains"))
        {
            var instance = estate.Instances[step.Server!];
            var attached = instance["sysjobschedules"].Records.Select(link => link.Number("schedule_id")).ToHashSet();
            var names = instance["sysschedules"].Records
                .Where(row => attached.Contains(row.Number("schedule_id"))).Select(row => row.Text("name")).ToHashSet();
            instance["sysjobschedules"].Delete(_ => true);
            var run = player.Run(estate, step);
            report.Runs++;
            foreach (var name in names)
                report.Unless(run.Says("INFO", $"schedule {name}"), step.Path, $"it does not tell of the schedule {name}");
        }
    }

    /// <summary>
    /// A backup that is under way when its half is taken away is waited for, also where the file that disables its job was left out.
    /// </summary>
    static void UnderWay(Player player, Estate estate, Report report)
    {
        var steps = player.Case.Of("remove").ToList();
        foreach (var step in steps.Where(step => step.Kind == "forget-secondary")) Done(player, estate, step, "under way", report);
        foreach (var step in steps.Where(step => step.Kind == "remove-primary"))
        {
            var instance = estate.Instances[step.Server!];
            if (instance.FindDatabase(step.Database!) is not { State: DatabaseState.Online }) continue;
            int Backups() =>
                instance["backupset"].Records.Count(row => row.Text("database_name") == step.Database && row.Text("type") == "L");
            var before = Backups();
            Agent.Begin(instance, instance["log_shipping_primary_databases"]
                .Find(row => row.Text("primary_database") == step.Database)!.Value.Id("backup_job_id")!.Value);
            Done(player, estate, step, "a backup is under way", report);
            report.Unless(Backups() == before + 1, step.Path, "it cuts a backup that is under way");
        }
    }

    /// <summary>Jobs that serve another database as well stay as they are, and that one with them.</summary>
    static void Shared(Player player, Estate estate, Report report)
    {
        if (player.Case.Of("remove").FirstOrDefault(step => step.Kind == "restore-off") is not { } off) return;
        var instance = estate.Instances[off.Server!];
        var half = instance["log_shipping_secondary"].Find(row => row.Text("primary_database") == off.Database)!.Value;
        var databases = instance["log_shipping_secondary_databases"];
        databases.Insert(("secondary_id", half.Id("secondary_id")), ("secondary_database", "Another"));
        foreach (var step in player.Case.Of("remove").Where(step =>
            step.Kind is "restore-off" or "remove-secondary" && step.Server == off.Server && step.Database == off.Database))
            Done(player, estate, step, "the jobs serve another database", report);
        var left = databases.Records.Where(row => row.Id("secondary_id") == half.Id("secondary_id"))
            .Select(row => row.Text("secondary_database"));
        report.Unless(left.SequenceEqual(["Another"]), off.Path, $"with the jobs of another database there are {string.Join(", ", left)}");
        foreach (var job in new[] { half.Id("copy_job_id"), half.Id("restore_job_id") })
            report.Unless(instance["sysjobs"].Find(row => row.Id("job_id") == job)?.Number("enabled") == 1, off.Path,
                "a job that serves another database is disabled or gone");
    }

    /// <summary>Where each database is, its state and what is in it.</summary>
    static IReadOnlyList<string> Databases(Estate estate) =>
        [.. estate.Instances.Values.SelectMany(instance => instance.Databases
            .OrderBy(database => database.Name, StringComparer.Ordinal)
            .Select(database => $"{instance.Id} {database.Name} {database.State} {database.RecoveryModel} "
                + string.Join(',', database.Rows.Select(row => row.Text))))];

    /// <param name="monitored">Servers where something of log shipping was: elsewhere an alert job stays, nobody knows whose.</param>
    static IEnumerable<string> Left(Estate estate, HashSet<string> monitored, Estate blank)
    {
        foreach (var instance in estate.Instances.Values)
        {
            var old = blank.Instances[instance.Id];
            foreach (var table in Tables.Where(table => instance[table].Records.Any()))
                yield return $"{instance.Id} still has rows in {table}";
            bool IsAlert(Record job) =>
                instance["log_shipping_monitor_alert"].Find(one => one.Id("alert_job_id") == job.Id("job_id")) is not null;
            foreach (var job in instance["sysjobs"].Records)
                if (old["sysjobs"].Find(one => one.Text("name") == job.Text("name")) is null
                    && (monitored.Contains(instance.Id) || !IsAlert(job)))
                    yield return $"{instance.Id} still has the job {job.Text("name")}";
            foreach (var schedule in instance["sysschedules"].Records.Where(one => instance["sysjobschedules"]
                .Find(link => link.Number("schedule_id") == one.Number("schedule_id")) is null))
                if (old["sysschedules"].Find(one => one.Text("name") == schedule.Text("name")) is null)
                    yield return $"{instance.Id} still has the schedule {schedule.Text("name")}";
            foreach (var database in instance.Databases.Where(one => one.Mirroring is not null))
                yield return $"{database.Name} is still in a session on {instance.Id}";
        }
    }

    /// <summary>One secondary of several goes alone, and is made anew: by its files, and by those of its database in the set-up.</summary>
    static void OneSecondary(Player player, Estate estate, Report report)
    {
        var topology = player.Case.Topology;
        var off = player.Case.Of("remove").Where(step => step.Kind == "restore-off").GroupBy(step => step.Database)
            .FirstOrDefault(copies => copies.Count() > 1)?.First();
        if (off is null) return;
        // <nn>-<server>.<copy>.restore-off.sql, in the folder of its database.
        var folder = off.Path[..off.Path.LastIndexOf('/')];
        var copy = off.Path.Split('/')[^1].Split('.')[1];
        var isOne = player.Case.Of("remove").Count(step => step.Kind == "restore-off" && step.Database == off.Database
            && step.Server == off.Server) == 1;
        var forget = $".forget-{off.Server}{(isOne ? "" : $".{copy}")}.sql";
        var own = player.Case.Of("remove").Where(step => step == off || (step.Path.StartsWith(folder, StringComparison.Ordinal)
            && (step.Path.EndsWith(forget, StringComparison.Ordinal)
                || step.Path.EndsWith($"-{off.Server}.{copy}.remove-secondary.sql", StringComparison.Ordinal))));
        HashSet<string> Copies() =>
            [.. estate.Instances[off.Server!]["log_shipping_secondary_databases"].Records.Select(row => row.Text("secondary_database")!)];
        var removed = Copies();
        foreach (var step in own) Done(player, estate, step, "one secondary alone", report);
        removed.ExceptWith(Copies());
        var database = topology.Databases.First(one => one.Name == off.Database);
        var (primary, gone) = (estate.Instances[database.LogShipping!.Primary.Id], $" on {off.Server} lacks");
        estate.Write(primary, primary.FindDatabase(database.Name)!, "written without one secondary");
        Chain.Ship(estate, topology);
        var lost = Chain.Lost(estate, topology).ToList();
        foreach (var line in lost.Where(line => !line.Contains(gone, StringComparison.Ordinal)))
            report.Find(off.Path, $"once it is gone alone: {line}");
        report.Unless(lost.Count > 0, off.Path, "once it is gone alone, it still gets what is written");
        // A copy in STANDBY is none that the set-up goes on from: it is dropped by hand, as the runbook says.
        estate.Instances[off.Server!].Databases.RemoveAll(one => one.State == DatabaseState.Standby && removed.Contains(one.Name));
        foreach (var step in player.Case.Of("setup").Where(step => step.Database == off.Database
            && (step.Phase == "setup/04-databases" || (step.Phase == "setup/05-mirror-as-primary" && step.Kind == "primary-only"))))
            Done(player, estate, step, "a secondary is made anew", report);
        Chain.Ship(estate, topology);
        foreach (var wrong in Outcome.Compare(estate, topology).Concat(Chain.Lost(estate, topology)))
            report.Find(off.Path, $"made anew: {wrong}");
    }

    /// <summary>One database of several goes alone: the others are as the topology says.</summary>
    static void OneDatabase(Player player, Estate estate, Report report)
    {
        var topology = player.Case.Topology;
        if (topology.Databases.Count < 2) return;
        var gone = topology.Databases[0].Name;
        foreach (var step in player.Case.Of("remove").Where(step => step.Database == gone))
            Done(player, estate, step, "one database alone", report);
        foreach (var step in player.Case.Of("remove").Where(step => step.Kind == "end-monitoring"))
            Done(player, estate, step, "one database alone", report);
        foreach (var instance in estate.Instances.Values.Where(instance => instance.Databases.Any(one => one.Mirroring?.Id is not null)))
            report.Unless(topology.IsChat || instance["sysjobs"].Find(row => row.Text("name") == AddMirrorMonitoring.Name) is not null, "",
                $"once {gone} is gone alone, nothing monitors the mirroring of the others on {instance.Id}");
        var rest = topology with { Databases = [.. topology.Databases.Skip(1)] };
        foreach (var wrong in Outcome.Compare(estate, rest)) report.Find("", $"once {gone} is gone alone: {wrong}");
    }

    static void Done(Player player, Estate estate, Step step, string where, Report report)
    {
        var run = Run(player, estate, step, report);
        report.At(step.Path, where).Unless(run.IsDone, $"it does not end in DONE: {run.Tail} {string.Join(" | ", run.Beginning("FAIL"))}");
        estate.Advance(TimeSpan.FromSeconds(20));
    }
}
