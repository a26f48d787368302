using System.Globalization;
using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Jobs;

/// <summary>
/// Log shipping's backup job: a log backup into the folder, named by UTC time, where its database is online; nothing, with a message
/// and success, where that is a mirror (database-mirroring-and-log-shipping-sql-server.md; 32008).
/// </summary>
static class BackupJob
{
    /// <returns>Null, or why it failed.</returns>
    public static string? Run(Instance instance, Guid job)
    {
        var primaries = instance["log_shipping_primary_databases"];
        if (primaries.Find(row => row.Id("backup_job_id") == job) is not { } primary) return "The job belongs to no log shipping primary.";
        var id = primary.Id("primary_id")!.Value;
        var name = primary.Text("primary_database")!;
        string? Fail(string why) => Agent.Log(instance, id, 0, name, why, isFailure: true);
        if (instance.FindDatabase(name) is not { } database) return Fail($"Database {name} does not exist.");
        if (database.State != DatabaseState.Online)
            return Agent.Log(instance, id, 0, name, $"Database {name} is not online: no backup was taken.", isFailure: false);
        var file = $"{CopyJob.Safe(name)}_{instance.Estate.Now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}.trn";
        var path = Folders.Join(primary.Text("backup_directory")!, file);
        try { Backups.Take(instance, database, path, isFull: false, isCopyOnly: false, title: file, description: null); }
        catch (SqlError error) { return Fail($"Could not backup the log of {name}: {error.Message} (error {error.Number})."); }
        (string, object?)[] last = [("last_backup_file", path), ("last_backup_date", instance.LocalTime)];
        primaries.Update(row => row.Id("primary_id") == id, last);
        foreach (var monitor in instance.Estate.Monitors(instance, primary.Text("monitor_server")))
            monitor["log_shipping_monitor_primary"].Update(
                row => row.Id("primary_id") == id, [.. last, ("last_backup_date_utc", instance.Estate.Now)]);
        return Agent.Log(instance, id, 0, name, $"Backed up to {path}.", isFailure: false);
    }
}
