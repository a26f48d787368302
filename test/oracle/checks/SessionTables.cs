using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// After NOEXEC and the session, the prelude stops where a transaction is open, and makes the session's tables. Nothing else makes,
/// changes or drops them, but for the end.
/// </summary>
static class SessionTables
{
    const string Code = "session-tables";

    public static IEnumerable<Finding> Check(SqlScript script) => Made(script).Concat(Elsewhere(script));

    /// <summary>The batch after the session's: the open transaction, and what the session keeps.</summary>
    static IEnumerable<Finding> Made(SqlScript script)
    {
        if (script.Prelude.ElementAtOrDefault(2) is not { } batch || !Frame.Resumes(script.Prelude[0])) yield break;
        var made = batch.Statements.OfType<CreateTableStatement>().ToList();
        var open = batch.Statements.FirstOrDefault(s => s is IfStatement { ElseStatement: null, Predicate: BooleanComparisonExpression
        {
            ComparisonType: BooleanComparisonType.GreaterThan, FirstExpression: GlobalVariableExpression { Name: var name },
            SecondExpression: IntegerLiteral { Value: "0" },
        } } refuse && name.Equals("@@TRANCOUNT", StringComparison.OrdinalIgnoreCase) && refuse.ThenStatement.Refuses());
        if (open is null || made.Any(t => t.StartOffset < open.StartOffset))
            yield return script.At(batch, Code, "no stop where a transaction is open, before the tables are made");
        else if (!batch.Statements.Any(s => s.StartOffset < open.StartOffset && Frame.Dropped(s)?.Name == Frame.TokenTable))
            yield return script.At(open, Code, $"{Frame.TokenTable} of an earlier run is still there: the end would say DONE");
        var abort = batch.Statements[^1];
        if (SqlScript.Abort(abort) != true)
            yield return script.At(abort, Code, "the batch does not end with SET XACT_ABORT ON, which the checks need");
        foreach (var other in batch.Statements.Except([open!, abort])
            .Where(s => Frame.Dropped(s) is null && s is not CreateTableStatement))
            yield return script.At(other, Code, "the batch of the session's tables does something else");
        foreach (var (name, statement) in batch.Statements.Select(s => (Frame.Dropped(s)?.Name, s)).Where(d => d.Name is not null))
        {
            if (name == Frame.InputTable) yield return script.At(statement, Code, $"{name} is the caller's, and dropped");
            else if (!name!.StartsWith(Frame.Prefix, StringComparison.Ordinal))
                yield return script.At(statement, Code, $"{name} is not the session's");
        }
        foreach (var wanted in new[] { Frame.TokenTable, Frame.CheckTable }.Where(w => made.All(t => t.SchemaObjectName.Last() != w)))
            yield return script.At(batch, Code, $"{wanted} is not made");
        foreach (var table in made)
        {
            if (!table.SchemaObjectName.IsOwn())
                yield return script.At(table, Code, $"{table.SchemaObjectName.Last()} is no table of the session");
            foreach (var column in table.Definition.ColumnDefinitions.Where(c => IsText(c.DataType) && c.Collation is null))
                yield return script.At(column, Code, $"{column.ColumnIdentifier.Value} has no collation: it would be tempdb's");
        }
    }

    static bool IsText(DataTypeReference type) =>
        type.Name?.BaseIdentifier.Value.ToLowerInvariant() is "char" or "varchar" or "nchar" or "nvarchar" or "sysname";

    /// <summary>After the prelude, nothing makes or drops what it made, but for the end, which drops the tables.</summary>
    static IEnumerable<Finding> Elsewhere(SqlScript script)
    {
        string[] tables = [Frame.TokenTable, Frame.CheckTable];
        var end = script.Batches[^1];
        foreach (var batch in script.Batches.Skip(script.Prelude.Count))
            foreach (var statement in batch.All<TSqlStatement>())
            {
                var name = statement switch
                {
                    CreateTableStatement t => t.SchemaObjectName.Last(),
                    AlterTableStatement t => t.SchemaObjectName.Last(),
                    SelectStatement { Into: { } into } => into.Last(),
                    DropTableStatement d when batch != end => d.Objects.Select(o => o.Last()).FirstOrDefault(tables.Contains),
                    _ => null,
                };
                if (tables.Contains(name))
                    yield return script.At(statement, Code, $"{name} is made, changed or dropped outside the prelude");
            }
    }
}
