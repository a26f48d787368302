using System.Management.Automation;
using System.Reflection;

namespace Rehearsal.PowerShell;

/// <summary>
/// A Skype cmdlet: parameters from its page in cmdlets.json, behaviour from IChatShell. A failure is an error that the caller's
/// -ErrorAction decides on (assumed; the pages do not say which errors end the pipeline).
/// </summary>
public abstract class ChatCommand : PSCmdlet, IDynamicParameters
{
    CmdletPage Page
    {
        get
        {
            var own = GetType().GetCustomAttribute<CmdletAttribute>()!;
            return CurrentRun.Current.Reference.Cmdlets[$"{own.VerbName}-{own.NounName}"];
        }
    }

    /// <summary>The page's parameters.</summary>
    public object GetDynamicParameters() => ChatParameters.Of(Page);

    /// <summary>Runs the cmdlet.</summary>
    protected sealed override void ProcessRecord()
    {
        try { Act(CurrentRun.Current); }
        catch (ChatFailure e) { WriteError(new ErrorRecord(e, "ChatFailure", ErrorCategory.NotSpecified, null)); }
    }

    private protected abstract void Act(CurrentRun run);

    /// <summary>A parameter's value; null where it was not given.</summary>
    private protected string? Text(string parameter) => MyInvocation.BoundParameters.GetValueOrDefault(parameter) as string;

    /// <summary>A parameter that the page has and no behaviour stands behind ends the run.</summary>
    private protected void Only(CurrentRun run, params string[] simulated)
    {
        foreach (var given in MyInvocation.BoundParameters.Keys)
            if (Page.Parameters.ContainsKey(given) && !simulated.Contains(given, StringComparer.OrdinalIgnoreCase))
                throw run.Out($"{Page.Name} -{given}");
    }

    /// <summary>Writes rows as objects of the page's output type.</summary>
    private protected void Write(IEnumerable<IReadOnlyDictionary<string, object?>> rows)
    {
        foreach (var row in rows)
        {
            var item = new PSObject();
            if (Page.Output is { } type) item.TypeNames.Insert(0, type);
            foreach (var (name, value) in row) item.Properties.Add(new PSNoteProperty(name, value));
            WriteObject(item);
        }
    }
}
