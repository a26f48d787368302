using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Jobs;
using Rehearsal.Statements;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Fails over. Fail over to the mirror and back, three times, with rows written and jobs run in between: no gap in the chain, no row lost
/// on a secondary, nothing written into a secondary's configuration. Nor is there a gap where the mirror is lost and made again.
/// </summary>
static class R5
{
    const int Turns = 6;

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        var topology = player.Case.Topology;
        var pairs = topology.Databases.Where(database => database is { Mirroring: not null, LogShipping: not null }).ToList();
        if (pairs.Count == 0) return;
        var estate = walk.End.Copy();
        var before = Secondaries(estate);
        for (var turn = 1; turn <= Turns; turn++)
        {
            foreach (var database in pairs)
            {
                var servers = new[] { database.Mirroring!.Principal, database.Mirroring.Mirror }
                    .Select(server => estate.Instances[server.Id]);
                var principal = servers.First(instance => instance.FindDatabase(database.Name)!.Mirroring!.Role == Role.Principal);
                var source = principal.FindDatabase(database.Name)!;
                estate.Write(principal, source, $"before failover {turn}");
                // The backup job of one partner, of neither, or of both runs before the change.
                if (turn % 3 != 0) RunBackup(principal, database.Name);
                estate.Advance(TimeSpan.FromMinutes(1));
                // High-performance mode goes to full safety first (1477).
                if (database.Mirroring.Mode == "high-performance") Safety(servers, database.Name, true);
                try { AlterDatabase.FailOver(principal, source); }
                catch (SqlError error) { report.Find("", $"{database.Name}, failover {turn}: {error.Message}"); return; }
                if (database.Mirroring.Mode == "high-performance") Safety(servers, database.Name, false);
                var next = servers.First(instance => instance != principal);
                estate.Write(next, next.FindDatabase(database.Name)!, $"after failover {turn}");
                report.Runs++;
            }
            estate.Advance(TimeSpan.FromMinutes(1));
            Chain.Ship(estate, topology);
            foreach (var lost in Chain.Lost(estate, topology)) report.Find("", $"failover {turn}: {lost}");
        }
        if (Dump.Difference(before, Secondaries(estate)) is { } difference)
            report.Find("", $"a secondary's configuration has changed: {difference}");
        MirrorAgain.Check(player, walk, report);
    }

    static void RunBackup(Instance instance, string database)
    {
        if (instance["log_shipping_primary_databases"].Find(row => row.Text("primary_database") == database) is { } primary)
            Agent.RunNow(instance, primary.Id("backup_job_id")!.Value);
    }

    static void Safety(IEnumerable<Instance> servers, string name, bool isFull)
    {
        foreach (var instance in servers)
        {
            var database = instance.FindDatabase(name)!;
            database.Mirroring = database.Mirroring! with { SafetyFull = isFull };
        }
    }

    static IReadOnlyList<string> Secondaries(Estate estate) =>
        [.. Dump.Configuration(estate).Where(line => line.Contains(" log_shipping_secondary", StringComparison.Ordinal)
            || line.Contains(" log_shipping_monitor_secondary", StringComparison.Ordinal))];
}
