using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>Get-Date: the estate's clock; its computers are on UTC.</summary>
[Cmdlet(VerbsCommon.Get, "Date")]
public sealed class GetDateCommand : PSCmdlet
{
    /// <summary>Writes the time.</summary>
    protected override void ProcessRecord() => WriteObject(EstateClock.UtcNow);
}
