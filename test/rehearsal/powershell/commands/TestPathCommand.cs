using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>Test-Path for a folder.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path")]
public sealed class TestPathCommand : PSCmdlet
{
    /// <summary>The folder.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>Container: the estate has no files beside folders to look for.</summary>
    [Parameter(Mandatory = true)]
    [ValidateSet("Container")]
    public string PathType { get; set; } = "";

    /// <summary>Writes whether it is there.</summary>
    protected override void ProcessRecord()
    {
        var run = CurrentRun.Current;
        WriteObject(run.Ask(() => run.Computer.FolderExists(LiteralPath)));
    }
}
