using System.Globalization;
using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Whether an estate is what a topology says, setting by setting: read from the topology itself, not from what was generated, so that a
/// wrong value in a script and the same wrong value in its verify script do not agree with each other.
/// </summary>
static class Outcome
{
    /// <returns>What is not as the topology says.</returns>
    public static IReadOnlyList<string> Compare(Estate estate, Topology topology)
    {
        List<string> wrong = [];
        foreach (var database in topology.Databases)
        {
            if (database.Mirroring is { } mirroring) Mirroring(estate, topology, database.Name, mirroring, wrong);
            if (database.LogShipping is { } shipping) Shipping(estate, database, shipping, wrong);
        }
        return wrong;
    }

    static void Mirroring(Estate estate, Topology topology, string name, MirroringFacts facts, List<string> wrong)
    {
        void Side(Server server, Role role)
        {
            var session = estate.Instances[server.Id].FindDatabase(name)?.Mirroring;
            void Is(string what, object? expected, object? found)
            {
                if (!Equals(expected, found)) wrong.Add($"{name} on {server.Id}: {what} is {found ?? "nothing"}, not {expected}");
            }
            Is("session", true, session?.Id is not null);
            if (session is null) return;
            Is("role", role, session.Role);
            Is("state", SessionState.Synchronized, session.State);
            Is("safety FULL", facts.Mode == "high-safety", session.SafetyFull);
            if (!topology.IsChat) Is("time-out", (int)facts.Timeout.Seconds, session.Timeout);
            Is("witness", facts.Witness?.Host.ToUpperInvariant(),
                session.WitnessName is { } witness ? witness["TCP://".Length..witness.LastIndexOf(':')].ToUpperInvariant() : null);
            if (facts.Witness is not null) Is("witness connected", true, session.WitnessConnected);
        }
        Side(facts.Principal, Role.Principal);
        Side(facts.Mirror, Role.Mirror);
    }

    static void Shipping(Estate estate, DatabaseFacts database, LogShippingFacts facts, List<string> wrong)
    {
        var backup = facts.Backup;
        foreach (var server in Blank.Primaries(database))
        {
            var instance = estate.Instances[server.Id];
            var at = $"{database.Name} on {server.Id}";
            if (instance["log_shipping_primary_databases"].Find(row => row.Text("primary_database") == database.Name) is not { } primary)
            {
                wrong.Add($"{at}: no log shipping primary");
                continue;
            }
            Row(wrong, at, primary, ("backup_directory", backup.Directory), ("backup_share", backup.Share),
                ("backup_retention_period", backup.Retention.Minutes),
                ("backup_compression", backup.Compression switch { "compressed" => 1L, "uncompressed" => 0L, _ => 2L }),
                ("user_specified_monitor", facts.Monitor is null ? 0L : 1L),
                ("monitor_server", facts.Monitor?.Server.ServerName ?? instance.ServerName));
            Job(wrong, at, instance, primary.Id("backup_job_id"), backup.Job, facts.JobOwner, backup.Schedule);
            foreach (var monitor in Monitors(estate, instance, facts))
                if (monitor["log_shipping_monitor_primary"].Find(row => row.Id("primary_id") == primary.Id("primary_id")) is { } row)
                    Row(wrong, $"{at}, monitored by {monitor.Id}", row, ("backup_threshold", backup.AlertAfter.Minutes),
                        ("threshold_alert", backup.AlertError), ("threshold_alert_enabled", backup.Alert ? 1L : 0L),
                        ("history_retention_period", facts.History.Minutes));
                else wrong.Add($"{at}: no row at monitor {monitor.Id}");
            var found = instance["log_shipping_primary_secondaries"].Records
                .Where(row => row.Id("primary_id") == primary.Id("primary_id"))
                .Select(row => $"{row.Text("secondary_server")} / {row.Text("secondary_database")}").Order(StringComparer.Ordinal).ToList();
            var expected = facts.Secondaries
                .Select(secondary => $"{secondary.Server.ServerName} / {secondary.Database}").Order(StringComparer.Ordinal).ToList();
            if (!found.SequenceEqual(expected))
                wrong.Add($"{at}: secondaries {string.Join(", ", found)}, not {string.Join(", ", expected)}");
            if (primary["last_backup_file"] is null) wrong.Add($"{at}: no backup was shipped");
        }
        foreach (var secondary in facts.Secondaries) Secondary(estate, database, facts, secondary, wrong);
    }

    static IEnumerable<Instance> Monitors(Estate estate, Instance instance, LogShippingFacts facts) =>
        facts.Monitor is { } monitor && monitor.Server.Id != instance.Id ? [instance, estate.Instances[monitor.Server.Id]] : [instance];

    static void Secondary(Estate estate, DatabaseFacts database, LogShippingFacts facts, SecondaryFacts secondary, List<string> wrong)
    {
        var instance = estate.Instances[secondary.Server.Id];
        var at = $"{secondary.Database} on {instance.Id}";
        var (copy, restore) = (secondary.Copy, secondary.Restore);
        var rows = instance["log_shipping_secondary"].Records.Where(row => row.Text("primary_database") == database.Name).ToList();
        if (rows.Count != 1)
        {
            wrong.Add($"{at}: {rows.Count} secondary set-ups of {database.Name}, not one");
            return;
        }
        Row(wrong, at, rows[0], ("primary_server", facts.Primary.ServerName), ("backup_source_directory", copy.From),
            ("backup_destination_directory", copy.To), ("file_retention_period", copy.Retention.Minutes),
            ("monitor_server", facts.Monitor?.Server.ServerName ?? instance.ServerName));
        Job(wrong, $"{at}, copy", instance, rows[0].Id("copy_job_id"), copy.Job, facts.JobOwner, copy.Schedule);
        Job(wrong, $"{at}, restore", instance, rows[0].Id("restore_job_id"), restore.Job, facts.JobOwner, restore.Schedule);
        if (instance["log_shipping_secondary_databases"].Find(row => row.Text("secondary_database") == secondary.Database) is not { } row)
        {
            wrong.Add($"{at}: no secondary database");
            return;
        }
        Row(wrong, at, row, ("restore_delay", restore.Delay.Minutes), ("restore_all", restore.All ? 1L : 0L),
            ("restore_mode", restore.Mode == "standby" ? 1L : 0L), ("disconnect_users", restore.DisconnectUsers ? 1L : 0L),
            ("block_size", restore.BlockSize ?? -1L), ("buffer_count", restore.BufferCount ?? -1L),
            ("max_transfer_size", restore.MaxTransferSize));
        foreach (var monitor in Monitors(estate, instance, facts))
            if (monitor["log_shipping_monitor_secondary"].Find(one => one.Id("secondary_id") == rows[0].Id("secondary_id")
                && one.Text("secondary_database") == secondary.Database) is { } shown)
                Row(wrong, $"{at}, monitored by {monitor.Id}", shown, ("restore_threshold", restore.AlertAfter.Minutes),
                    ("threshold_alert", restore.AlertError), ("threshold_alert_enabled", restore.Alert ? 1L : 0L),
                    ("history_retention_period", facts.History.Minutes));
            else wrong.Add($"{at}: no row at monitor {monitor.Id}");
        if (instance.FindDatabase(secondary.Database) is not { State: not DatabaseState.Online }) wrong.Add($"{at}: does not wait for log");
        if (restore.Delay.Seconds == 0 && row["last_restored_file"] is null) wrong.Add($"{at}: no log was restored");
    }

    static void Row(List<string> wrong, string at, Record row, params (string Column, object? Expected)[] expected)
    {
        foreach (var (column, value) in expected)
            if (!Equals(row[column], value)) wrong.Add($"{at}: {column} is {row[column] ?? "NULL"}, not {value ?? "NULL"}");
    }

    static void Job(List<string> wrong, string at, Instance instance, Guid? id, string name, string? owner, Schedule schedule)
    {
        if (instance["sysjobs"].Find(row => row.Id("job_id") == id) is not { } job)
        {
            wrong.Add($"{at}: no job");
            return;
        }
        Row(wrong, at, job, ("name", name), ("enabled", 1L));
        var sid = owner is null ? [1] : instance.FindLogin(owner)!.Sid;
        if (!((byte[])job["owner_sid"]!).AsSpan().SequenceEqual(sid)) wrong.Add($"{at}: job {name} has another owner");
        var links = instance["sysjobschedules"].Records.Where(row => row.Id("job_id") == id).ToList();
        if (links.Count != 1)
        {
            wrong.Add($"{at}: {links.Count} schedules, not one");
            return;
        }
        Row(wrong, $"{at}, schedule",
            instance["sysschedules"].Find(row => row.Number("schedule_id") == links[0].Number("schedule_id"))!.Value,
            [.. Numbers(instance, schedule)]);
    }

    static readonly string[] Weekdays =
        ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "day", "weekday", "weekend-day"];
    static readonly string[] Weeks = ["first", "second", "third", "fourth", "last"];

    /// <summary>A schedule in sp_add_schedule's numbers, worked out here a second time: docs/…/sp-add-schedule-transact-sql.md.</summary>
    static IEnumerable<(string, object?)> Numbers(Instance instance, Schedule schedule)
    {
        var (days, time) = (schedule.Days, schedule.Time);
        yield return ("name", schedule.Name);
        yield return ("enabled", schedule.Enabled ? 1L : 0L);
        var (type, interval, recurrence, relative) = days.Kind switch
        {
            "daily" => (4L, (long)(days.EveryDays ?? 1), 0L, 0L),
            "weekly" => (8L, days.Days!.Sum(day => 1L << Array.IndexOf(Weekdays, day)), (long)days.Every!, 0L),
            "monthly" => (16L, (long)days.Day!, (long)days.Every!, 0L),
            _ => (32L, Array.IndexOf(Weekdays, days.Weekday) + 1L, (long)days.Every!, 1L << Array.IndexOf(Weeks, days.Week)),
        };
        yield return ("freq_type", type);
        yield return ("freq_interval", interval);
        yield return ("freq_recurrence_factor", recurrence);
        yield return ("freq_relative_interval", relative);
        static long Clock(string text) =>
            long.Parse(text.Replace(":", "", StringComparison.Ordinal).PadRight(6, '0'), CultureInfo.InvariantCulture);
        if (time.Kind == "at")
        {
            yield return ("freq_subday_type", 1L);
            yield return ("active_start_time", Clock(time.At!));
        }
        else
        {
            var seconds = time.Every!.Seconds;
            var (unit, count) = seconds % 3600 == 0 ? (8L, seconds / 3600) : seconds % 60 == 0 ? (4L, seconds / 60) : (2L, seconds);
            // 60 minutes and an hour are the same; which unit is written is the compiler's choice.
            yield return ("freq_subday_type", unit);
            yield return ("freq_subday_interval", count);
            yield return ("active_start_time", Clock(time.From!));
            yield return ("active_end_time", Clock(time.Until!));
        }
        var today = instance.LocalTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        if (schedule.StartDate?.Replace("-", "", StringComparison.Ordinal) is { } start)
            yield return ("active_start_date",
                long.Parse(type != 4 && string.CompareOrdinal(start, today) < 0 ? today : start, CultureInfo.InvariantCulture));
        if (schedule.EndDate?.Replace("-", "", StringComparison.Ordinal) is { } end)
            yield return ("active_end_date", long.Parse(end, CultureInfo.InvariantCulture));
    }
}
