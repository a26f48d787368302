using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Runners;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Refuses. Each script on every other server, on its own with each precondition broken in turn, as a selection without its guard, inside
/// an open transaction, and the same in sessions that something else has left: it changes nothing, says which check failed, fails in both
/// runners, and leaves a session in which it runs.
/// </summary>
static class R3
{
    /// <summary>What the prelude and the inputs put into a session, and the end takes away.</summary>
    static readonly string[] OwnTables = ["#hadrian_token", "#hadrian_check", "#hadrian_input"];

    const string FromGuard = "from its guard on";

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        foreach (var (step, before) in walk.Steps)
        {
            if (!player.Looks(step)) continue;
            if (step.IsPowerShell) PowerShellRefuses(player, step, before, report);
            if (!step.IsSql) continue;
            if (Frame.Of(step) is not { } frame)
            {
                report.Find(step.Path, "it has no guard, or no end");
                continue;
            }
            foreach (var other in before.Instances.Keys.Where(id => id != step.Server))
                Refuses(player, step, before.Copy(), other, "server name", $"on {other}", report);
            foreach (var breaker in Breakers.Of(step))
            {
                var estate = before.Copy();
                if (!breaker.Break(estate, estate.Instances[step.Server!], step)) continue;
                Refuses(player, step, estate, null, breaker.Says, breaker.Name, report, mended: before);
            }
            LeftSession fresh = new("of its own", LeftBy.Nobody, before, Player.Open(before, step));
            foreach (var runner in new[] { Runner.Sqlcmd, Runner.ManagementStudio })
            {
                Transaction(player, step, fresh, runner, report);
                Selection(fresh, runner, frame.Without(frame.Guard), report, step, "without its guard");
                Selection(fresh, runner, frame.Batches.Skip(frame.Guard), report, step, FromGuard);
                Selection(fresh, runner, frame.Without(frame.Guard + 1), report, step, "without its first look");
            }
            Parts(step, frame, fresh, report);
            var expected = before.Copy();
            var usual = player.Run(expected, step);
            if (!usual.IsDone) continue; // R1 says so.
            foreach (var left in LeftSession.Of(player, step, frame, before))
            {
                // R4 stops what works after every statement, and runs it again in the same session.
                if (left.By == LeftBy.Another || step.ReadOnly) Works(player, step, left, usual, expected, report);
                Broken(player, step, left, report);
                Transaction(player, step, left, Runner.ManagementStudio, report);
                if (left.By == LeftBy.Another) Transaction(player, step, left, Runner.Sqlcmd, report);
                Selection(left, Runner.ManagementStudio, frame.Without(frame.Guard), report, step, "without its guard");
                Parts(step, frame, left, report);
            }
        }
    }

    /// <summary>Runs a script that has to refuse, in both runners.</summary>
    /// <param name="mended">
    /// The estate with nothing broken, in which the same session then runs the script; null where that is another server's.
    /// </param>
    static void Refuses(Player player, Step step, Estate broken, string? on, string says, string how, Report report, Estate? mended = null)
    {
        foreach (var runner in new[] { Runner.Sqlcmd, Runner.ManagementStudio })
        {
            var session = Player.Open(broken, step, on);
            Untouched untouched = new(broken);
            var run = player.Run(broken, step, runner, untouched, session);
            report.Runs++;
            var at = report.At(step.Path, $"{how}, {runner}");
            at.Unless(run.IsStopped, $"it does not fail: {run.Tail}");
            at.Unless(run.Says("FAIL", says), $"no FAIL line says \"{says}\": {run.Tail}");
            if (untouched.Difference is { } difference) at.Find($"it changes something: {difference}");
            // Why, and in Management Studio the end: no batch in between is run, not even to say that it does not run.
            var errors = runner == Runner.Sqlcmd ? 1 : 2;
            at.Unless(run.Errors.Count == errors, $"it runs on behind the check: {string.Join(" | ", run.Errors)}");
            if (runner != Runner.ManagementStudio) continue;
            Clean(session, at);
            if (mended is null) continue;
            var again = mended.Copy();
            var second = player.Run(again, step, Runner.ManagementStudio, session: Filled(session.Copy(again), step));
            report.Runs++;
            at.Unless(second.IsDone, $"the next run in that session does not end in DONE: {second.Tail}");
        }
    }

    /// <summary>In a session that something else has left, the script from its first line does the same work, and says the same.</summary>
    static void Works(Player player, Step step, LeftSession left, StepRun usual, Estate expected, Report report)
    {
        var session = Filled(left.Copy(), step);
        var run = player.Run(session.Estate, step, session: session);
        report.Runs++;
        var at = report.At(step.Path, $"in a session {left.Name}");
        at.Unless(run.IsDone, $"it does not end in DONE: {run.Tail}");
        var news = run.Lines.Except(usual.Lines).FirstOrDefault() ?? "less, or in another order";
        at.Unless(run.Lines.SequenceEqual(usual.Lines), $"it says something else: {news}");
        at.Unless(session.TransactionCount == 0, "it leaves a transaction open");
        // A look that does not wait for a lock finds nothing (1222), and would take that for absent.
        at.Unless(session.LockTimeout == -1, "it looks without waiting for locks");
        var difference = Dump.Difference(Dump.Configuration(expected), Dump.Configuration(session.Estate));
        at.Unless(difference is null, $"another end: {difference}");
    }

    /// <summary>A precondition is broken, and the session knows nothing of it: what was checked there before counts for nothing.</summary>
    static void Broken(Player player, Step step, LeftSession left, Report report)
    {
        var session = Filled(left.Copy(), step);
        session.Instance.ServerName = "ELSEWHERE";
        Untouched untouched = new(session.Estate);
        var run = player.Run(session.Estate, step, Runner.ManagementStudio, untouched, session);
        report.Runs++;
        var at = report.At(step.Path, $"another server's name, in a session {left.Name}");
        at.Unless(run.IsStopped, $"it does not fail: {run.Tail}");
        at.Unless(run.Says("FAIL", "server name"), $"no FAIL line says so: {run.Tail}");
        if (untouched.Difference is { } difference) at.Find($"it changes something: {difference}");
        Clean(session, at, others: left.Session.Temporary.Keys);
    }

    static void Transaction(Player player, Step step, LeftSession left, Runner runner, Report report)
    {
        var session = Filled(left.Copy(), step);
        session.TransactionCount = 1;
        Untouched untouched = new(session.Estate);
        var run = player.Run(session.Estate, step, runner, untouched, session);
        report.Runs++;
        var at = report.At(step.Path, $"in an open transaction, in a session {left.Name}, {runner}");
        at.Unless(run.ExitCode != 0 && run.Verdict != "DONE", $"it does not fail: {run.Tail}");
        var isNamed = run.Errors.Any(line => line.Contains("transaction", StringComparison.Ordinal));
        at.Unless(isNamed, $"it does not name the transaction: {run.Tail}");
        if (untouched.Difference is { } difference) at.Find($"it changes something: {difference}");
        at.Unless(session.TransactionCount == 1, "it ends the transaction of somebody else");
        if (runner != Runner.ManagementStudio) return;
        at.Unless(!session.NoExec, "NOEXEC stays on");
        // In a session of another version the end may not compile, because the prelude stops before it clears up.
        if (left.By != LeftBy.Another) Clean(session, at, others: left.Session.Temporary.Keys);
    }

    /// <summary>
    /// One batch alone, and everything from a batch on: without what stands above it, it refuses. Only the batch that the token of this
    /// very file names may go on.
    /// </summary>
    static void Parts(Step step, Frame frame, LeftSession left, Report report)
    {
        var batches = frame.Batches;
        for (var index = frame.Guard + 1; index < batches.Count; index++)
        {
            // SET NOEXEC OFF has no work of its own; and behind the last number it is the end that may go on.
            if (index == frame.End || left.Next == Math.Min(index - frame.Guard, frame.Numbered + 1)) continue;
            var name = $"from batch {index + 1} on";
            if (left.By == LeftBy.Nobody) Selection(left, Runner.Sqlcmd, batches.Skip(index), report, step, name);
            // Management Studio runs one batch, and then those behind it as well: a part that ends earlier is the beginning of this one.
            var session = Selection(left, Runner.ManagementStudio, [batches[index]], report, step, $"batch {index + 1} alone");
            if (index + 1 < batches.Count) Selection(left, Runner.ManagementStudio, batches.Skip(index + 1), report, step, name, session);
        }
    }

    /// <summary>Runs some batches of a script, which have to refuse.</summary>
    /// <param name="begun">The session in which the batches above them have refused already.</param>
    static Session Selection(
        LeftSession left, Runner runner, IEnumerable<Batch> chosen, Report report, Step step, string name, Session? begun = null)
    {
        var session = begun ?? left.Copy();
        // A session that was left with NOEXEC on runs nothing of a selection.
        if (begun is null) session.NoExec = false;
        Untouched untouched = new(session.Estate);
        Run.Batches(runner, session, chosen, untouched);
        report.Runs++;
        var run = Player.Result(new(session.IsFailed ? 1 : 0, session.Messages));
        var at = report.At(step.Path, $"{name}, in a session {left.Name}, {runner}");
        at.Unless(run.ExitCode != 0 && run.Verdict != "DONE", $"it does not fail: {run.Tail}");
        if (untouched.Difference is { } difference) at.Find($"it changes something: {difference}");
        // The guard is the first to miss the prelude, and says so itself.
        var says = name != FromGuard || run.Errors.FirstOrDefault()?.StartsWith("STOPPED", StringComparison.Ordinal) == true;
        at.Unless(says, $"it does not say why: {run.Tail}");
        // Under sqlcmd -b the connection ends with the first error; a batch alone leaves it on, and the next whole run sets it off first.
        var hasEnd = !name.EndsWith("alone", StringComparison.Ordinal);
        if (runner == Runner.ManagementStudio && hasEnd) at.Unless(!session.NoExec, "NOEXEC stays on");
        return session;
    }

    /// <summary>The values that the head of a script asks for are entered again where the session has lost them.</summary>
    static Session Filled(Session session, Step step)
    {
        if (step.Inputs.Count > 0 && !session.Temporary.ContainsKey("#hadrian_input"))
            foreach (var (name, table) in Player.Open(session.Estate, step).Temporary) session.Temporary[name] = table;
        return session;
    }

    /// <summary>Nothing that holds the next one up: the prelude's procedures stay, and are dropped by the next prelude.</summary>
    /// <param name="others">Tables that were there before, and are somebody else's.</param>
    static void Clean(Session session, Place at, IEnumerable<string>? others = null)
    {
        at.Unless(!session.NoExec, "NOEXEC stays on");
        var tables = session.Temporary.Keys.Except(others ?? []).Union(session.Temporary.Keys.Intersect(OwnTables)).ToList();
        at.Unless(tables.Count == 0, $"it leaves {string.Join(", ", tables)}");
    }

    /// <summary>A .ps1 connects by itself: the wrong server is one that answers with another name; -WhatIf and No change nothing.</summary>
    static void PowerShellRefuses(Player player, Step step, Estate before, Report report)
    {
        if (step.Kind is "mirror-takes-over" or "principal-takes-over" && step.Database is { } name)
        {
            var pair = player.Case.Topology.Databases.First(database => database.Name == name).Mirroring!;
            foreach (var id in new[] { pair.Principal.Id, pair.Mirror.Id })
                foreach (var (how, @break) in new (string, Action<Instance>)[]
                {
                    ("answers with another name", instance => instance.ServerName = "ELSEWHERE"),
                    ("@@SERVERNAME is another", instance => instance.LocalName = "ELSEWHERE"),
                    ("the caller is no sysadmin", instance => instance.CallerIsSysadmin = false),
                    ("does not answer", instance => instance.IsReachable = false),
                })
                {
                    var estate = before.Copy();
                    @break(estate.Instances[id]);
                    var whole = Dump.Whole(estate);
                    var run = player.Run(estate, step);
                    report.Runs++;
                    report.Unless(run.ExitCode == 1 && run.Verdict == "STOPPED" && run.Errors.Count > 0, step.Path,
                        $"{id} {how}: it does not fail: {run.Tail}");
                    report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, $"{id} {how}: it changes something");
                }
        }
        if (step.Kind == "folders") ByHand(player, step, before, report);
        if (step.IsOnComputers) Elsewhere(player, step, before.Copy(), report);
        foreach (var (how, confirm, whatIf) in new[] { ("-WhatIf", true, true), ("No to the question", false, false) })
        {
            var estate = before.Copy();
            var whole = Dump.Whole(estate);
            var run = player.Run(estate, step, confirm: confirm, whatIf: whatIf);
            report.Runs++;
            report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path,
                $"{how}: it changes something: {Dump.Difference(whole, Dump.Whole(estate))}");
            if (whatIf) report.Unless(run.ExitCode == 0, step.Path, $"{how}: it does not end well: {run.Tail}");
        }
    }

    /// <summary>What the script of folders leaves to somebody: a right that a line denies, and what lies behind a link.</summary>
    static void ByHand(Player player, Step step, Estate before, Report report)
    {
        var after = before.Copy();
        player.Run(after, step);
        var prefix = $"{step.Server}|";
        var made = after.Folders.All.Select(folder => folder.Key).Except(before.Folders.All.Select(folder => folder.Key))
            .FirstOrDefault(key => key.StartsWith(prefix, StringComparison.Ordinal));
        if (made is null) return;

        var refused = after.Copy();
        var services = Computer.ServicesOf(refused.Instances[step.Server!]).Select(service => service.Sid);
        var folder = refused.Folders.All.First(one => one.Key == made);
        refused.Folders.Set(folder with { Refused = folder.Refused.Union(services) });
        Stops(refused, "denied");

        var above = made[..made.LastIndexOf('\\')];
        // A drive is no link.
        if (above.EndsWith(':')) return;
        var linked = before.Copy();
        linked.Folders.Set(new Folder(above) { IsLink = true });
        Stops(linked, "link or mount point");
        report.Unless(linked.Folders.All.All(one => one.Key != made), step.Path, "it makes a folder behind a link");

        void Stops(Estate estate, string says)
        {
            var run = player.Run(estate, step);
            report.Runs++;
            report.Unless(run.IsStopped && run.Says("FAIL", says), step.Path, $"no FAIL line says \"{says}\": {run.Tail}");
        }
    }

    /// <summary>
    /// A script for several servers knows its own by the computer's name. Elsewhere it stops; -Server helps where the name is no server's
    /// and the server's service is there, as on a node of a failover cluster.
    /// </summary>
    static void Elsewhere(Player player, Step step, Estate estate, Report report)
    {
        var own = Player.Computers(estate, step);
        foreach (var computer in Computer.All(estate).Where(one => own.All(other => other.MachineName != one.MachineName))
            .Append(Computer.FrontEnd(estate)))
        {
            Stops(computer, null, "it is none of its servers'");
            Stops(computer, "nowhere", "there is no such server");
            if (computer.Instances.Count == 0) foreach (var id in step.RunsOn) Stops(computer, id, "that server's service is not there");
        }
        foreach (var computer in own)
        {
            foreach (var id in step.RunsOn.Where(id => computer.Instances.All(instance => instance.Id != id)))
                Stops(computer, id, "that server is on another computer");
            var server = computer.Instances.First(instance => step.RunsOn.Contains(instance.Id));
            var node = computer.Named("NODE7");
            Stops(node, null, "a node of a cluster does not say whose it is");
            var run = player.RunOn(estate, step, node, arguments: new Dictionary<string, string> { ["Server"] = server.Id });
            report.Runs++;
            report.Unless(run.IsDone && run.Beginning("==").Count == 1, step.Path,
                $"on a node of {server.Id}, named by -Server: it does not look at that one: {run.Tail}");
        }

        void Stops(Computer computer, string? named, string why)
        {
            var run = player.RunOn(estate, step, computer,
                arguments: named is null ? null : new Dictionary<string, string> { ["Server"] = named });
            report.Runs++;
            var where = $"on {computer.MachineName}{(named is null ? "" : $" with -Server {named}")}";
            report.Unless(run.ExitCode == 1 && run.Verdict == "STOPPED" && run.Errors.Count == 1, step.Path,
                $"{where}: it does not stop, though {why}: {run.Tail}");
            report.Unless(run.Beginning("PASS").Count + run.Beginning("WARN").Count + run.Beginning("FAIL").Count == 0, step.Path,
                $"{where}: it looks at something, though {why}");
        }
    }
}
