using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Procedures;
using Rehearsal.Runners;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Compares. Each setting changed by hand on each server: verify names exactly that one, and the set-up, run again, stops with
/// exactly that difference and changes nothing; both print the call that mends it.
/// </summary>
static class R9
{
    /// <summary>A setting, changed. Verify says it in as many lines as databases share it.</summary>
    /// <param name="HasCall">What mends it is one call, or known to be none.</param>
    sealed record Change(string Name, string Server, Action<Estate> Make, bool StopsSetup = true, bool HasCall = false);

    /// <summary>What the look says where it stops; a guard that fails is no comparison of settings.</summary>
    const string Differs = "settings that differ from the topology";

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        ForeignSessions(player, walk, report);
        foreach (var change in Changes(walk.End, player.Case.Topology))
        {
            var estate = walk.End.Copy();
            change.Make(estate);
            List<string> fails = [];
            foreach (var step in player.Case.Of("setup").Where(step => step.Kind == "verify" && step.Server == change.Server))
            {
                var run = player.Run(estate.Copy(), step);
                report.Runs++;
                report.Unless(run.ExitCode != 0, step.Path, $"{change.Name}: verify does not fail: {run.Tail}");
                fails.AddRange(run.Beginning("FAIL").Distinct());
                foreach (var wrong in ByHand.Wrong(run)) report.Find(step.Path, $"{change.Name}: by hand, {wrong}");
            }
            report.Unless(fails.Count == 1, "",
                $"{change.Name}: verify on {change.Server} names {fails.Count} settings, not one: {string.Join(" | ", fails.Take(4))}");
            if (!change.StopsSetup) continue;
            var stopped = 0;
            foreach (var step in player.Case.Of("setup").Where(step => step.IsSql && !step.ReadOnly && step.Server == change.Server))
            {
                // Management Studio goes on behind an error: there it shows whether the script stops.
                Untouched untouched = new(estate);
                var run = player.Run(estate, step, Runner.ManagementStudio, untouched);
                report.Runs++;
                report.Unless(!run.Errors.Any(error => error.Contains(Frame.NeedsAbove, StringComparison.Ordinal)), step.Path,
                    $"{change.Name}: it runs on behind the difference: {string.Join(" | ", run.Errors)}");
                if (!run.IsDone && run.Errors.Any(error => error.Contains(Differs, StringComparison.Ordinal)))
                {
                    var named = run.Beginning("FAIL").Distinct().ToList();
                    if (named.Count == 1) stopped++;
                    else report.Find(step.Path, $"{change.Name}: it names {named.Count} differences: {string.Join(" | ", named.Take(3))}");
                    var says = !change.HasCall || ByHand.IsThere(run);
                    report.Unless(says, step.Path, $"{change.Name}: it does not say how to mend it: {run.Tail}");
                    foreach (var wrong in ByHand.Wrong(run)) report.Find(step.Path, $"{change.Name}: by hand, {wrong}");
                }
                if (untouched.Difference is { } difference)
                {
                    report.Find(step.Path, $"{change.Name}: the set-up writes over it: {difference}");
                    break;
                }
            }
            report.Unless(stopped > 0, "", $"{change.Name}: no script of the set-up on {change.Server} stops with it");
        }
    }

    /// <summary>A session with somebody else, on either partner: preflight stops, though the database is there and mirrored.</summary>
    static void ForeignSessions(Player player, R1.Walk walk, Report report)
    {
        foreach (var (id, name) in walk.End.Instances.Values.SelectMany(instance => instance.Databases
            .Where(database => database.Mirroring?.Id is not null).Select(database => (instance.Id, database.Name))))
            foreach (var step in player.Case.Steps.Where(step => step.Kind == "preflight" && step.Server == id && player.Looks(step)))
            {
                var estate = walk.End.Copy();
                Session(estate, id, name, session => session with { PartnerName = "TCP://elsewhere.contoso.com:5022" });
                var run = player.Run(estate, step);
                report.Runs++;
                report.Unless(run.ExitCode != 0 && run.Beginning("FAIL").Count > 0, step.Path,
                    $"{name} is mirrored with somebody else: {run.Tail}");
            }
    }

    /// <summary>
    /// Settings by table: the column, and whether the set-up compares it. The monitor's rows are compared where they are kept first.
    /// </summary>
    static readonly (string Table, string[] Columns)[] Tables =
    [
        ("log_shipping_primary_databases", ["backup_directory", "backup_share", "backup_retention_period", "backup_compression"]),
        ("log_shipping_monitor_primary", ["backup_threshold", "threshold_alert", "threshold_alert_enabled", "history_retention_period"]),
        ("log_shipping_secondary", ["backup_source_directory", "backup_destination_directory", "file_retention_period"]),
        ("log_shipping_secondary_databases", ["restore_delay", "restore_all", "restore_mode", "disconnect_users"]),
        ("log_shipping_monitor_secondary", ["restore_threshold", "threshold_alert", "threshold_alert_enabled", "history_retention_period"]),
        ("sysschedules", ["name", "enabled", "freq_type", "freq_interval", "freq_subday_type", "freq_subday_interval",
            "freq_relative_interval", "freq_recurrence_factor", "active_start_time", "active_end_time"]),
        ("sysjobs", ["name", "enabled"]),
    ];

    static IEnumerable<Change> Changes(Estate end, Topology topology)
    {
        foreach (var instance in end.Instances.Values)
        {
            var id = instance.Id;
            foreach (var (table, columns) in Tables)
                // Rows of one table are read by one query: two of them show as much as two hundred; and one with a quote in it.
                foreach (var index in Picked(instance[table]))
                {
                    var row = instance[table].Records.ElementAt(index);
                    // A remote monitor's copy of the rows of others is compared by its verify only; Agent's other jobs and the alert
                    // job are nobody's setting here.
                    var isMonitors = table.Contains("_monitor_", StringComparison.Ordinal) && !IsOwn(instance, table, row);
                    if (table == "sysjobs" && !IsShipping(instance, row)) continue;
                    foreach (var column in columns)
                    {
                        if (row[column] is null) continue;
                        var at = index;
                        void Make(Estate estate) => Alter(estate.Instances[id][table], at, column);
                        yield return new($"{id} {table}[{index}].{column}", id, Make, !isMonitors, HasCall: true);
                    }
                }
            if (instance["sysjobs"].Find(job => job.Text("name") == AddMirrorMonitoring.Name) is not null)
                yield return new($"{id} mirroring monitor job disabled", id, StopsSetup: false, Make: estate =>
                    estate.Instances[id]["sysjobs"].Update(row => row.Text("name") == AddMirrorMonitoring.Name, ("enabled", false)));
            var jobs = instance["sysjobs"].Records.Where(job => IsShipping(instance, job)).Select(job => job.Id("job_id"));
            foreach (var job in jobs.ToList())
                yield return new($"{id} owner of {job}", id,
                    estate => estate.Instances[id]["sysjobs"].Update(row => row.Id("job_id") == job, ("owner_sid", instance.CallerSid)));
            foreach (var secondary in instance["log_shipping_primary_secondaries"].Records.Take(1).ToList())
                yield return new($"{id} one secondary more", id, estate => estate.Instances[id]["log_shipping_primary_secondaries"].Insert(
                    ("primary_id", secondary.Id("primary_id")), ("secondary_server", "ELSEWHERE"), ("secondary_database", "x")));
            // The endpoint's script gives it back, and the cmdlet's endpoint has none: verify alone tells, as after a change of the owner.
            if (instance.Endpoint is not null)
                foreach (var login in instance.Connects)
                    yield return new($"{id} CONNECT of {login} revoked", id, StopsSetup: false, Make: estate =>
                        estate.Instances[id].Connects = estate.Instances[id].Connects.Remove(login));
            if (instance.Endpoint is not null && !topology.IsChat)
            {
                Change Of(string name, Func<Endpoint, Endpoint> change, bool stopsSetup = true) =>
                    new($"{id} endpoint{name}", id,
                        estate => estate.Instances[id].Endpoint = change(estate.Instances[id].Endpoint!), stopsSetup, HasCall: true);
                yield return Of("'s name", endpoint => endpoint with { Name = "Other" });
                yield return Of(" without encryption", endpoint => endpoint with { IsEncrypted = false });
                yield return Of("'s algorithm", endpoint => endpoint with
                {
                    Algorithm = endpoint.Algorithm.StartsWith("RC4", StringComparison.Ordinal) ? "AES" : "RC4",
                });
                yield return Of(" by certificate", endpoint => endpoint with { Authentication = "CERTIFICATE" });
                yield return Of(" stopped", endpoint => endpoint with { IsStarted = false });
                yield return Of("'s role", endpoint => endpoint with { Role = endpoint.Role == "PARTNER" ? "WITNESS" : "PARTNER" });
                if (instance.Endpoint.Address is not null)
                    yield return Of("'s address", endpoint => endpoint with { Address = null });
                yield return Of("'s port", endpoint => endpoint with { Port = 6022 }, stopsSetup: false);
            }
            foreach (var name in instance.Databases.Where(database => database.Mirroring?.Role == Role.Principal)
                .Select(database => database.Name))
            {
                if (topology.IsChat) continue;
                // Only an edition with a choice of safety shows another one. FULL is what every session begins with: the set-up
                // goes on from it.
                if (instance.Edition.StartsWith("Enterprise", StringComparison.Ordinal))
                    yield return new($"{id} {name} safety", id,
                        estate => Session(estate, id, name, session => session with { SafetyFull = !session.SafetyFull }),
                        StopsSetup: instance.FindDatabase(name)!.Mirroring!.SafetyFull, HasCall: true);
                yield return new($"{id} {name} time-out", id,
                    estate => Session(estate, id, name, session => session with { Timeout = session.Timeout + 7 }), HasCall: true);
                if (!string.IsNullOrEmpty(instance.FindDatabase(name)!.Mirroring!.WitnessName))
                    yield return new($"{id} {name} witness", id, estate => Session(
                        estate, id, name, session => session with { WitnessName = "TCP://elsewhere.contoso.com:5022" }), HasCall: true);
            }
        }
    }

    static IEnumerable<int> Picked(Table table)
    {
        var first = Math.Min(table.Rows.Count, 2);
        bool HasQuote(int at) => table.Rows[at].Any(cell => cell is string text && text.Contains('\''));
        var quoted = Enumerable.Range(first, table.Rows.Count - first).Where(HasQuote);
        return Enumerable.Range(0, first).Concat(quoted.Take(1));
    }

    static bool IsOwn(Instance instance, string table, Record row) =>
        row.Text(table == "log_shipping_monitor_primary" ? "primary_server" : "secondary_server") == instance.ServerName;

    static bool IsShipping(Instance instance, Record job) =>
        instance["log_shipping_primary_databases"].Records.Any(row => row.Id("backup_job_id") == job.Id("job_id"))
        || instance["log_shipping_secondary"].Records
            .Any(row => row.Id("copy_job_id") == job.Id("job_id") || row.Id("restore_job_id") == job.Id("job_id"));

    static void Session(Estate estate, string id, string name, Func<Mirroring, Mirroring> change)
    {
        var database = estate.Instances[id].FindDatabase(name)!;
        database.Mirroring = change(database.Mirroring!);
    }

    /// <summary>Another value of the same type: a bit the other way round, a number one higher, a text one letter longer.</summary>
    static void Alter(Table table, int index, string column)
    {
        var cells = (object?[])table.Rows[index].Clone();
        var place = table.Place(column);
        cells[place] = cells[place] switch
        {
            string text => $"{text}x",
            long number when table.Columns[place].Type.Kind == Kind.Bit || column == "enabled" => 1 - number,
            long number when column == "backup_compression" => number == 0 ? 1L : 0L,
            long number => number + 1,
            var other => throw new InvalidOperationException($"{table.Name}.{column} of {other}"),
        };
        table.Replace(index, cells);
    }
}
