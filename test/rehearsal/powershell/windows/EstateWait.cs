namespace Rehearsal.PowerShell;

/// <summary>A wait for what has come already, or never comes: then the estate's clock moves by the time that was given.</summary>
public sealed class EstateWait(bool isOver) : WaitHandle
{
    /// <summary>Whether it came in time.</summary>
    public override bool WaitOne(int millisecondsTimeout)
    {
        var run = CurrentRun.Current;
        if (!isOver) run.Ask(() => run.Servers.Sleep(TimeSpan.FromMilliseconds(millisecondsTimeout)));
        return isOver;
    }

    /// <summary>The dialect has no wait without an end.</summary>
    public override bool WaitOne() => isOver ? true : throw CurrentRun.Current.Out("WaitOne() without a limit");
}
