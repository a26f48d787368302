using System.Collections.Immutable;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;

namespace Rehearsal.TSql;

/// <summary>A message as a client receives it. Severity 0 to 10 informs, 11 and more is an error.</summary>
sealed record Message(int Number, int Severity, string Text, int Line);

/// <summary>What SET and USE leave behind, until the procedure or the text of dynamic SQL in which they stand is at its end.</summary>
readonly record struct SessionSettings(
    string Database, bool NoExec, bool XactAbort, bool ImplicitTransactions, int RowCountLimit, int LockTimeout, SetOptions On);

/// <summary>A connection to an instance: its options, its temporary tables and procedures, what it was sent back.</summary>
sealed class Session(Estate estate, Instance instance)
{
    public Estate Estate { get; } = estate;
    public Instance Instance { get; } = instance;

    public string Database { get; set; } = "master";
    public bool NoExec { get; set; }
    public bool XactAbort { get; set; }
    public bool ImplicitTransactions { get; set; }
    public int RowCountLimit { get; set; }
    /// <summary>Milliseconds; -1, the default, waits for ever: docs/t-sql/statements/set-lock-timeout-transact-sql.md.</summary>
    public int LockTimeout { get; set; } = -1;
    public int TransactionCount { get; set; }
    /// <summary>The options that procedures of msdb and indexed statements need ON; a client may have them otherwise.</summary>
    public SetOptions On { get; set; } = Dialect.ClientOptions;
    public int Error { get; set; }
    public long RowCount { get; set; }
    public Dictionary<string, Table> Temporary { get; } = new(instance.Collation.Comparer);
    /// <summary>Temporary procedures, in the one space of names that they share with temporary tables (assumed).</summary>
    public ImmutableDictionary<string, TemporaryProcedure> Procedures { get; set; } =
        ImmutableDictionary.Create<string, TemporaryProcedure>(instance.Collation.Comparer);
    public List<Message> Messages { get; } = [];

    /// <summary>An error that a statement has before it does anything; null, or nothing to ask: none.</summary>
    public Func<TSqlStatement, SqlError?>? Strikes { get; set; }

    public bool IsFailed => Messages.Any(message => message.Severity > 10);

    /// <summary>The collation of literals, variables and temporary tables: master's and tempdb's, which are the server's.</summary>
    public Collation Collation => Instance.Collation;

    public StringComparer Names => Instance.Collation.Comparer;

    public SessionSettings Settings
    {
        get => new(Database, NoExec, XactAbort, ImplicitTransactions, RowCountLimit, LockTimeout, On);
        set => (Database, NoExec, XactAbort, ImplicitTransactions, RowCountLimit, LockTimeout, On) = value;
    }

    public void Say(int number, int severity, string text, int line = 0) => Messages.Add(new(number, severity, text, line));

    /// <summary>Whether a temporary table or procedure has the name.</summary>
    public bool IsTaken(string name) => Temporary.ContainsKey(name) || Procedures.ContainsKey(name);

    /// <summary>The same connection to a copy of the estate.</summary>
    public Session Copy(Estate copy)
    {
        var session = new Session(copy, copy.Instances[Instance.Id])
        {
            Settings = Settings,
            TransactionCount = TransactionCount,
            Error = Error,
            RowCount = RowCount,
            Procedures = Procedures,
        };
        foreach (var (name, table) in Temporary) session.Temporary[name] = table.Copy();
        return session;
    }
}
