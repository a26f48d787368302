using Rehearsal.Estates;

namespace Rehearsal.Jobs;

/// <summary>
/// Log shipping's copy job: the files of the database whose name sorts behind the last one copied, from the share to the folder of
/// this server, as Agent's account. It reads one folder and does not know who wrote a file.
/// </summary>
static class CopyJob
{
    /// <returns>Null, or why it failed.</returns>
    public static string? Run(Instance instance, Guid job)
    {
        var secondaries = instance["log_shipping_secondary"];
        if (secondaries.Find(row => row.Id("copy_job_id") == job) is not { } secondary)
            return "The job belongs to no log shipping secondary.";
        var id = secondary.Id("secondary_id")!.Value;
        var database = secondary.Text("primary_database")!;
        string? Fail(string why) => Agent.Log(instance, id, 1, database, why, isFailure: true);
        var (from, to) = (secondary.Text("backup_source_directory")!, secondary.Text("backup_destination_directory")!);
        var folders = instance.Estate.Folders;
        var who = $"{instance.Id}/agent";
        if (folders.Find(instance.Id, from) is not { } source || source.Denied.Contains(who)) return Fail($"Could not read {from}.");
        if (folders.Find(instance.Id, to) is not { } target || target.Denied.Contains(who)) return Fail($"Could not write to {to}.");
        if (target.IsFull) return Fail($"There is not enough space in {to}.");
        var last = Name(secondary.Text("last_copied_file"));
        foreach (var file in source.Files.Values
            .Where(file => IsShipped(file.Name, database) && string.CompareOrdinal(file.Name, last) > 0)
            .OrderBy(file => file.Name, StringComparer.Ordinal).ToList())
        {
            target = target with { Files = target.Files.SetItem(file.Name, file) };
            last = file.Name;
        }
        folders.Set(target);
        if (last == Name(secondary.Text("last_copied_file")))
            return Agent.Log(instance, id, 1, database, "No file to copy.", isFailure: false);
        (string, object?)[] copied = [("last_copied_file", Folders.Join(to, last)), ("last_copied_date", instance.LocalTime)];
        secondaries.Update(row => row.Id("secondary_id") == id, copied);
        foreach (var monitor in instance.Estate.Monitors(instance, secondary.Text("monitor_server")))
            monitor["log_shipping_monitor_secondary"].Update(
                row => row.Id("secondary_id") == id, [.. copied, ("last_copied_date_utc", instance.Estate.Now)]);
        return Agent.Log(instance, id, 1, database, $"Copied up to {last}.", isFailure: false);
    }

    static string Name(string? path) => path is null ? "" : Folders.Split(path).Name;

    /// <summary>A database's name in a file's: what no file may have in its name is an underscore there (assumed).</summary>
    public static string Safe(string database) =>
        string.Concat(database.Select(sign => sign < ' ' || "\\/:*?\"<>|".Contains(sign) ? '_' : sign));

    /// <summary>By its name only: the database's, an underscore, fourteen digits of UTC time.</summary>
    public static bool IsShipped(string file, string name) => IsNamed(file, Safe(name));

    static bool IsNamed(string file, string database) =>
        file.StartsWith($"{database}_", StringComparison.OrdinalIgnoreCase) && file.EndsWith(".trn", StringComparison.OrdinalIgnoreCase)
        && file.Length == database.Length + 1 + 14 + 4 && file.AsSpan(database.Length + 1, 14).IndexOfAnyExceptInRange('0', '9') < 0;
}
