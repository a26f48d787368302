using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Procedures;
using Rehearsal.Runners;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Stops at faults. Every fault that the estate can raise, at every call: the script stops there, says what failed, fails in both runners,
/// enables no job after it; run on from there by batches it changes nothing; and run again with the fault gone it comes to the same end, or
/// stops clearly.
/// </summary>
static class R11
{
    public static void Check(Player player, R1.Walk walk, Report report)
    {
        FilesThere.Check(player, walk, report);
        Unrecorded.Check(player, walk, report);
        MonitorRows.Check(player, walk, report);
        foreach (var (step, before) in walk.Steps)
        {
            if (!(step.IsSql || step.IsPowerShell) || !player.Looks(step)) continue;
            if (step.IsSql) WithLostCheck(player, step, before, report);
            if (step.ReadOnly) continue;
            var whole = before.Copy();
            whole.Fault = new(int.MaxValue, FaultKind.Error);
            if (!player.Run(whole, step).IsDone) continue; // R1 says so.
            whole.Advance(R4.Settle);
            var end = Dump.Configuration(whole);
            for (var call = 1; call <= whole.Fault.Seen; call++)
                foreach (var kind in Enum.GetValues<FaultKind>().Where(kind =>
                    kind != FaultKind.RemoteMonitor || whole.Fault.Remote.Contains(call)))
                    foreach (var runner in new[] { Runner.Sqlcmd, Runner.ManagementStudio })
                        WithFault(player, step, before.Copy(), new(call, kind), runner, end, report);
            foreach (var trouble in Trouble.All.Append(JobNamesTaken(walk.End)))
                if (step.Server is { } id && before.Instances.ContainsKey(id)) WithTrouble(player, step, before, trouble, end, report);
        }
    }

    /// <summary>
    /// A check that fails as a statement (error 512) leaves no row in #hadrian_check: what compares the rows would not miss it.
    /// So the script stops there, and nothing that stands below it runs.
    /// </summary>
    static void WithLostCheck(Player player, Step step, Estate before, Report report)
    {
        for (var (lost, isStruck) = (1, true); isStruck; lost++)
        {
            var estate = before.Copy();
            var session = Player.Open(estate, step);
            Untouched untouched = new(estate);
            var seen = 0;
            isStruck = false;
            session.Strikes = statement =>
            {
                // Once struck, everything else goes on: what follows has to find out by itself.
                if (isStruck || !Frame.IsCheck(statement) || ++seen < lost) return null;
                (isStruck, untouched) = (true, new(estate));
                return new(512, 16, "Subquery returned more than 1 value.");
            };
            var run = player.Run(estate, step, Runner.ManagementStudio, new Watched(() => untouched), session);
            if (!isStruck) return;
            report.Runs++;
            var where = $"check {lost} fails as a statement";
            report.Unless(run.Verdict == "STOPPED", step.Path, $"{where}: it does not stop: {run.Tail}");
            if (untouched.Difference is { } difference) report.Find(step.Path, $"{where}: it changes something behind it: {difference}");
        }
    }

    /// <summary>Watches for whoever watches from the error on.</summary>
    sealed class Watched(Func<Untouched> now) : IObserver
    {
        public void Before(Execution execution, TSqlStatement statement) { }
        public void After(Execution execution, TSqlStatement statement) => now().After(execution, statement);
    }

    /// <summary>
    /// Somebody else's jobs have the names of those that the set-up makes; not the mirroring monitor's, which is known by its name.
    /// </summary>
    static Trouble JobNamesTaken(Estate end) => new("job-names-taken", (estate, server) =>
    {
        var jobs = server["sysjobs"];
        List<Guid> taken = [];
        foreach (var name in end.Instances[server.Id]["sysjobs"].Records.Select(row => row.Text("name")!)
            .Where(name => name != AddMirrorMonitoring.Name && jobs.Find(row => row.Text("name") == name) is null))
        {
            taken.Add(estate.NewId());
            jobs.Insert(("job_id", taken[^1]), ("name", name), ("enabled", true), ("category_id", 0), ("owner_sid", new byte[] { 1 }));
        }
        return taken.Count == 0 ? null
            : after => after.Instances[server.Id]["sysjobs"].Delete(row => taken.Contains(row.Id("job_id")!.Value));
    });

    static void WithFault(Player player, Step step, Estate estate, Fault fault, Runner runner, IReadOnlyList<string> end, Report report)
    {
        estate.Fault = fault;
        var session = step.IsSql ? Player.Open(estate, step) : null;
        var run = player.Run(estate, step, runner, session: session);
        report.Runs++;
        // A fault of a kind that this call cannot have.
        if (fault.Struck is null) return;
        // A look that failed once and is tried again: nothing is lost.
        if (fault.Struck == "RESTORE FILELISTONLY" && run.IsDone)
        {
            estate.Advance(R4.Settle);
            if (Dump.Difference(end, Dump.Configuration(estate)) is { } other)
                report.Find(step.Path, $"{fault.Struck} fails once: another end: {other}");
            return;
        }
        var where = $"{fault.Struck} (call {fault.Call}) fails by {fault.Kind}, {runner}";
        report.Unless(run.ExitCode != 0 && run.Verdict != "DONE", step.Path, $"{where}: it does not fail: {run.Tail}");
        var name = fault.Struck.Split('.')[^1];
        var isNamed = run.Errors.Any(error => error.StartsWith(step.IsSql ? "STOPPED" : "FAILED", StringComparison.Ordinal)
            && (error.Contains(name, StringComparison.Ordinal)
                || step.Kind is "backup-now" or "restore-now" or "restore" or "mirror-restore"));
        report.Unless(isNamed, step.Path, $"{where}: no STOPPED line names it: {string.Join(" | ", run.Errors)}");
        var runsOn = run.Errors.Any(error => error.Contains(Frame.NeedsAbove, StringComparison.Ordinal));
        report.Unless(!runsOn, step.Path, $"{where}: it runs on behind it: {string.Join(" | ", run.Errors)}");
        report.Unless(estate.EnabledJobs <= fault.EnabledJobs, step.Path, $"{where}: a job is enabled after it");
        foreach (var broken in Invariants.Broken(estate)) report.Find(step.Path, $"{where}: {broken}");
        if (runner != Runner.Sqlcmd) return;
        if (session is not null) Parts(step, session, where, report);
        if (fault.Kind == FaultKind.RemoteMonitor) MonitorRows.Beside(player, step, estate.Copy(), where, report);
        var again = After(player, step, estate, where, end, report);
        if (fault.Kind == FaultKind.RemoteMonitor && !again.IsDone) MonitorRows.ByItsWord(player, step, estate, again, where, end, report);
    }

    /// <summary>
    /// In the session where the script stopped, the trouble is over, and somebody runs its batches one by one: none goes on, because what
    /// was looked at before counts no more.
    /// </summary>
    static void Parts(Step step, Session stopped, string where, Report report)
    {
        if (Frame.Of(step) is not { } frame) return; // R3 says so.
        var estate = stopped.Estate.Copy();
        estate.Fault = null;
        var session = stopped.Copy(estate);
        Untouched untouched = new(estate);
        for (var index = frame.Guard + 1; index < frame.Batches.Count; index++)
        {
            if (index == frame.End) continue;
            session.NoExec = false;
            var run = Run.Batches(Runner.ManagementStudio, session, [frame.Batches[index]], untouched);
            report.Runs++;
            report.Unless(run.ExitCode != 0 && run.Verdict != "DONE", step.Path, $"{where}; then batch {index + 1}: it does not fail");
        }
        if (untouched.Difference is { } difference)
            report.Find(step.Path, $"{where}; then its batches one by one: it changes something: {difference}");
    }

    /// <summary>The trouble is over, and the script is run again.</summary>
    /// <returns>What came of it.</returns>
    static StepRun After(Player player, Step step, Estate estate, string where, IReadOnlyList<string> end, Report report)
    {
        estate.Fault = null;
        // A Skype cmdlet changes the estate by no statement.
        var stopped = step.IsPowerShell ? estate.Copy() : null;
        Untouched untouched = new(estate);
        var again = player.Run(estate, step, observer: untouched);
        report.Runs++;
        if (again.IsDone)
        {
            estate.Advance(R4.Settle);
            // What a cmdlet left half done is nothing that a script can see: it has to say who does.
            var points = step.IsPowerShell && again.Beginning("WARN").Any(line => line.Contains("06-verify", StringComparison.Ordinal));
            if (!points && Dump.Difference(end, Dump.Configuration(estate)) is { } difference)
                report.Find(step.Path, $"{where}; run again: another end: {difference}");
            return again;
        }
        var changed = stopped is null ? untouched.Difference : Dump.Difference(Dump.Whole(stopped), Dump.Whole(estate));
        report.Unless(changed is null, step.Path, $"{where}; run again it stops and changes something: {changed}");
        report.Unless(again.Lines.Any(line => line.Contains("again", StringComparison.Ordinal)), step.Path,
            $"{where}; run again it stops, and does not say what to do: {again.Tail}");
        return again;
    }

    static void WithTrouble(Player player, Step step, Estate before, Trouble trouble, IReadOnlyList<string> end, Report report)
    {
        var estate = before.Copy();
        if (trouble.Make(estate, estate.Instances[step.Server!]) is not { } mend) return;
        var jobs = estate.EnabledJobs;
        var run = player.Run(estate, step);
        report.Runs++;
        if (run.IsDone)
        {
            // The script does not need what is broken: then it has done all of its work.
            mend(estate);
            // A partner that did not answer goes on believing in a session that has ended meanwhile.
            if (step.Kind == "tail-backup" && trouble.Name == "partners-unreachable") return;
            // It goes on without the share; with the share back, run again, it has all.
            if (step.Kind == "last-files" && trouble.Name == "shares-gone")
            {
                After(player, step, estate, trouble.Name, end, report);
                return;
            }
            estate.Advance(R4.Settle);
            if (Dump.Difference(end, Dump.Configuration(estate)) is { } difference)
                report.Find(step.Path, $"{trouble.Name}: DONE, and another end: {difference}");
            return;
        }
        report.Unless(run.Errors.Any(error => error.StartsWith(step.IsSql ? "STOPPED" : "FAILED", StringComparison.Ordinal)), step.Path,
            $"{trouble.Name}: no STOPPED line: {run.Tail}");
        if (step.Kind is not ("primary-only" or "secondary"))
            report.Unless(estate.EnabledJobs <= jobs, step.Path, $"{trouble.Name}: a job is enabled all the same");
        mend(estate);
        After(player, step, estate, trouble.Name, end, report);
    }
}
