using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>Write-Progress: given to the host, which does not show it; PowerShell refuses a percentage above 100.</summary>
[Cmdlet(VerbsCommunications.Write, "Progress")]
public sealed class WriteProgressCommand : PSCmdlet
{
    /// <summary>What is going on.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public string Activity { get; set; } = "";

    /// <summary>How far it is, in words.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Status { get; set; } = "Processing";

    /// <summary>How far it is; -1 is unknown.</summary>
    [Parameter]
    [ValidateRange(-1, 100)]
    public int PercentComplete { get; set; } = -1;

    /// <summary>It is over.</summary>
    [Parameter]
    public SwitchParameter Completed { get; set; }

    /// <summary>Sends the record.</summary>
    protected override void ProcessRecord() => WriteProgress(new ProgressRecord(0, Activity, Status)
    {
        PercentComplete = PercentComplete,
        RecordType = Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    });
}
