using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// After the prelude comes the guard. It first asks whether every procedure of the prelude exists, because a call of a missing one lets
/// the batch go on; then rows say on which server and as whom; #hadrian_compare decides; and only then, as the last thing, it leaves
/// the token of batch 1.
/// </summary>
static class GuardSecond
{
    const string Code = "guard-second";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.Guard is not { } guard) { yield return new(script.Path, 1, 1, Code, "no guard"); yield break; }
        var list = guard.Statements.SkipWhile(Frame.IsDeclaration).ToList();
        foreach (var f in Exist(script, guard, list.FirstOrDefault())) yield return f;

        var decisions = Frame.ClosedCalls(list).Where(c => c.Call.Name == Frame.Compare).ToList();
        if (decisions is not [var (at, call)] || call.Text(0) != "guard")
        {
            yield return script.At(guard, Code, $"the guard does not call {Frame.Compare} N'guard' once, so that it fails closed");
            yield break;
        }
        var rows = list.Take(at).OfType<InsertStatement>().SelectMany(Rows).ToList();
        // A script that only reads, and says what it could not see, asks for less.
        foreach (var (what, fits) in script.IsStatus ? [.. Wanted.Take(2), Reader] : Wanted)
            if (!rows.Any(r => r.Expected is StringLiteral { Value.Length: > 0 } && fits(r.Found)))
                yield return script.At(guard, Code, $"no row, always there, compares {what} with a literal");
        foreach (var server in rows.Where(r => Wanted.Take(2).Any(w => w.Fits(r.Found))).Select(r => r.Expected).OfType<StringLiteral>())
            if (!script.Header.Contains($"\n-- Server:    {server.Value} (", StringComparison.Ordinal))
                yield return script.At(server, Code, $"the header names another server than {server.Value}");
        foreach (var late in list.Skip(at).SelectMany(s => s.All<InsertStatement>()))
            if (late.InsertSpecification.Target.Is(Frame.CheckTable))
                yield return script.At(late, Code, "a check after the guard has decided");
        foreach (var early in list.Take(at).SelectMany(s => s.All<SchemaObjectName>()).Where(n => n.BaseIdentifier.Is(Frame.TokenTable)))
            yield return script.At(early, Code, "the token, before the guard has decided");
        var left = list.Skip(at + 2).ToList();
        if (left is not [InsertStatement token, ..] || !token.InsertSpecification.Target.Is(Frame.TokenTable))
            yield return script.At(guard, Code, $"a passed guard leaves no row in {Frame.TokenTable}");
        foreach (var more in left.Skip(1).Where(s => s is not (RaiseErrorStatement or PrintStatement)))
            yield return script.At(more, Code, "something after the token");
        foreach (var (statement, _) in TSqlWrites.Within(guard)) yield return script.At(statement, Code, "the guard writes");
    }

    static readonly (string What, Func<ScalarExpression, bool> Fits)[] Wanted =
    [
        ("SERVERPROPERTY('ServerName')", e => e.Calls("SERVERPROPERTY", "ServerName")),
        ("@@SERVERNAME", e => e.ReadsGlobal("@@SERVERNAME")),
        ("IS_SRVROLEMEMBER(N'sysadmin')", e => e.Calls("IS_SRVROLEMEMBER", "sysadmin")),
    ];

    static readonly (string What, Func<ScalarExpression, bool> Fits) Reader =
        ("HAS_PERMS_BY_NAME(N'msdb.dbo.backupset', N'OBJECT', N'SELECT')",
            e => e.All<FunctionCall>().Any(call => call.Calls("HAS_PERMS_BY_NAME", "msdb.dbo.backupset")));

    static IEnumerable<Finding> Exist(SqlScript script, TSqlBatch guard, TSqlStatement? first)
    {
        if (first is not IfStatement { ElseStatement: null } ask || !ask.ThenStatement.Refuses())
        {
            yield return script.At(guard, Code, "the guard does not first refuse where a procedure of the prelude is missing");
            yield break;
        }
        var asked = Either(ask.Predicate).Select(p => p is BooleanIsNullExpression { IsNot: false } n ? Frame.Asked(n) : null).ToList();
        var made = script.Procedures.Select(p => p.ProcedureReference.Name.Last());
        foreach (var name in made.Concat(Frame.Procedures).Distinct().Except(asked))
            yield return script.At(ask, Code, $"the guard does not ask whether {name} exists");
    }

    static IEnumerable<BooleanExpression> Either(BooleanExpression e) => e switch
    {
        BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.Or } b =>
            Either(b.FirstExpression).Concat(Either(b.SecondExpression)),
        BooleanParenthesisExpression p => Either(p.Expression),
        _ => [e],
    };

    /// <summary>The rows of VALUES that #hadrian_compare judges: those without a verdict of their own.</summary>
    static IEnumerable<(ScalarExpression Expected, ScalarExpression Found)> Rows(InsertStatement insert)
    {
        var into = insert.InsertSpecification;
        var columns = into.Columns.Select(c => c.MultiPartIdentifier.Identifiers[^1].Value).ToList();
        int expected = columns.IndexOf("expected"), found = columns.IndexOf("found");
        if (!into.Target.Is(Frame.CheckTable) || expected < 0 || found < 0 || columns.Contains("verdict")) return [];
        return into.InsertSource is ValuesInsertSource { RowValues: var rows }
            ? rows.Where(r => r.ColumnValues.Count == columns.Count).Select(r => (r.ColumnValues[expected], r.ColumnValues[found])) : [];
    }
}
