using Rehearsal.Estates;

namespace Rehearsal.TSql;

/// <summary>A message as a client receives it. Severity 0 to 10 informs, 11 and more is an error.</summary>
sealed record Message(int Number, int Severity, string Text, int Line);

/// <summary>A connection to an instance: its options, its temporary tables, what it was sent back.</summary>
sealed class Session(Estate estate, Instance instance)
{
    public Estate Estate { get; } = estate;
    public Instance Instance { get; } = instance;

    public string Database { get; set; } = "master";
    public bool NoExec { get; set; }
    public bool XactAbort { get; set; }
    public bool ImplicitTransactions { get; set; }
    public int RowCountLimit { get; set; }
    public int TransactionCount { get; set; }
    /// <summary>The options that procedures of msdb and indexed statements need ON; a client may have them otherwise.</summary>
    public HashSet<string> On { get; } = ["QUOTED_IDENTIFIER", "ANSI_NULLS", "ANSI_WARNINGS", "ANSI_PADDING", "CONCAT_NULL_YIELDS_NULL", "ARITHABORT", "ANSI_NULL_DFLT_ON"];
    public int Error { get; set; }
    public long RowCount { get; set; }
    public Dictionary<string, Table> Temporary { get; } = new(StringComparer.Ordinal);
    public List<Message> Messages { get; } = [];

    public bool IsFailed => Messages.Any(message => message.Severity > 10);

    /// <summary>The collation of literals, variables and temporary tables: master's and tempdb's, which are the server's.</summary>
    public Collation Collation => Instance.Collation;

    public StringComparer Names => Instance.Collation.Comparer;

    public void Say(int number, int severity, string text, int line = 0) => Messages.Add(new(number, severity, text, line));

    public string? TemporaryName(string name) => Temporary.Keys.FirstOrDefault(key => Names.Equals(key, name));

    /// <summary>The same connection to a copy of the estate.</summary>
    public Session Copy(Estate copy)
    {
        var session = new Session(copy, copy.Instances[Instance.Id])
        {
            Database = Database,
            NoExec = NoExec,
            XactAbort = XactAbort,
            ImplicitTransactions = ImplicitTransactions,
            RowCountLimit = RowCountLimit,
            TransactionCount = TransactionCount,
            Error = Error,
            RowCount = RowCount,
        };
        session.On.Clear();
        session.On.UnionWith(On);
        foreach (var (name, table) in Temporary) session.Temporary[name] = table.Copy();
        return session;
    }
}
