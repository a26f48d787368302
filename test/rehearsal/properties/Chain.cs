using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Jobs;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>The chain of log backups from the primaries to the secondaries, worked by the jobs.</summary>
static class Chain
{
    /// <summary>Runs every backup job once, then every copy and every restore job, after the longest restore delay.</summary>
    public static void Ship(Estate estate, Topology topology)
    {
        Backup(estate);
        var delay = topology.Databases.SelectMany(database => database.LogShipping?.Secondaries ?? [])
            .Select(secondary => secondary.Restore.Delay.Seconds).DefaultIfEmpty().Max();
        estate.Advance(TimeSpan.FromSeconds(delay + 60));
        foreach (var instance in estate.Instances.Values)
            foreach (var row in instance["log_shipping_secondary"].Records.ToList()) Agent.RunNow(instance, row.Id("copy_job_id")!.Value);
        foreach (var instance in estate.Instances.Values)
            foreach (var row in instance["log_shipping_secondary"].Records.ToList())
                for (var turn = 0; turn < Turns(instance, row); turn++) Agent.RunNow(instance, row.Id("restore_job_id")!.Value);
    }

    /// <summary>How often a restore job has to run: once, or once for each file where it restores one in a run.</summary>
    static int Turns(Instance instance, Record secondary) =>
        instance["log_shipping_secondary_databases"].Records
            .Any(row => row.Id("secondary_id") == secondary.Id("secondary_id") && row.Number("restore_all") == 0) ? 12 : 1;

    /// <summary>Every backup job once; where its database is the mirror it takes none.</summary>
    public static void Backup(Estate estate)
    {
        foreach (var instance in estate.Instances.Values)
            foreach (var row in instance["log_shipping_primary_databases"].Records.ToList())
                Agent.RunNow(instance, row.Id("backup_job_id")!.Value);
    }

    /// <summary>Just after backups and copies have run: where restores wait for a delay, the newest copy is young all the same.</summary>
    public static Estate Copy(Estate estate)
    {
        Backup(estate);
        foreach (var instance in estate.Instances.Values)
            foreach (var row in instance["log_shipping_secondary"].Records.ToList()) Agent.RunNow(instance, row.Id("copy_job_id")!.Value);
        return estate;
    }

    /// <summary>Rows that a secondary lacks, and jobs that say that they failed.</summary>
    public static IEnumerable<string> Lost(Estate estate, Topology topology)
    {
        foreach (var database in topology.Databases)
        {
            if (database.LogShipping is not { } shipping) continue;
            var source = Blank.Primaries(database).Select(server => estate.Instances[server.Id].FindDatabase(database.Name))
                .FirstOrDefault(found => found is { State: DatabaseState.Online });
            if (source is null) { yield return $"{database.Name} is online nowhere"; continue; }
            foreach (var secondary in shipping.Secondaries)
            {
                var copy = estate.Instances[secondary.Server.Id].FindDatabase(secondary.Database);
                var lost = source.Rows.Select(row => row.Text).Except(copy?.Rows.Select(row => row.Text) ?? []).ToList();
                if (lost.Count > 0) yield return $"{secondary.Database} on {secondary.Server.Id} lacks {string.Join(", ", lost)}";
            }
        }
        foreach (var instance in estate.Instances.Values)
            foreach (var error in instance["log_shipping_monitor_error_detail"].Records)
                yield return $"{instance.Id}: {error.Text("message")}";
    }
}
