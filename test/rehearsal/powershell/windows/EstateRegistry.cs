namespace Rehearsal.PowerShell;

/// <summary>Microsoft.Win32.Registry, for the aliases of the SQL client.</summary>
public static class EstateRegistry
{
    /// <summary>A value; of a name that has no alias what the caller gives for that.</summary>
    public static object? GetValue(string keyName, string? valueName, object? defaultValue)
    {
        var run = CurrentRun.Current;
        if (!keyName.EndsWith(@"\MSSQLServer\Client\ConnectTo", StringComparison.Ordinal)) throw run.Out($"the key {keyName}");
        return run.Ask(() => run.Computer.ClientAlias(valueName!)) ?? defaultValue;
    }
}
