namespace Rehearsal.PowerShell;

/// <summary>System.Data.SqlClient.SqlCommand.</summary>
public sealed class EstateSqlCommand
{
    readonly EstateSqlConnection connection;

    internal EstateSqlCommand(EstateSqlConnection connection) => this.connection = connection;

    /// <summary>The batch.</summary>
    public string CommandText { get; set; } = "";

    /// <summary>Seconds; what the estate runs ends at once.</summary>
    public int CommandTimeout
    {
        get;
        set => field = value >= 0 ? value : throw new ArgumentException($"Invalid CommandTimeout value {value}; the value must be >= 0.");
    } = 30;

    /// <summary>What the batch's variables are set to.</summary>
    public EstateSqlParameters Parameters { get; } = new();

    /// <summary>Runs the batch; its first result set.</summary>
    public EstateSqlReader ExecuteReader() => connection.Reader = new(Execute("ExecuteReader"), connection);

    SqlRows? Execute(string method)
    {
        if (connection.Session is not { } session)
            throw new InvalidOperationException(
                $"{method} requires an open and available Connection. The connection's current state is closed.");
        if (connection.Reader is not null)
            throw new InvalidOperationException(
                "There is already an open DataReader associated with this Command which must be closed first.");
        if (CommandText == "") throw new InvalidOperationException($"{method}: CommandText property has not been initialized");
        return CurrentRun.Current.Ask(() => session.Execute(CommandText, Parameters.Values));
    }
}
