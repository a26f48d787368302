namespace Rehearsal.PowerShell;

/// <summary>System.Environment of the computer on which the script runs.</summary>
public static class EstateEnvironment
{
    /// <summary>The computer's name.</summary>
    public static string MachineName => Ask(c => c.MachineName);

    /// <summary>The caller's domain.</summary>
    public static string UserDomainName => Ask(c => c.UserName.Split('\\')[0]);

    /// <summary>The caller, without the domain.</summary>
    public static string UserName => Ask(c => c.UserName.Split('\\')[^1]);

    static string Ask(Func<IComputer, string> question) => CurrentRun.Current.Ask(() => question(CurrentRun.Current.Computer));
}
