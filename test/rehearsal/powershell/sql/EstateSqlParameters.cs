using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>System.Data.SqlClient.SqlParameterCollection.</summary>
public sealed class EstateSqlParameters
{
    internal Dictionary<string, object?> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a parameter. DBNull is NULL; SqlClient sends no parameter at all for null, which the server then misses.</summary>
    public object AddWithValue(string parameterName, object? value)
    {
        if (value is PSObject wrapped) value = wrapped.BaseObject;
        if (value is null) throw CurrentRun.Current.Out($"the parameter {parameterName} with $null");
        if (!Values.TryAdd(parameterName, value is DBNull ? null : value))
            throw CurrentRun.Current.Out($"the parameter {parameterName} twice");
        return value;
    }
}
