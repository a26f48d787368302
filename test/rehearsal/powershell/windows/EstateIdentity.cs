namespace Rehearsal.PowerShell;

/// <summary>System.Security.Principal.WindowsIdentity: the caller.</summary>
public sealed class EstateIdentity
{
    EstateIdentity(string name, bool isAdministrator)
    {
        Name = name;
        IsAdministrator = isAdministrator;
    }

    /// <summary>DOMAIN\name.</summary>
    public string Name { get; }

    internal bool IsAdministrator { get; }

    /// <summary>Who runs the script.</summary>
    public static EstateIdentity GetCurrent()
    {
        var run = CurrentRun.Current;
        return run.Ask(() => new EstateIdentity(run.Computer.UserName, run.Computer.IsAdministrator));
    }
}
