using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>Write-Host: a line of the run, or several where the text has line breaks.</summary>
[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    /// <summary>The text.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public object? Object { get; set; }

    /// <summary>Adds the text to the run's lines.</summary>
    protected override void ProcessRecord()
    {
        var text = LanguagePrimitives.ConvertTo<string>(Object) ?? "";
        CurrentRun.Current.Lines.AddRange(text.ReplaceLineEndings("\n").Split('\n'));
    }
}
