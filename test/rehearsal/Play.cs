using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.PowerShell;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal;

/// <summary>
/// Plays a set-up for somebody who watches: step by step what ran where, what each guard saw, what changed in the estate.
/// </summary>
static class Play
{
    /// <summary>Where a script writes down what it looks at.</summary>
    const string Checks = "#hadrian_check";

    /// <summary>Ways to play, by name.</summary>
    static readonly IReadOnlyDictionary<string, string> Scenarios = new Dictionary<string, string>
    {
        ["setup"] = "the set-up on a blank estate, in the runbook's order",
        ["again"] = "the set-up twice: the second time nothing may change",
        ["failover"] = "the set-up; then each mirrored and shipped database to its mirror and back, with rows written and jobs run",
    };

    /// <exception cref="WrongUsage">A scenario or fault that does not exist.</exception>
    public static int Run(string folder, string scenario, string? fault, bool trace)
    {
        if (!Scenarios.ContainsKey(scenario))
            throw new WrongUsage($"no scenario {scenario}; there are {string.Join(", ", Scenarios.Keys)}");
        var trouble = fault is null ? null
            : Trouble.All.FirstOrDefault(one => one.Name == fault)
                ?? throw new WrongUsage($"no fault {fault}; there are {string.Join(", ", Trouble.All.Select(one => one.Name))}");
        using var host = new PowerShellHost(Reference.Folder);
        Player player = new(Case.Read(folder), host);
        var estate = Blank.Make(player.Case.Topology);
        Console.WriteLine($"{player.Case.Topology.Name}: {Scenarios[scenario]}");
        var isWhole = Walk(player, estate, trouble, trace);
        if (isWhole && scenario == "again")
        {
            Console.WriteLine();
            Console.WriteLine("== The second time");
            isWhole = Walk(player, estate, null, trace);
        }
        if (isWhole && scenario == "failover") FailOver(player, estate);
        return isWhole ? 0 : 1;
    }

    /// <summary>Runs every step; a fault is there for the first step that works, and stops the walk where it shows.</summary>
    static bool Walk(Player player, Estate estate, Trouble? trouble, bool trace)
    {
        foreach (var step in player.Case.Of("setup"))
        {
            player.Before(estate, step);
            Console.WriteLine();
            var where = step.RunsOn.Count == 0 ? "the pool" : string.Join(", ", step.RunsOn.Select(id => estate.Instances[id].ServerName));
            Console.WriteLine($"== {step.Path}   on {where}, {estate.Now:HH:mm:ss} UTC");
            if (trouble is not null && !step.ReadOnly && step.IsSql) trouble.Make(estate, estate.Instances[step.Server!]);
            var before = Dump.Configuration(estate);
            var run = player.Run(estate, step, observer: new Watcher(trace));
            foreach (var line in run.Lines) Console.WriteLine($"   {line}");
            var after = Dump.Configuration(estate);
            foreach (var line in before.Except(after)) Console.WriteLine($"   - {line}");
            foreach (var line in after.Except(before)) Console.WriteLine($"   + {line}");
            estate.Advance(TimeSpan.FromSeconds(20));
            if (run.IsDone) continue;
            Console.WriteLine();
            Console.WriteLine($"The set-up stops here{(trouble is null ? "" : $": {trouble.Name}")}.");
            return false;
        }
        return true;
    }

    static void FailOver(Player player, Estate estate)
    {
        Properties.Report report = new("R5", "fails over", player.Case.Name);
        Properties.R5.Check(player, new([], estate), report);
        Console.WriteLine();
        Console.WriteLine($"== {report.Runs} failovers");
        foreach (var finding in report.Findings) Console.WriteLine($"   {finding.What}");
        if (report.Findings.Count == 0)
            Console.WriteLine("   no gap in the chain, no row lost, nothing written into a secondary's configuration");
    }

    /// <summary>Prints what a guard or a look has seen, once its rows have verdicts; with a trace every statement as well.</summary>
    sealed class Watcher(bool trace) : IObserver
    {
        /// <summary>Rows stay in the table for the whole script: each is shown once.</summary>
        long last;

        public void Before(Execution execution, TSqlStatement statement)
        {
            if (!trace || statement is BeginEndBlockStatement) return;
            Console.WriteLine($"   {execution.Place(statement),5}  {Head(statement)}");
        }

        public void After(Execution execution, TSqlStatement statement)
        {
            if (statement is CreateTableStatement { SchemaObjectName.BaseIdentifier.Value: Checks }) last = 0;
            if (statement is not UpdateStatement { UpdateSpecification.Target: NamedTableReference { SchemaObject: { } updated } }) return;
            if (updated.BaseIdentifier.Value != Checks) return;
            if (!execution.Session.Temporary.TryGetValue(Checks, out var table)) return;
            foreach (var row in table.Records.Where(row => row.Number("id") > last))
            {
                last = row.Number("id")!.Value;
                // Headings and text of a reading script say nothing that was looked for.
                if (row.Text("verdict") is "HEAD" or "TEXT") continue;
                var (verdict, what, found) = (row.Text("verdict") ?? "-", row.Text("what"), row.Text("found") ?? "nothing");
                var expected = row.Text("expected") is "" ? "" : $" (expected {row.Text("expected")})";
                Console.WriteLine($"   saw {verdict,-4} {what}: {found}{expected}");
            }
        }

        static string Head(TSqlFragment statement)
        {
            var text = string.Concat(statement.ScriptTokenStream.Skip(statement.FirstTokenIndex)
                .Take(Math.Min(statement.LastTokenIndex - statement.FirstTokenIndex + 1, 60)).Select(token => token.Text));
            var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return line.Length <= 110 ? line : $"{line[..107]}...";
        }
    }
}

/// <summary>What was asked for does not exist; the message says what does.</summary>
sealed class WrongUsage(string message) : Exception(message);
