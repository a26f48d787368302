using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>The script begins with SET NOEXEC OFF and the session: every option that the work relies on, USE master; nothing changes it later.</summary>
static class SessionFirst
{
    const string Code = "session-first";

    static readonly (SetOptions Option, bool On)[] Wanted =
    [
        (SetOptions.QuotedIdentifier, true), (SetOptions.AnsiNulls, true), (SetOptions.AnsiWarnings, true), (SetOptions.AnsiPadding, true),
        (SetOptions.ConcatNullYieldsNull, true), (SetOptions.ArithAbort, true), (SetOptions.NoCount, true),
        (SetOptions.ImplicitTransactions, false), (SetOptions.XactAbort, false),
    ];

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.Batches.Count == 0) { yield return new(script.Path, 1, 1, Code, "no batch"); yield break; }
        if (script.Batches[0].Statements.FirstOrDefault() is not { } head || !head.IsSet(SetOptions.NoExec, on: false))
            yield return script.At(script.Batches[0], Code, "the first statement is not SET NOEXEC OFF");
        if (script.Batches.ElementAtOrDefault(script.SessionIndex) is not { } first) yield break;
        foreach (var (option, on) in Wanted)
            if (first.Statements.LastOrDefault(s => s is PredicateSetStatement p && (p.Options & option) != 0) is not PredicateSetStatement last || last.IsOn != on)
                yield return script.At(first, Code, $"{option} is not set {(on ? "ON" : "OFF")}");
        if (!first.Statements.OfType<SetRowCountStatement>().Any(s => s.NumberRows is IntegerLiteral { Value: "0" }))
            yield return script.At(first, Code, "ROWCOUNT is not set 0");
        if (!first.Statements.OfType<UseStatement>().Any(u => u.DatabaseName.Is("master")))
            yield return script.At(first, Code, "no USE master");
        foreach (var other in first.Statements.Where(s => s is not (PredicateSetStatement or SetRowCountStatement or UseStatement or PrintStatement)))
            yield return script.At(other, Code, "the session's batch does something else");
        foreach (var batch in script.Batches.Skip(script.SessionIndex + 1))
        {
            foreach (var set in batch.All<PredicateSetStatement>().Where(s => s.Options != SetOptions.NoExec))
                yield return script.At(set, Code, "a session option is changed after the session's batch");
            foreach (var use in batch.All<UseStatement>())
                yield return script.At(use, Code, "USE after the session's batch");
        }
    }
}
