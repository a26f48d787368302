using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Jobs;
using Rehearsal.Runners;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Sets up. The set-up from a blank estate, in the manifest's order, ends as the topology says; every verify script answers PASS; a row
/// that is written on the primary reaches every secondary.
/// </summary>
static class R1
{
    /// <summary>The estate as each step found it, and as the last one left it.</summary>
    public sealed record Walk(IReadOnlyList<(Step Step, Estate Before)> Steps, Estate End);

    public static Walk Check(Player player, Report report)
    {
        var estate = Blank.Make(player.Case.Topology);
        List<(Step, Estate)> steps = [];
        player.Setup(estate, (step, before) => steps.Add((step, before.Copy())), (step, run) =>
        {
            report.Runs++;
            report.Unless(run.IsDone, step.Path, $"it does not end in DONE: {run.Tail}");
            if (step.IsOnEachComputer)
            {
                OwnRows(player, step, estate, report);
                OnThePool(player, step, estate, report);
            }
            if (step.Kind == "verify")
                report.Unless(run.Beginning("FAIL").Count == 0 && run.Beginning("PASS").Count > 0, step.Path,
                    $"not every line is PASS: {string.Join(" | ", run.Beginning("FAIL"))}");
        });
        foreach (var wrong in Outcome.Compare(estate, player.Case.Topology)) report.Find("", wrong);
        foreach (var wrong in Begun(estate, player.Case.Topology)) report.Find("", wrong);
        Between(player, report);
        InManagementStudio(player, estate, report);
        Reach(estate, player.Case.Topology, report);
        var end = Settled(estate, player.Case.Topology);
        // What only reads is run whenever somebody likes: its single scripts are looked at as they are found then.
        return new([.. steps, .. player.Case.Of("status").Select(step => (step, Chain.Copy(end.Copy()))),
            .. R14.Found(player, end), .. R6.Found(player, end), .. Removal(player, end.Copy())], end);
    }

    /// <summary>The removal's kinds of step, each as its first one is found: R8 runs all of them.</summary>
    static IEnumerable<(Step Step, Estate Before)> Removal(Player player, Estate estate)
    {
        HashSet<string> seen = [];
        foreach (var step in player.Case.Of("remove"))
        {
            var before = estate.Copy();
            player.Run(estate, step);
            if (seen.Add(step.Kind)) yield return (step, before);
        }
    }

    /// <summary>
    /// A mirror begins with an ordinary log backup (prepare-a-mirror-database-for-mirroring-sql-server.md), but where a secondary that was
    /// restored before would lack it.
    /// </summary>
    static IEnumerable<string> Begun(Estate estate, Topology topology)
    {
        foreach (var database in topology.IsChat ? [] : topology.Databases)
        {
            if (database.Mirroring is not { Initialize: "full-backup" } mirroring) continue;
            if (database.LogShipping?.Secondaries.Any(secondary => secondary.Initialize == "already-restored") == true) continue;
            var mirror = estate.Instances[mirroring.Mirror.Id];
            foreach (var restored in mirror["restorehistory"].Records
                .Where(row => row.Text("destination_database_name") == database.Name && row.Text("restore_type") == "L"))
            {
                var id = restored.Number("backup_set_id");
                if (mirror["backupset"].Find(set => set.Number("backup_set_id") == id)?.Number("is_copy_only") != 0)
                    yield return $"{database.Name}: the mirror begins with a COPY_ONLY log backup";
            }
        }
    }

    /// <summary>On each computer a script for several servers looks at those that run there, and at no other.</summary>
    static void OwnRows(Player player, Step step, Estate estate, Report report)
    {
        foreach (var computer in Player.Computers(estate, step))
        {
            var run = player.RunOn(estate, step, computer);
            report.Runs++;
            var seen = run.Beginning("==")
                .Select(line => line[3..line.IndexOf(". ", StringComparison.Ordinal)]).Order(StringComparer.Ordinal);
            var own = computer.Instances
                .Where(instance => step.RunsOn.Contains(instance.Id))
                .Select(instance => instance.ServerName).Order(StringComparer.Ordinal);
            report.Unless(seen.SequenceEqual(own), step.Path,
                $"on {computer.MachineName} it looks at {string.Join(", ", seen)}, not {string.Join(", ", own)}");
        }
    }

    /// <summary>
    /// A row that is written between a full backup and the log backup that goes with it is in every copy that is made from them.
    /// </summary>
    static void Between(Player player, Report report)
    {
        if (!player.Case.Steps.Any(step => MirrorAgain.Seeding.Contains(step.Kind))) return;
        var estate = Blank.Make(player.Case.Topology);
        Writer writer = new();
        player.Setup(estate, after: (step, run) =>
        {
            var isCopy = step.Kind is "mirror-restore"
                || (step.Kind is "restore" && player.Case.Topology.Databases.First(one => one.Name == step.Database).Seed is not null);
            if (!isCopy) return;
            report.Runs++;
            var rows = estate.Instances[step.Server!].Databases.SelectMany(copy => copy.Rows).Select(row => row.Text);
            report.Unless(rows.Contains(Writer.Text(step.Database!)), step.Path,
                "a row that was written after the full backup is not in the copy");
        }, observer: writer);
    }

    /// <summary>Writes a row once a full backup has been taken.</summary>
    sealed class Writer : IObserver
    {
        public static string Text(string database) => $"written after the full backup of {database}";
        public void Before(Execution execution, TSqlStatement statement) { }

        public void After(Execution execution, TSqlStatement statement)
        {
            if (statement is not BackupDatabaseStatement backup) return;
            var instance = execution.Session.Instance;
            var name = execution.NameOf(backup.DatabaseName);
            if (instance.FindDatabase(name) is { IsWritable: true } database)
                execution.Session.Estate.Write(instance, database, Text(name));
        }
    }

    /// <summary>On each server of the pool it tries the stores, and looks at no server of another computer.</summary>
    static void OnThePool(Player player, Step step, Estate estate, Report report)
    {
        foreach (var host in player.Case.Topology.PersistentChat?.Servers.Select(server => server.Host) ?? [])
        {
            var run = player.RunOn(estate, step, Computer.OfPool(estate, host));
            report.Runs++;
            var isOwn = run.Beginning("==") is [var line] && line.Contains(host, StringComparison.Ordinal);
            report.Unless(run.IsDone && isOwn && run.Says("PASS", "SQL Server store"), step.Path, $"on {host}: {run.Tail}");
        }
    }

    /// <summary>In Management Studio the set-up comes to the same end.</summary>
    static void InManagementStudio(Player player, Estate end, Report report)
    {
        var estate = Blank.Make(player.Case.Topology);
        player.Setup(estate, after: (step, run) =>
        {
            report.Runs++;
            report.Unless(run.IsDone, step.Path, $"in Management Studio it does not end in DONE: {run.Tail}");
        }, runner: Runner.ManagementStudio);
        if (Dump.Difference(Dump.Configuration(end), Dump.Configuration(estate)) is { } difference)
            report.Find("", $"in Management Studio the set-up has another end: {difference}");
    }

    /// <summary>Once the longest delay is over and everything is shipped: the state in which a set-up is found later.</summary>
    static Estate Settled(Estate estate, Topology topology)
    {
        Chain.Ship(estate, topology);
        Chain.Backup(estate);
        return estate;
    }

    /// <summary>A row written where the database is written comes to each secondary by the jobs alone.</summary>
    static void Reach(Estate estate, Topology topology, Report report)
    {
        foreach (var database in topology.Databases.Where(database => database.LogShipping is not null))
        {
            var instance = estate.Instances[database.LogShipping!.Primary.Id];
            if (instance.FindDatabase(database.Name) is not { IsWritable: true } source)
            {
                report.Find("", $"{database.Name} is not online on {instance.Id}");
                continue;
            }
            estate.Write(instance, source, "written after the set-up");
        }
        Chain.Ship(estate, topology);
        foreach (var lost in Chain.Lost(estate, topology)) report.Find("", lost);
    }
}
