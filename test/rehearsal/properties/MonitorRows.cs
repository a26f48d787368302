using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Jobs;
using Rehearsal.Runners;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// A row of another server that a monitor has lost, or never got. Its verify fails, and names the server and the script that write the row
/// again; and no script of that server is done as long as the row is not there, whatever runs between.
/// </summary>
static class MonitorRows
{
    public static void Check(Player player, R1.Walk walk, Report report)
    {
        foreach (var (step, before) in walk.Steps.Where(one => one.Step.Kind == "verify" && player.Looks(one.Step)))
        {
            Lost(player, step, before, "log_shipping_monitor_primary", "primary_server", "primary-only", report);
            Lost(player, step, before, "log_shipping_monitor_secondary", "secondary_server", "secondary script", report);
        }
        Written(player, walk, report);
    }

    static void Lost(Player player, Step step, Estate before, string table, string column, string script, Report report)
    {
        var monitor = before.Instances[step.Server!];
        foreach (var server in monitor[table].Records.Select(row => row.Text(column)!).Distinct().Where(name => name != monitor.ServerName))
        {
            var estate = before.Copy();
            estate.Instances[step.Server!][table].Delete(row => row.Text(column) == server);
            var run = player.Run(estate, step);
            report.Runs++;
            var at = report.At(step.Path, $"the row of {server} is not in {table}");
            at.Unless(run.Says("FAIL", server), $"no FAIL names it: {run.Tail}");
            at.Unless(run.Lines.Any(line => line.StartsWith($"      by hand: on {server} ", StringComparison.Ordinal)
                && line.Contains(script, StringComparison.Ordinal)), $"no line names the script that writes it: {run.Tail}");
        }
    }

    /// <summary>
    /// What verify says to do writes the rows again: the undo that the heads of a server's scripts name, the monitor's script, and those
    /// scripts. Not on a mirror: there they wait for the next failover.
    /// </summary>
    static void Written(Player player, R1.Walk walk, Report report)
    {
        foreach (var half in player.Case.Steps.Where(step => step.Kind is "primary-only" or "secondary")
            .GroupBy(step => (step.Kind, step.Server)))
        {
            if (!half.Any(player.Looks)) continue;
            var estate = walk.End.Copy();
            var instance = estate.Instances[half.Key.Server!];
            var isPrimary = half.Key.Kind == "primary-only";
            var steps = half.Where(step => !isPrimary || instance.FindDatabase(step.Database!) is { State: DatabaseState.Online }).ToList();
            if (steps.Count == 0 || !LosesRows(estate, instance, isPrimary)) continue;
            var undo = steps.SelectMany(step => isPrimary ? UndoPrimary(instance, step) : UndoSecondaries(instance)).Distinct().ToList();
            var at = $"the rows of {instance.ServerName} are not on the monitor, and are written as verify says";
            var run = Run.Script(Runner.ManagementStudio, Player.Open(estate, steps[0]), "by hand", string.Join('\n', undo));
            report.Unless(run.ExitCode == 0, steps[0].Path, $"{at}: the undo fails: {string.Join(" | ", undo)}");
            foreach (var step in player.Case.Steps.Where(one => one.Kind == "monitor").Concat(steps))
            {
                var again = player.Run(estate, step);
                report.Runs++;
                report.Unless(again.IsDone, step.Path, $"{at}: it is not done: {again.Tail}");
            }
            if (Dump.Difference(Dump.Configuration(walk.End), Dump.Configuration(estate)) is { } difference)
                report.Find(steps[0].Path, $"{at}: another end: {difference}");
        }
    }

    /// <returns>Whether a monitor had any.</returns>
    static bool LosesRows(Estate estate, Instance instance, bool isPrimary)
    {
        var (table, column) = isPrimary
            ? ("log_shipping_monitor_primary", "primary_server") : ("log_shipping_monitor_secondary", "secondary_server");
        var rows = estate.Instances.Values.Where(one => one != instance).Select(one => one[table]).ToList();
        var had = rows.Any(one => one.Find(row => row.Text(column) == instance.ServerName) is not null);
        foreach (var one in rows) one.Delete(row => row.Text(column) == instance.ServerName);
        return had;
    }

    static string Quoted(string? name) => $"N'{name!.Replace("'", "''", StringComparison.Ordinal)}'";

    static IEnumerable<string> UndoPrimary(Instance instance, Step step)
    {
        var primary = instance["log_shipping_primary_databases"].Find(row => row.Text("primary_database") == step.Database)!.Value;
        foreach (var secondary in instance["log_shipping_primary_secondaries"].Records
            .Where(row => row.Id("primary_id") == primary.Id("primary_id")))
            yield return $"EXEC master.dbo.sp_delete_log_shipping_primary_secondary @primary_database = {Quoted(step.Database)}, "
                + $"@secondary_server = {Quoted(secondary.Text("secondary_server"))}, "
                + $"@secondary_database = {Quoted(secondary.Text("secondary_database"))};";
        yield return $"EXEC master.dbo.sp_delete_log_shipping_primary_database @database = {Quoted(step.Database)};";
    }

    static IEnumerable<string> UndoSecondaries(Instance instance) =>
        instance["log_shipping_secondary_databases"].Records.Select(row =>
            $"EXEC master.dbo.sp_delete_log_shipping_secondary_database @secondary_database = {Quoted(row.Text("secondary_database"))};");

    /// <summary>
    /// A call wrote here and not on the monitor. Now the script of another database runs, which may share its jobs, and then this one.
    /// </summary>
    public static void Beside(Player player, Step step, Estate before, string where, Report report)
    {
        foreach (var other in player.Case.Steps.Where(one => one.Kind == step.Kind && one.Server == step.Server && one.Path != step.Path))
        {
            var estate = before.Copy();
            estate.Fault = null;
            player.Run(estate, other);
            var run = player.Run(estate, step);
            report.Runs++;
            if (!run.IsDone) continue;
            foreach (var missing in Missing(estate))
                report.Find(step.Path, $"{where}; then {other.Path}; run again: DONE, and {missing}");
        }
    }

    /// <summary>
    /// The script that is run again stops: it names one statement, the monitor's script and itself. Done in this order, everything is where
    /// it would be without the fault; and every row is on the monitor where the jobs that another database has enabled ran meanwhile.
    /// </summary>
    public static void ByItsWord(Player player, Step step, Estate estate, StepRun again, string where, IReadOnlyList<string> end,
        Report report)
    {
        const string Begin = "run here: ";
        var said = again.Errors.FirstOrDefault(error => error.Contains(Begin, StringComparison.Ordinal)) ?? "";
        var from = said.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var until = said.IndexOf(" Then run the script of the monitor", StringComparison.Ordinal);
        if (until < 0)
        {
            report.Find(step.Path, $"{where}; run again it names no statement: {again.Tail}");
            return;
        }
        var later = estate.Copy();
        Mend(player, step, estate, said[from..until], where, report);
        if (Dump.Difference(end, Dump.Configuration(estate)) is { } difference)
            report.Find(step.Path, $"{where}; mended as it says: another end: {difference}");
        RunJobs(later.Instances[step.Server!]);
        Mend(player, step, later, said[from..until], $"{where}; its jobs run", report);
        foreach (var missing in Missing(later)) report.Find(step.Path, $"{where}; its jobs run; mended as it says: {missing}");
    }

    static void Mend(Player player, Step step, Estate estate, string statement, string where, Report report)
    {
        var mend = Run.Script(Runner.ManagementStudio, Player.Open(estate, step), "by hand", statement);
        report.Unless(mend.ExitCode == 0, step.Path, $"{where}; what it names fails: {statement}");
        foreach (var monitor in player.Case.Steps.Where(one => one.Kind == "monitor")) player.Run(estate, monitor);
        var run = player.Run(estate, step);
        report.Runs++;
        report.Unless(run.IsDone, step.Path, $"{where}; mended as it says, it is not done: {run.Tail}");
        estate.Advance(R4.Settle);
    }

    /// <summary>What the schedules would have started: in the order of log shipping, so that there is something to restore.</summary>
    static void RunJobs(Instance instance)
    {
        var jobs = instance["log_shipping_secondary"].Records.SelectMany(row => new[] { row.Id("copy_job_id"), row.Id("restore_job_id") });
        foreach (var job in jobs.OfType<Guid>().ToList())
            if (instance["sysjobs"].Find(row => row.Id("job_id") == job && row.Number("enabled") == 1) is not null)
                Agent.End(instance, job);
    }

    /// <summary>Rows that a server keeps for itself and that the remote monitor of the set-up does not have.</summary>
    static IEnumerable<string> Missing(Estate estate)
    {
        foreach (var instance in estate.Instances.Values)
            foreach (var (own, key, rows) in new[] {
                ("log_shipping_primary_databases", "primary_id", "log_shipping_monitor_primary"),
                ("log_shipping_secondary", "secondary_id", "log_shipping_monitor_secondary") })
                foreach (var set in instance[own].Records)
                    foreach (var monitor in estate.Monitors(instance, set.Text("monitor_server")).Skip(1))
                    {
                        int Count(Instance at) => at[rows].Records.Count(row => row.Id(key) == set.Id(key));
                        if (Count(monitor) < Count(instance))
                            yield return $"{rows} of {monitor.Id} lacks a row of {instance.Id}, {set.Text("primary_database")}";
                    }
    }
}
