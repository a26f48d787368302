using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;
using Engine = System.Management.Automation.PowerShell;

namespace Rehearsal.PowerShell;

/// <summary>
/// Runs generated scripts in pwsh, on an estate. Keep one alive: opening takes most of a second, a run some
/// milliseconds. Each run has its script's own scope, which ends with it. One run at a time on one host; hosts are independent.
/// </summary>
/// <param name="referenceFolder">Where cmdlets.json lies: the Skype cmdlets' parameter sets.</param>
public sealed class PowerShellHost(string referenceFolder) : IDisposable
{
    readonly CmdletReference reference = new(Path.Combine(referenceFolder, "cmdlets.json"));
    readonly string folder = Directory.CreateTempSubdirectory("rehearsal-").FullName;
    readonly Dictionary<string, Script> scripts = [];
    readonly Dictionary<string, Runspace> runspaces = [];

    /// <summary>Before anything is parsed: PowerShell keeps which type a name has been.</summary>
    static PowerShellHost() => Substitutions.Register();

    /// <summary>
    /// How long a run may take, in real time: a script's own waits move the estate's clock only, so what takes longer hangs.
    /// </summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Runs a script as `powershell -File` does.</summary>
    /// <param name="path">The script's path, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="servers">What it reaches by SqlClient, and the clock.</param>
    /// <param name="chat">The Skype management shell, or a plain one.</param>
    /// <param name="computer">Where it runs, and as whom.</param>
    /// <param name="confirm">What is answered when ShouldProcess asks.</param>
    /// <param name="whatIf">-WhatIf.</param>
    /// <param name="arguments">The script's own parameters, by name.</param>
    /// <returns>Exit code and lines. Throws OutOfDialect before anything runs; and whatever else the estate threw beside the failures that
    /// its interfaces name.</returns>
    public PowerShellRun Run(string path, string text, IServers servers, IChatShell chat, IComputer computer, bool confirm = true,
        bool whatIf = false, IReadOnlyDictionary<string, string>? arguments = null)
    {
        if (!scripts.TryGetValue(text, out var script)) scripts[text] = script = Script.Prepare(path, text, reference, folder);
        var run = new CurrentRun(path, servers, chat, computer, reference, confirm);
        CurrentRun.Current = run;
        try { return Run(script, run, whatIf, arguments ?? new Dictionary<string, string>()); }
        finally { CurrentRun.End(); }
    }

    PowerShellRun Run(Script script, CurrentRun run, bool whatIf, IReadOnlyDictionary<string, string> arguments)
    {
        var runspace = RunspaceFor(run.Chat);
        runspace.SessionStateProxy.SetVariable("LASTEXITCODE", 0);
        (runspace.SessionStateProxy.GetVariable("Error") as ArrayList)?.Clear();
        using var engine = Engine.Create();
        engine.Runspace = runspace;
        engine.AddCommand(script.Path);
        if (whatIf) engine.AddParameter("WhatIf");
        foreach (var (name, value) in arguments) engine.AddParameter(name, value);
        bool hangs = false;
        using var limit = new Timer(_ => { hangs = true; Stop(engine); }, null, Limit, Timeout.InfiniteTimeSpan);
        int exitCode;
        try
        {
            foreach (var output in engine.Invoke()) run.Lines.Add($"output: {output}");
            foreach (var error in engine.Streams.Error) run.Lines.Add($"error: {error}");
            exitCode = Convert.ToInt32(runspace.SessionStateProxy.GetVariable("LASTEXITCODE"));
        }
        catch (RuntimeException e)
        {
            // powershell -File shows what nothing caught, and answers 1.
            run.Lines.Add($"error: {e.Message}");
            exitCode = 1;
        }
        if (hangs) throw new TimeoutException($"{run.File} did not end within {Limit}");
        if (run.Fault is not null) ExceptionDispatchInfo.Throw(run.Fault);
        return new(exitCode, run.Lines, Verdict(run.Lines));
    }

    static void Stop(Engine engine)
    {
        try { engine.Stop(); }
        catch (ObjectDisposedException) { } // It ended just now.
    }

    Runspace RunspaceFor(IChatShell chat)
    {
        var has = Shell.ChatCommands.Where(chat.HasCommand).ToList();
        var key = string.Join(' ', has);
        if (!runspaces.TryGetValue(key, out var runspace)) runspaces[key] = runspace = Shell.Open(new RehearsalHost(), has);
        return runspace;
    }

    static string Verdict(List<string> lines) => lines.LastOrDefault()?.Split(' ')[0] is "DONE" or "STOPPED" ? lines[^1].Split(' ')[0] : "";

    /// <summary>Closes the engine and removes its files.</summary>
    public void Dispose()
    {
        foreach (var runspace in runspaces.Values) runspace.Dispose();
        Directory.Delete(folder, true);
    }
}
