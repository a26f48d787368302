using System.Globalization;
using Rehearsal.TSql;

namespace Rehearsal.Estates;

/// <summary>
/// The estate as lines of text, for comparison. Whole: everything but the clock. Configuration: what a set-up is, without history, times
/// and places in the log, and with ids by the names of what they stand for, so that two ways to one set-up give the same lines.
/// </summary>
static class Dump
{
    public static IReadOnlyList<string> Whole(Estate estate)
    {
        List<string> lines = [];
        foreach (var instance in estate.Instances.Values)
        {
            var at = instance.Id;
            lines.AddRange(Server(instance));
            foreach (var database in instance.Databases.OrderBy(database => database.Name, StringComparer.Ordinal))
                lines.Add($"{at} database {database.Name} id {database.Id} {database.State} {database.RecoveryModel} {database.UserAccess} "
                    + $"end {database.End} log backup {database.LastLogBackup} fork {database.Fork} "
                    + $"{Content(database)} {Session(database.Mirroring, withIds: true)}");
            foreach (var (name, table) in instance.Msdb.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                foreach (var row in table.Rows)
                    lines.Add($"{at} {name} {Cells(table, row, (_, value) => Show(value))}");
        }
        foreach (var folder in estate.Folders.All)
        {
            lines.Add(Shown(folder));
            foreach (var file in folder.Files.Values)
                lines.Add($"file {folder.Key} {file.Name} {file.Database} {file.First}-{file.Last} of {file.Server} set {file.SetId} "
                    + $"{(file.IsDamaged ? "damaged " : "")}then {file.Appended.Count}");
        }
        if (estate.Pool is { } pool)
            lines.Add($"pool {pool.Fqdn} stores {string.Join(',', pool.Stores)} active {string.Join(',', pool.Active)}"
                + (pool.IsFailedOver ? " failed over" : ""));
        return lines;
    }

    static string Shown(Folder folder) =>
        $"folder {folder.Key} {string.Join(' ', folder.Given.Select(given => $"{given.Key}={given.Value}"))}".TrimEnd();

    static IEnumerable<string> Server(Instance instance)
    {
        if (instance.Endpoint is { } endpoint) yield return $"{instance.Id} endpoint {endpoint}";
        foreach (var login in instance.Logins.OrderBy(login => login.Name, StringComparer.Ordinal))
            yield return $"{instance.Id} login {login.Name}";
        foreach (var login in instance.Connects) yield return $"{instance.Id} connect {login}";
    }

    static string Content(Database database) =>
        $"rows {string.Join(',', database.Rows.Select(row => row.Text))} "
        + $"files {string.Join(',', database.Files.Select(file => file.PhysicalName))}";

    /// <summary>A row's values by the names of their columns, without NULL; show gives null for what is left out.</summary>
    static string Cells(Table table, object?[] row, Func<string, object?, string?> show) =>
        string.Join(' ', table.Columns
            .Select((column, index) => row[index] is { } value && show(column.Name, value) is { } text ? $"{column.Name}={text}" : null)
            .OfType<string>());

    static string Session(Mirroring? session, bool withIds = false) => session is null
        ? "not mirrored"
        : $"{(withIds ? session.Id : session.Id is null ? "waits" : "mirrored")} {session.Role} with {session.PartnerName} "
            + $"{session.State} safety {(session.SafetyFull ? "FULL" : "OFF")} time-out {session.Timeout} "
            + $"witness {session.WitnessName} {session.WitnessConnected}";

    static string Show(object? value) => value switch
    {
        DateTime time => time.ToString("s", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    /// <summary>Tables of a set-up's settings, and their columns that are no settings.</summary>
    static readonly IReadOnlyDictionary<string, string[]> Settings = new Dictionary<string, string[]>
    {
        ["log_shipping_primary_databases"] = ["last_backup_file", "last_backup_date"],
        ["log_shipping_primary_secondaries"] = [],
        ["log_shipping_secondary"] = ["last_copied_file", "last_copied_date"],
        ["log_shipping_secondary_databases"] = ["last_restored_file", "last_restored_date"],
        ["log_shipping_monitor_primary"] = ["last_backup_file", "last_backup_date", "last_backup_date_utc"],
        ["log_shipping_monitor_secondary"] = ["last_copied_file", "last_copied_date", "last_copied_date_utc", "last_restored_file",
            "last_restored_date", "last_restored_date_utc", "last_restored_latency"],
        ["log_shipping_monitor_alert"] = [],
        ["sysjobs"] = ["date_created", "description"],
        ["sysschedules"] = ["schedule_uid"],
        ["sysjobschedules"] = [],
        ["sysjobsteps"] = [],
    };

    public static IReadOnlyList<string> Configuration(Estate estate)
    {
        List<string> lines = [];
        foreach (var instance in estate.Instances.Values)
        {
            var at = instance.Id;
            lines.AddRange(Server(instance));
            foreach (var database in instance.Databases.OrderBy(database => database.Name, StringComparer.Ordinal))
                {
                    var log = database is { State: DatabaseState.Restoring, Mirroring: null, HasLog: true } ? " with log" : "";
                    lines.Add($"{at} database {database.Name} {database.State}{log} {database.RecoveryModel} "
                        + $"{Content(database)} {Session(database.Mirroring)}");
                }
        }
        var names = Names(estate);
        foreach (var instance in estate.Instances.Values)
            foreach (var (name, left) in Settings)
            {
                var table = instance[name];
                string? Shown(string column, object? value) => left.Contains(column) ? null : Named(instance, names, column, value);
                lines.AddRange(table.Rows.Select(row => $"{instance.Id} {name} {Cells(table, row, Shown)}").Order(StringComparer.Ordinal));
            }
        if (estate.Pool is { } pool)
            lines.Add($"pool {pool.Fqdn} stores {string.Join(',', pool.Stores)} active {string.Join(',', pool.Active)}"
                + (pool.IsFailedOver ? " failed over" : ""));
        return lines;
    }

    static string Named(Instance instance, Dictionary<string, string> names, string column, object? value) =>
        value is Guid id ? names.GetValueOrDefault(id.ToString(), "?")
            : column == "schedule_id" ? names.GetValueOrDefault($"{instance.Id} schedule {value}", "?")
            : Show(value);

    static Dictionary<string, string> Names(Estate estate)
    {
        Dictionary<string, string> names = [];
        foreach (var instance in estate.Instances.Values)
        {
            foreach (var row in instance["sysjobs"].Records) names[row.Id("job_id").ToString()!] = $"<job {row.Text("name")}>";
            foreach (var row in instance["log_shipping_primary_databases"].Records)
                names[row.Id("primary_id").ToString()!] = $"<primary {instance.Id} {row.Text("primary_database")}>";
            foreach (var row in instance["log_shipping_secondary"].Records)
                names[row.Id("secondary_id").ToString()!] =
                    $"<secondary {instance.Id} of {row.Text("primary_server")} {row.Text("primary_database")}>";
            foreach (var row in instance["sysschedules"].Records)
            {
                // Schedules have one name for several jobs: the job tells which is meant.
                var jobs = instance["sysjobschedules"].Records.Where(link => link.Number("schedule_id") == row.Number("schedule_id"))
                    .Select(link => names.GetValueOrDefault(link.Id("job_id").ToString()!, "?")).Order(StringComparer.Ordinal);
                names[$"{instance.Id} schedule {row.Number("schedule_id")}"] = $"<schedule {row.Text("name")} of {string.Join(',', jobs)}>";
            }
        }
        return names;
    }

    /// <summary>The first line in which two dumps differ, for a report; null where they are equal.</summary>
    public static string? Difference(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var (gone, come) = (left.Except(right).ToList(), right.Except(left).ToList());
        if (gone.Count == 0 && come.Count == 0) return left.Count == right.Count ? null : $"{left.Count} lines against {right.Count}";
        return string.Join(" ; ", gone.Take(2).Select(line => $"- {line}").Concat(come.Take(2).Select(line => $"+ {line}")));
    }
}
