using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Jobs;

/// <summary>
/// Log shipping's restore job: for each secondary database the copied files in the order of their names, those that are too early left
/// out, until the delay or the end; a gap (4305) is an error. A run with nothing to apply succeeds (14421).
/// </summary>
static class RestoreJob
{
    /// <returns>Null, or why it failed.</returns>
    public static string? Run(Instance instance, Guid job)
    {
        if (instance["log_shipping_secondary"].Find(row => row.Id("restore_job_id") == job) is not { } secondary)
            return "The job belongs to no log shipping secondary.";
        var id = secondary.Id("secondary_id")!.Value;
        string? failure = null;
        foreach (var row in instance["log_shipping_secondary_databases"].Records.Where(row => row.Id("secondary_id") == id).ToList())
            failure = One(instance, secondary, id, row) ?? failure;
        return failure;
    }

    static string? One(Instance instance, Record secondary, Guid id, Record row)
    {
        var name = row.Text("secondary_database")!;
        string? Fail(string why) => Agent.Log(instance, id, 2, name, why, isFailure: true);
        var to = secondary.Text("backup_destination_directory")!;
        if (instance.Estate.Folders.Find(instance.Id, to) is not { } folder || folder.Denied.Contains($"{instance.Id}/engine"))
            return Fail($"Could not read {to}.");
        if (instance.FindDatabase(name) is not { } database) return Fail($"Database {name} does not exist.");
        if (database.State == DatabaseState.Online) return Fail($"Database {name} does not wait for log (error 3117).");
        var toStandby = row.Number("restore_mode") == 1;
        var until = instance.LocalTime.AddMinutes(-row.Number("restore_delay") ?? 0);
        var restored = 0;
        foreach (var file in folder.Files.Values
            .Where(file => CopyJob.IsShipped(file.Name, secondary.Text("primary_database")!))
            .OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (file.Finished > until) break;
            var path = Folders.Join(to, file.Name);
            try { Backups.RestoreLog(instance, name, path, toStandby); }
            // Applied before, or taken before the full backup.
            catch (SqlError error) when (error.Number == 4326) { continue; }
            catch (SqlError error) { return Fail($"Could not apply {path} to {name}: {error.Message} (error {error.Number})."); }
            restored++;
            (string, object?)[] last = [("last_restored_file", path), ("last_restored_date", instance.LocalTime)];
            instance["log_shipping_secondary_databases"].Update(
                one => one.Id("secondary_id") == id && one.Text("secondary_database") == name, last);
            foreach (var monitor in instance.Estate.Monitors(instance, secondary.Text("monitor_server")))
                monitor["log_shipping_monitor_secondary"].Update(
                    one => one.Id("secondary_id") == id && one.Text("secondary_database") == name,
                    [.. last, ("last_restored_date_utc", instance.Estate.Now),
                        ("last_restored_latency", (long)(instance.LocalTime - file.Finished).TotalMinutes)]);
            if (row.Number("restore_all") == 0) break;
        }
        return Agent.Log(instance, id, 2, name, restored == 0 ? "No file to apply." : $"Applied {restored} files.", isFailure: false);
    }
}
