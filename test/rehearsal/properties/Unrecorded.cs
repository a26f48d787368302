using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Runners;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// What msdb no longer tells is not taken for absent: a seed whose history was trimmed, and a log backup of which nobody knows where it
/// went. The first shipped backup is not taken, and verify warns.
/// </summary>
static class Unrecorded
{
    const string Elsewhere = @"\\fs9.contoso.com\dba";

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        foreach (var (step, before) in walk.Steps)
        {
            if (step.Database is not { } name || !step.IsSql || !player.Looks(step)) continue;
            // The first shipped backup, where it goes on from a seed.
            if (step.Kind != "backup-now" || !step.Text.Contains("@seed_set", StringComparison.Ordinal)) continue;
            var trimmed = before.Copy();
            trimmed.Instances[step.Server!]["backupset"].Delete(row => row.Text("database_name") == name);
            Stops(player, step, trimmed, "the history of its backups was trimmed", report);
            var stray = before.Copy();
            Stray(stray.Instances[step.Server!], name);
            Stops(player, step, stray, "a log backup went nobody knows where", report);
        }
        foreach (var (step, before) in walk.Steps.Where(one => one.Step.Kind == "restore-now" && player.Looks(one.Step)))
            NotReceived(player, step, before, report);
        foreach (var (step, before) in walk.Steps.Where(one => one.Step.Kind == "verify" && player.Looks(one.Step)))
        {
            var estate = before.Copy();
            var instance = estate.Instances[step.Server!];
            var online = instance.Databases.FirstOrDefault(database => database.State == DatabaseState.Online
                && instance["log_shipping_primary_databases"].Find(row => row.Text("primary_database") == database.Name) is not null);
            if (online is null) continue;
            Stray(instance, online.Name);
            var run = player.Run(estate, step);
            report.Runs++;
            report.Unless(run.Says("WARN", "outside the folder"), step.Path, "a log backup went nobody knows where, and no WARN says so");
        }
    }

    /// <summary>No file comes through, and not even the full restore is on record: that proves nothing.</summary>
    static void NotReceived(Player player, Step step, Estate before, Report report)
    {
        var estate = before.Copy();
        var secondary = estate.Instances[step.Server!];
        foreach (var folder in estate.Folders.All.ToList()) estate.Folders.Set(folder with { Files = folder.Files.Clear() });
        secondary["restorehistory"].Delete(_ => true);
        secondary["log_shipping_secondary_databases"].Update(_ => true, ("last_restored_file", null));
        var run = player.Run(estate, step);
        report.Runs++;
        report.At(step.Path, "nothing came through, and the history of restores was trimmed")
            .Unless(run.IsStopped || run.Says("WARN", "the first one is restored no earlier"), $"it does not stop: {run.Tail}");
    }

    static void Stray(Instance instance, string name)
    {
        instance.Estate.Folders.Add(instance.Id, Elsewhere);
        Backups.Take(instance, instance.FindDatabase(name)!, $@"{Elsewhere}\log.bak", isFull: false, isCopyOnly: false, "nightly", null);
        instance["backupmediafamily"].Delete(row => row.Text("physical_device_name") == $@"{Elsewhere}\log.bak");
    }

    static void Stops(Player player, Step step, Estate estate, string how, Report report)
    {
        Untouched untouched = new(estate);
        var run = player.Run(estate, step, Runner.ManagementStudio, untouched);
        report.Runs++;
        var at = report.At(step.Path, how);
        at.Unless(run.IsStopped, $"it does not stop: {run.Tail}");
        if (untouched.Difference is { } difference) at.Find($"it changes something: {difference}");
    }
}
