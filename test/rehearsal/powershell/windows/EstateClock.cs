namespace Rehearsal.PowerShell;

/// <summary>System.DateTime's clock.</summary>
public static class EstateClock
{
    /// <summary>The estate's time.</summary>
    public static DateTime UtcNow
    {
        get
        {
            var run = CurrentRun.Current;
            return DateTime.SpecifyKind(run.Ask(() => run.Servers.UtcNow), DateTimeKind.Utc);
        }
    }
}
