using System.Data.Common;

namespace Rehearsal.PowerShell;

/// <summary>System.Data.SqlClient.SqlConnection: to master of a server of the estate, with Windows authentication.</summary>
public sealed class EstateSqlConnection : IDisposable
{
    static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "Data Source", "Initial Catalog", "Integrated Security", "Connect Timeout", "Pooling", "Application Name",
    };

    DbConnectionStringBuilder settings = [];
    string text = "";

    /// <summary>The session; null while the connection is closed.</summary>
    internal ISqlSession? Session { get; private set; }

    /// <summary>The reader that is open: a connection has one at a time.</summary>
    internal EstateSqlReader? Reader { get; set; }

    /// <summary>
    /// Keywords and values; throws ArgumentException where one is unknown, as SqlClient does. Keywords that it knows and no script uses are
    /// not in the dialect.
    /// </summary>
    public string ConnectionString
    {
        get => text;
        set
        {
            settings = new DbConnectionStringBuilder { ConnectionString = value };
            foreach (string keyword in settings.Keys)
                if (!Keywords.Contains(keyword)) throw new ArgumentException($"Keyword not supported: '{keyword}'.");
            text = value;
        }
    }

    /// <summary>Connects; throws SqlFailure where the server does not answer or refuses.</summary>
    public void Open()
    {
        if (text == "") throw new InvalidOperationException("The ConnectionString property has not been initialized.");
        if (Session is not null)
            throw new InvalidOperationException("The connection was not closed. The connection's current state is open.");
        var run = CurrentRun.Current;
        if (!Setting("Initial Catalog").Equals("master", StringComparison.OrdinalIgnoreCase))
            throw run.Out("a connection to another database than master");
        if (!Setting("Integrated Security").Equals("True", StringComparison.OrdinalIgnoreCase))
            throw run.Out("a connection without Windows authentication");
        Session = run.Ask(() => run.Servers.Connect(Setting("Data Source")));
    }

    /// <summary>A command on this connection.</summary>
    public EstateSqlCommand CreateCommand() => new(this);

    /// <summary>Closes; may be called twice, and before Open.</summary>
    public void Dispose()
    {
        Reader = null;
        if (Session is { } session) CurrentRun.Current.Ask(session.Dispose);
        Session = null;
    }

    string Setting(string keyword) => settings.TryGetValue(keyword, out var value) ? (string)value : "";
}
