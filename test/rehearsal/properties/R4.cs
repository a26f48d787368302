using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Runners;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Resumes. Stopped after any statement and run again from that script's top: the same end, or a clear stop that changes nothing and says
/// what to do. Once in a new session, as after a broken connection; once in the same, as after Cancel in Management Studio.
/// </summary>
static class R4
{
    /// <summary>Copies the world after every statement that may have changed it.</summary>
    sealed class Snapshots(Session session) : IObserver
    {
        public List<(string Line, Estate Estate, Session Session, bool IsEstate)> Taken { get; } = [];
        public void Before(Execution execution, TSqlStatement statement) { }

        public void After(Execution execution, TSqlStatement statement)
        {
            var isEstate = Changing.Estate(statement);
            if (!isEstate && !Changing.Session(statement)) return;
            var copy = session.Estate.Copy();
            Taken.Add((execution.Place(statement), copy, session.Copy(copy), isEstate));
        }
    }

    /// <summary>Until what was under way at a script's end has ended: a job, a session that synchronizes.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(30);

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        foreach (var (step, before) in walk.Steps)
        {
            if (step.ReadOnly || !player.Looks(step)) continue;
            if (step.IsPowerShell) InPowerShell(player, step, before, report);
            if (!step.IsSql) continue;
            var estate = before.Copy();
            var session = Player.Open(estate, step);
            var snapshots = new Snapshots(session);
            var whole = player.Run(estate, step, observer: snapshots, session: session);
            report.Runs++;
            if (!whole.IsDone) continue; // R1 says so.
            estate.Advance(Settle);
            var end = Dump.Configuration(estate);
            foreach (var (line, at, then, isEstate) in snapshots.Taken)
            {
                foreach (var broken in Invariants.Broken(at)) report.Find(step.Path, $"stopped after line {line}: {broken}");
                if (isEstate) Again(player, step, at.Copy(), null, $"stopped after line {line}, new session", end, report);
                var same = at.Copy();
                Again(player, step, same, then.Copy(same), $"stopped after line {line}, same session", end, report);
            }
        }
    }

    /// <summary>A .ps1 is stopped after a statement that it sent, or after a cmdlet.</summary>
    static void InPowerShell(Player player, Step step, Estate before, Report report)
    {
        var estate = before.Copy();
        List<Estate> taken = [];
        Sent sent = new(() => taken.Add(estate.Copy()));
        var whole = player.Run(estate, step, observer: sent, changed: () => taken.Add(estate.Copy()));
        report.Runs++;
        if (!whole.IsDone) return; // R1 says so.
        estate.Advance(Settle);
        var end = Dump.Configuration(estate);
        foreach (var (at, index) in taken.Select((at, index) => (at, index)))
            Again(player, step, at, null, $"stopped after its change {index + 1}", end, report);
    }

    sealed class Sent(Action changed) : IObserver
    {
        public void Before(Execution execution, TSqlStatement statement) { }

        public void After(Execution execution, TSqlStatement statement)
        {
            if (Changing.Estate(statement)) changed();
        }
    }

    static void Again(Player player, Step step, Estate estate, Session? session, string where, IReadOnlyList<string> end, Report report)
    {
        if (session is not null && step.Inputs.Count > 0 && !session.Temporary.ContainsKey("#hadrian_input"))
            foreach (var (name, table) in Player.Open(estate, step).Temporary) session.Temporary[name] = table;
        var stopped = estate.Copy();
        var run = player.Run(estate, step, Runner.ManagementStudio, session: session);
        report.Runs++;
        if (run.IsDone)
        {
            estate.Advance(Settle);
            if (Dump.Difference(end, Dump.Configuration(estate)) is { } difference)
                report.Find(step.Path, $"{where}: another end: {difference}");
            return;
        }
        report.Unless(run.ExitCode != 0 && run.Verdict == "STOPPED", step.Path, $"{where}: neither DONE nor a clear stop: {run.Tail}");
        var changed = Dump.Difference(Dump.Whole(stopped), Dump.Whole(estate));
        report.Unless(changed is null, step.Path, $"{where}: it stops, and changes something: {changed}");
        var saysWhat = run.Errors.Any(error => error.Contains("then run this again", StringComparison.Ordinal)
            || error.Contains("un this file again", StringComparison.Ordinal)
            || (error.Contains(" script of ", StringComparison.Ordinal) && error.EndsWith(" again.", StringComparison.Ordinal)));
        report.Unless(saysWhat, step.Path, $"{where}: it stops, and does not say what to do: {run.Tail}");
    }
}
