using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>Get-Item for a folder: what EstateAcl takes.</summary>
[Cmdlet(VerbsCommon.Get, "Item")]
public sealed class GetItemCommand : PSCmdlet
{
    /// <summary>The folder.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>Hidden ones too, which the estate does not tell apart.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the folder, or the error that it is not there.</summary>
    protected override void ProcessRecord()
    {
        var run = CurrentRun.Current;
        if (run.Ask(() => run.Computer.FolderExists(LiteralPath))) WriteObject(new EstateFolder(LiteralPath));
        else
        {
            var missing = new ItemNotFoundException($"Cannot find path '{LiteralPath}' because it does not exist.");
            WriteError(new ErrorRecord(missing, "PathNotFound", ErrorCategory.ObjectNotFound, LiteralPath));
        }
    }
}
