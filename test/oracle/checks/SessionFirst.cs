using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// The script begins with SET NOEXEC OFF, alone, and the session: every option that the work relies on, USE master. They stand in
/// a batch before the procedures, because CREATE PROCEDURE keeps two of them; nothing changes them later.
/// </summary>
static class SessionFirst
{
    const string Code = "session-first";

    static readonly (SetOptions Option, bool On)[] Wanted =
    [
        (SetOptions.QuotedIdentifier, true), (SetOptions.AnsiNulls, true), (SetOptions.AnsiWarnings, true), (SetOptions.AnsiPadding, true),
        (SetOptions.ConcatNullYieldsNull, true), (SetOptions.ArithAbort, true), (SetOptions.NoCount, true),
        (SetOptions.AnsiNullDfltOn, true), (SetOptions.ImplicitTransactions, false), (SetOptions.XactAbort, false),
    ];

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.Batches.Count == 0) { yield return new(script.Path, 1, 1, Code, "no batch"); yield break; }
        if (!Frame.Resumes(script.Batches[0]))
        {
            yield return script.At(script.Batches[0], Code, "the first batch is not SET NOEXEC OFF alone");
            yield break;
        }
        if (script.Batches.ElementAtOrDefault(1) is not { } session) yield break;
        foreach (var (option, on) in Wanted)
            if (session.Statements.LastOrDefault(s => s is PredicateSetStatement p && (p.Options & option) != 0)
                is not PredicateSetStatement last || last.IsOn != on)
                yield return script.At(session, Code, $"{option} is not set {(on ? "ON" : "OFF")}");
        if (!session.All<GeneralSetCommand>().Any(s => s.CommandType == GeneralSetCommandType.LockTimeout))
            yield return script.At(session, Code, "LOCK_TIMEOUT is not set");
        if (!session.Statements.OfType<SetRowCountStatement>().Any(s => s.NumberRows is IntegerLiteral { Value: "0" }))
            yield return script.At(session, Code, "ROWCOUNT is not set 0");
        if (!session.Statements.OfType<UseStatement>().Any(u => u.DatabaseName.Is("master")))
            yield return script.At(session, Code, "no USE master");
        var known = Wanted.Aggregate(default(SetOptions), (all, w) => all | w.Option);
        foreach (var other in session.Statements)
            if (other is not (PredicateSetStatement or SetRowCountStatement or SetCommandStatement or UseStatement))
                yield return script.At(other, Code, "the session's batch does something else");
        foreach (var set in session.Statements.OfType<PredicateSetStatement>().Where(s => (s.Options & ~known) != 0))
            yield return script.At(set, Code, $"the session's batch sets {set.Options & ~known}");
        foreach (var statement in script.Batches.Skip(2).SelectMany(b => b.All<TSqlStatement>()))
        {
            if (IsOption(statement)) yield return script.At(statement, Code, "a session option is changed after the session's batch");
            if (statement is UseStatement) yield return script.At(statement, Code, "USE after the session's batch");
        }
    }

    /// <summary>Every SET but that of a variable, NOEXEC alone, which stops the rest of a file, and XACT_ABORT (LostChecks).</summary>
    static bool IsOption(TSqlStatement statement) => statement switch
    {
        PredicateSetStatement set => set.Options is not (SetOptions.NoExec or SetOptions.XactAbort),
        SetVariableStatement => false,
        _ => statement is SetOnOffStatement or SetRowCountStatement or SetCommandStatement or SetTransactionIsolationLevelStatement
            or SetTextSizeStatement or SetErrorLevelStatement,
    };
}
