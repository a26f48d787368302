using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Runners;
using Rehearsal.TSql;
using Rehearsal.World;
using Script = Rehearsal.TSql.Script;

namespace Rehearsal.Properties;

/// <summary>
/// Each script on every other server, on its own with each precondition broken in turn, as a selection without its guard, and inside
/// an open transaction: it changes nothing, says which check failed, fails in both runners, and leaves a session in which it runs.
/// </summary>
static class R3
{
    public static void Check(Player player, R1.Walk walk, Report report)
    {
        foreach (var (step, before) in walk.Steps)
        {
            if (!player.Looks(step)) continue;
            if (step.IsPowerShell) PowerShellRefuses(player, step, before, report);
            if (!step.IsSql) continue;
            foreach (var other in before.Instances.Keys.Where(id => id != step.Server))
                Refuses(player, step, before.Copy(), other, "server name", $"on {other}", report);
            foreach (var breaker in Breakers.Of(step))
            {
                var estate = before.Copy();
                if (breaker.Break(estate, estate.Instances[step.Server!], step)) Refuses(player, step, estate, null, breaker.Says, breaker.Name, report, heal: before);
            }
            Transaction(player, step, before, report);
            Selections(step, before, report);
            Session(player, step, before, report);
        }
    }

    /// <summary>
    /// In a session as somebody else left it: other options, another database, NOEXEC on, a token of another run. The script does its work
    /// all the same, and the same work.
    /// </summary>
    static void Session(Player player, Step step, Estate before, Report report)
    {
        var expected = before.Copy();
        var usual = player.Run(expected, step);
        if (!usual.IsDone) return; // R1 says so.
        var estate = before.Copy();
        var session = Player.Open(estate, step);
        (session.NoExec, session.XactAbort, session.ImplicitTransactions, session.RowCountLimit, session.Database) = (true, true, true, 1, "msdb");
        session.On = SetOptions.None;
        var left = new Table("#hadrian_guard", [new("script", SqlType.NVarChar(400)), new("stage", SqlType.Int)]);
        left.Insert(("script", step.Path), ("stage", 2));
        session.Temporary[left.Name] = left;
        var run = player.Run(estate, step, session: session);
        report.Runs++;
        report.Unless(run.IsDone, step.Path, $"in a session left otherwise: it does not end in DONE: {run.Tail}");
        report.Unless(run.Lines.Count == usual.Lines.Count, step.Path, $"in a session left otherwise: it says {run.Lines.Count} lines, not {usual.Lines.Count}");
        report.Unless(session.TransactionCount == 0, step.Path, "in a session left otherwise: it leaves a transaction open");
        if (Dump.Difference(Dump.Configuration(expected), Dump.Configuration(estate)) is { } difference) report.Find(step.Path, $"in a session left otherwise: another end: {difference}");
    }

    /// <summary>Runs a script that has to refuse, in both runners.</summary>
    /// <param name="heal">The estate with nothing broken, in which the same session then runs the script; null where that is another server's.</param>
    static void Refuses(Player player, Step step, Estate broken, string? on, string says, string how, Report report, Estate? heal = null)
    {
        var before = Dump.Whole(broken);
        foreach (var runner in new[] { Runner.Sqlcmd, Runner.ManagementStudio })
        {
            var session = Player.Open(broken, step, on);
            var run = player.Run(broken, step, runner, session: session);
            report.Runs++;
            var where = $"{how}, {runner}";
            report.Unless(run.ExitCode != 0 && run.Verdict != "DONE", step.Path, $"{where}: it does not fail: {run.Tail}");
            report.Unless(run.Lines.Any(line => line.StartsWith("FAIL", StringComparison.Ordinal) && line.Contains(says, StringComparison.Ordinal)), step.Path, $"{where}: no FAIL line says \"{says}\": {run.Tail}");
            report.Unless(Dump.Difference(before, Dump.Whole(broken)) is null, step.Path, $"{where}: it changes something: {Dump.Difference(before, Dump.Whole(broken))}");
            if (runner != Runner.ManagementStudio) continue;
            Clean(session, step, where, report);
            if (heal is null) continue;
            var again = heal.Copy();
            var healed = session.Copy(again);
            var inputs = Player.Open(again, step).Temporary;
            foreach (var (name, table) in inputs) healed.Temporary[name] = table;
            var second = player.Run(again, step, Runner.ManagementStudio, session: healed);
            report.Runs++;
            report.Unless(second.IsDone, step.Path, $"{where}: the next run in that session does not end in DONE: {second.Tail}");
        }
    }

    static void Clean(TSql.Session session, Step step, string where, Report report)
    {
        report.Unless(!session.NoExec, step.Path, $"{where}: NOEXEC stays on");
        report.Unless(session.Temporary.Count == 0, step.Path, $"{where}: it leaves {string.Join(", ", session.Temporary.Keys)}");
    }

    static void Transaction(Player player, Step step, Estate before, Report report)
    {
        foreach (var runner in new[] { Runner.Sqlcmd, Runner.ManagementStudio })
        {
            var estate = before.Copy();
            var whole = Dump.Whole(estate);
            var session = Player.Open(estate, step);
            session.TransactionCount = 1;
            var run = player.Run(estate, step, runner, session: session);
            report.Runs++;
            var where = $"in an open transaction, {runner}";
            report.Unless(run.ExitCode != 0 && run.Verdict != "DONE", step.Path, $"{where}: it does not fail: {run.Tail}");
            report.Unless(run.Errors.Any(line => line.Contains("transaction", StringComparison.Ordinal)), step.Path, $"{where}: it does not name the transaction: {run.Tail}");
            report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, $"{where}: it changes something");
            report.Unless(session.TransactionCount == 1, step.Path, $"{where}: it ends the transaction of somebody else");
            if (runner == Runner.ManagementStudio) Clean(session, step, where, report);
        }
    }

    /// <summary>
    /// Parts of a script: one batch alone, everything from a batch on, everything but one look. Without what stands above it, a part that
    /// works refuses.
    /// </summary>
    static void Selections(Step step, Estate before, Report report)
    {
        var batches = Script.Of(step.Path, step.Text).Batches;
        var guard = batches.ToList().FindIndex(batch => batch.Statements.Any(statement => statement is CreateTableStatement { SchemaObjectName.BaseIdentifier.Value: "#hadrian_check" }));
        if (guard < 0)
        {
            report.Find(step.Path, "it has no guard");
            return;
        }
        for (var index = guard + 1; index < batches.Count; index++)
        {
            // SET NOEXEC OFF has no work of its own.
            if (batches[index].Statements.All(statement => statement is PredicateSetStatement)) continue;
            Selection($"batch {index + 1} alone", [batches[index]]);
            if (index + 1 < batches.Count) Selection($"from batch {index + 1} on", batches.Skip(index));
        }
        Selection("without its first look", batches.Where((_, index) => index != guard + 1));

        void Selection(string name, IEnumerable<Batch> chosen)
        {
            var list = chosen.ToList();
            foreach (var runner in new[] { Runner.Sqlcmd, Runner.ManagementStudio })
            {
                var estate = before.Copy();
                var whole = Dump.Whole(estate);
                var session = Player.Open(estate, step);
                var run = Player.Told(Run.Batches(runner, session, list));
                report.Runs++;
                var where = $"{name}, {runner}";
                report.Unless(run.ExitCode != 0 && run.Verdict != "DONE", step.Path, $"{where}: it does not fail: {run.Tail}");
                report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, $"{where}: it changes something: {Dump.Difference(whole, Dump.Whole(estate))}");
                report.Unless(!session.NoExec, step.Path, $"{where}: NOEXEC stays on");
            }
        }
    }

    /// <summary>A .ps1 connects by itself: the wrong server is one that answers with another name; -WhatIf and No change nothing.</summary>
    static void PowerShellRefuses(Player player, Step step, Estate before, Report report)
    {
        if (step.Kind is "fail-over" or "fail-back" && step.Database is { } name)
        {
            var pair = player.Case.Topology.Databases.First(database => database.Name == name).Mirroring!;
            foreach (var id in new[] { pair.Principal.Id, pair.Mirror.Id })
                foreach (var (how, @break) in new (string, Action<Instance>)[]
                {
                    ("answers with another name", instance => instance.ServerName = "ELSEWHERE"), ("@@SERVERNAME is another", instance => instance.LocalName = "ELSEWHERE"),
                    ("the caller is no sysadmin", instance => instance.CallerIsSysadmin = false), ("does not answer", instance => instance.IsReachable = false),
                })
                {
                    var estate = before.Copy();
                    @break(estate.Instances[id]);
                    var whole = Dump.Whole(estate);
                    var run = player.Run(estate, step);
                    report.Runs++;
                    report.Unless(run.ExitCode == 1 && run.Verdict == "STOPPED" && run.Errors.Count > 0, step.Path, $"{id} {how}: it does not fail: {run.Tail}");
                    report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, $"{id} {how}: it changes something");
                }
        }
        foreach (var (how, confirm, whatIf) in new[] { ("-WhatIf", true, true), ("No to the question", false, false) })
        {
            var estate = before.Copy();
            var whole = Dump.Whole(estate);
            var run = player.Run(estate, step, confirm: confirm, whatIf: whatIf);
            report.Runs++;
            report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, $"{how}: it changes something: {Dump.Difference(whole, Dump.Whole(estate))}");
            if (whatIf) report.Unless(run.ExitCode == 0, step.Path, $"{how}: it does not end well: {run.Tail}");
        }
    }
}
