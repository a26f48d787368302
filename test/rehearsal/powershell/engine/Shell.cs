using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Engine = System.Management.Automation.PowerShell;

namespace Rehearsal.PowerShell;

/// <summary>
/// Opens the engine with the cmdlets of pwsh's own modules that Dialect.cs names, with the commands of commands/, and with those cmdlets of
/// chat/ that a shell has.
/// </summary>
static class Shell
{
    static readonly IReadOnlyList<(string Name, Type Type)> Commands = typeof(Shell).Assembly.GetTypes()
        .Where(t => t.Namespace == typeof(Shell).Namespace && !t.IsAbstract && t.IsSubclassOf(typeof(PSCmdlet)))
        .Select(t => (t.GetCustomAttribute<CmdletAttribute>()!, t)).Select(c => ($"{c.Item1.VerbName}-{c.Item1.NounName}", c.t)).ToList();

    /// <summary>The Skype cmdlets that have a behaviour here.</summary>
    public static readonly IReadOnlyList<string> ChatCommands = Commands
        .Where(c => c.Type.IsSubclassOf(typeof(ChatCommand))).Select(c => c.Name).ToList();

    /// <summary>A runspace; opening the first one takes most of a second.</summary>
    /// <exception cref="InvalidDataException">The program around the engine is not pwsh, which brings the modules.</exception>
    public static Runspace Open(PSHost host, IReadOnlyCollection<string> chatCommands)
    {
        var state = InitialSessionState.CreateDefault2();
        // No policy of the machine that runs the test, and no modules but those below.
        state.AuthorizationManager = new AuthorizationManager("Rehearsal");
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, null));
        foreach (var (name, type) in Commands)
            if (!ChatCommands.Contains(name) || chatCommands.Contains(name))
                state.Commands.Add(new SessionStateCmdletEntry(name, type, null));
        var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        foreach (var (module, cmdlets) in Dialect.Modules) Import(runspace, module, cmdlets);
        return runspace;
    }

    static void Import(Runspace runspace, string module, string[] cmdlets)
    {
        using var engine = Engine.Create();
        engine.Runspace = runspace;
        engine.AddCommand("Import-Module").AddParameter("Name", module).AddParameter("Cmdlet", cmdlets)
            .AddParameter("ErrorAction", ActionPreference.Stop);
        try { engine.Invoke(); }
        catch (ActionPreferenceStopException e)
        {
            throw new InvalidDataException($"{e.Message} Run the rehearsal in pwsh: dotnet tool restore, then rehearsal.ps1.");
        }
    }
}
