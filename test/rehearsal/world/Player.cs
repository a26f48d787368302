using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.PowerShell;
using Rehearsal.Runners;
using Rehearsal.TSql;
using Script = Rehearsal.TSql.Script;

namespace Rehearsal.World;

/// <summary>What came of a step, whichever language it is in.</summary>
/// <param name="ExitCode">0, or 1 as sqlcmd -b and powershell -File end.</param>
/// <param name="Verdict">DONE, STOPPED, or empty where the script did not come to its last line.</param>
/// <param name="Lines">Every line that it printed.</param>
/// <param name="Errors">Those of severity 11 and more; for PowerShell the FAIL and FAILED lines.</param>
sealed record StepRun(int ExitCode, string Verdict, IReadOnlyList<string> Lines, IReadOnlyList<string> Errors)
{
    /// <summary>Its result set, row by row; empty without one.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows { get; init; } = [];
    public bool IsDone => ExitCode == 0 && Verdict == "DONE";
    public bool IsStopped => ExitCode != 0 && Verdict == "STOPPED";
    /// <summary>Whether a line that begins with a word says something.</summary>
    public bool Says(string word, string part) => Beginning(word).Any(line => line.Contains(part, StringComparison.Ordinal));
    public IReadOnlyList<string> Beginning(string word) => [.. Lines.Where(line => line.StartsWith($"{word} ", StringComparison.Ordinal))];
    /// <summary>The last lines, for a report.</summary>
    public string Tail => string.Join(" | ", Lines.TakeLast(4));
}

/// <summary>Runs the steps of a case on an estate: T-SQL in a session, PowerShell in its engine.</summary>
sealed class Player(Case @case, PowerShellHost host)
{
    public Case Case { get; } = @case;
    /// <summary>The steps that the properties of single scripts look at; null for all.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    public bool Looks(Step step) => Only is null || Only.Contains(step.Path);

    /// <summary>Runs a step as the runbook has it.</summary>
    /// <param name="session">The session to run in; null for a new one.</param>
    /// <param name="on">Another server than the step's own.</param>
    /// <param name="confirm">What a .ps1 is answered when it asks.</param>
    /// <param name="whatIf">-WhatIf of a .ps1.</param>
    /// <param name="changed">Called after each Skype cmdlet of a .ps1 that changes something.</param>
    public StepRun Run(Estate estate, Step step, Runner runner = Runner.Sqlcmd, IObserver? observer = null, Session? session = null,
        string? on = null, bool confirm = true, bool whatIf = false, Action? changed = null)
    {
        if (step.IsSql)
        {
            session ??= Open(estate, step, on);
            return Result(Runners.Run.Script(runner, session, step.Path, step.Text, observer));
        }
        if (!step.IsPowerShell) return new(0, "DONE", [], []);
        if (!step.IsOnComputers) return RunOn(estate, step, Computer.FrontEnd(estate), observer, confirm, whatIf, changed);
        // On the computer of each server, one after the other: done where each is.
        var runs = Computers(estate, step).Select(computer => RunOn(estate, step, computer, observer, confirm, whatIf, changed)).ToList();
        return new(runs.Max(run => run.ExitCode), runs.All(run => run.IsDone) ? "DONE" : "STOPPED",
            [.. runs.SelectMany(run => run.Lines)], [.. runs.SelectMany(run => run.Errors)]);
    }

    /// <summary>The computers of the servers that a step is run on.</summary>
    public static IReadOnlyList<Computer> Computers(Estate estate, Step step) =>
        [.. Computer.All(estate).Where(computer => computer.Instances.Any(instance => step.RunsOn.Contains(instance.Id)))];

    /// <summary>Runs a .ps1 on a computer.</summary>
    /// <param name="arguments">Parameters of the script, by name.</param>
    public StepRun RunOn(Estate estate, Step step, Computer computer, IObserver? observer = null, bool confirm = true, bool whatIf = false,
        Action? changed = null, IReadOnlyDictionary<string, string>? arguments = null)
    {
        var run = host.Run(step.Path, step.Text, new Connections(estate, observer, step.Path),
            new ChatShell(estate, Case.Topology, changed), computer.Telling(changed), confirm, whatIf, arguments);
        return new(run.ExitCode, run.Verdict, run.Lines, [.. run.Lines.Where(line => line.StartsWith("FAIL", StringComparison.Ordinal))]);
    }

    public static StepRun Result(ScriptRun run) =>
        new(run.ExitCode, run.Verdict, [.. run.Messages.Select(message => message.Text)], run.Errors) { Rows = run.Rows };

    /// <summary>A session on the step's server; with the values that its head asks for, where it asks.</summary>
    public static Session Open(Estate estate, Step step, string? on = null)
    {
        var session = new Session(estate, estate.Instances[on ?? step.Server!]);
        if (step.Inputs.Count > 0) Fill(session, step);
        return session;
    }

    static void Fill(Session session, Step step)
    {
        string Row(string name)
        {
            var value = name switch
            {
                "monitor login" => Blank.MonitorLogin,
                "monitor password" => Blank.MonitorPassword,
                // The server that takes over: the step's own.
                "fail over to" => session.Estate.Instances[step.Server!].ServerName,
                _ => throw new InvalidOperationException($"{step.Path}: nobody knows the input {name}"),
            };
            return $"INSERT INTO #hadrian_input (name, value) VALUES (N'{name}', N'{value.Replace("'", "''", StringComparison.Ordinal)}');";
        }
        var text = string.Join('\n',
        [
            "CREATE TABLE #hadrian_input (name nvarchar(128) NOT NULL, value nvarchar(128) NOT NULL);", .. step.Inputs.Select(Row),
        ]);
        Execution.Run(session, Script.Of("inputs", text).Batches[0]);
        session.Messages.Clear();
    }

    /// <summary>
    /// What happens beside the scripts, before a step: an administrator publishes the Skype topology, as the sheet says; before everything,
    /// where the topology says that copies have been restored already.
    /// </summary>
    public void Before(Estate estate, Step step)
    {
        if (estate.Pool is not { Stores.IsEmpty: true }) return;
        var isRestored = Case.Topology.Databases.Any(database => database.Mirroring?.Initialize == "already-restored"
            || (database.LogShipping?.Secondaries.Any(secondary => secondary.Initialize == "already-restored") ?? false));
        if (isRestored || string.CompareOrdinal(step.Phase, "setup/02-topology") >= 0) Blank.Publish(estate, Case.Topology);
    }

    /// <summary>The whole set-up in its order.</summary>
    /// <param name="before">Called with the estate as each step finds it.</param>
    /// <param name="after">Called with what came of it.</param>
    public void Setup(Estate estate, Action<Step, Estate>? before = null, Action<Step, StepRun>? after = null,
        Runner runner = Runner.Sqlcmd, IObserver? observer = null)
    {
        foreach (var step in Case.Of("setup"))
        {
            Before(estate, step);
            before?.Invoke(step, estate);
            var run = Run(estate, step, runner, observer);
            // From one step to the next takes a while.
            estate.Advance(TimeSpan.FromSeconds(20));
            after?.Invoke(step, run);
        }
    }
}
