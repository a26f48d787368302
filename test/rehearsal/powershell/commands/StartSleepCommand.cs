using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>Start-Sleep: moves the estate's clock and does not wait.</summary>
[Cmdlet(VerbsLifecycle.Start, "Sleep")]
public sealed class StartSleepCommand : PSCmdlet
{
    /// <summary>Whole seconds, as Windows PowerShell takes them.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int Seconds { get; set; }

    /// <summary>Moves the clock.</summary>
    protected override void ProcessRecord()
    {
        var run = CurrentRun.Current;
        run.Ask(() => run.Servers.Sleep(TimeSpan.FromSeconds(Seconds)));
    }
}
