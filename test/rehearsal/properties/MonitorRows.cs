using Rehearsal.Estates;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// A row of another server that a monitor has lost, or never got: its verify fails, and names the server and the script that write the row
/// again.
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
    }

    static void Lost(Player player, Input.Step step, Estate before, string table, string column, string script, Report report)
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
}
