namespace Rehearsal.PowerShell;

/// <summary>
/// What SQL Server, or the way to it, refused; a script sees it as the inner exception of a MethodInvocationException, with its Number.
/// </summary>
public sealed class SqlFailure(int number, string message) : Exception(message)
{
    /// <summary>The error's number, as SqlException.Number.</summary>
    public int Number { get; } = number;
}

/// <summary>The first result set of a batch: names of the columns, and rows of values; null is NULL.</summary>
public sealed record SqlRows(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows);

/// <summary>What System.Data.SqlClient reaches.</summary>
public interface IServers
{
    /// <summary>
    /// Opens a connection; address is the Data Source ("host", "host\INSTANCE", "host,port"). Throws SqlFailure where the server does not
    /// answer or refuses.
    /// </summary>
    ISqlSession Connect(string address);

    /// <summary>Moves the estate's clock: Start-Sleep, and waits for what does not answer.</summary>
    void Sleep(TimeSpan time);

    /// <summary>The estate's clock.</summary>
    DateTime UtcNow { get; }
}

/// <summary>One connection, in master.</summary>
public interface ISqlSession : IDisposable
{
    /// <summary>
    /// Runs a batch; the first result set, or null where there is none. Throws SqlFailure on an error of severity 11 or more. Names of
    /// parameters have their @.
    /// </summary>
    SqlRows? Execute(string text, IReadOnlyDictionary<string, object?> parameters);
}
