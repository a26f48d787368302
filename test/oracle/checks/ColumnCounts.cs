using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// INSERT gives each of its columns one value, and a derived table of VALUES names each of its columns: DacFx does not count.
/// </summary>
static class ColumnCounts
{
    const string Code = "column-counts";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        foreach (var insert in script.Tree.All<InsertStatement>().Select(i => i.InsertSpecification))
        {
            int wanted = insert.Columns.Count;
            if (wanted == 0)
            {
                if (insert.InsertSource is not ExecuteInsertSource caught)
                    yield return script.At(insert, Code, "INSERT without its columns");
                else if (Answer(caught.Execute) is { } answer && Made(script, insert.Target) is { } table
                    && !answer.Contains(table.ColumnDefinitions.Count))
                    yield return script.At(insert, Code,
                        $"{table.ColumnDefinitions.Count} columns for a result of {string.Join(" or ", answer)}");
                continue;
            }
            foreach (var (where, count) in Given(insert.InsertSource))
                if (count != wanted) yield return script.At(where, Code, $"{wanted} columns, {count} values");
        }
        foreach (var table in script.Tree.All<InlineDerivedTable>())
            foreach (var row in table.RowValues.Where(r => r.ColumnValues.Count != table.Columns.Count))
                yield return script.At(row, Code, $"{table.Columns.Count} columns, {row.ColumnValues.Count} values");
        foreach (var table in script.Tree.All<QueryDerivedTable>().Where(t => t.Columns.Count > 0))
            foreach (var (where, count) in Given(table.QueryExpression).Where(g => g.Count != table.Columns.Count))
                yield return script.At(where, Code, $"{table.Columns.Count} columns, {count} values");
    }

    /// <summary>The columns of what is executed, where the reference counts them.</summary>
    static IReadOnlySet<int>? Answer(ExecuteSpecification execution)
    {
        var literal = execution.DynamicParts().Parts.OfType<StringLiteral>().FirstOrDefault()?.Value ?? "";
        return Reference.ResultColumns.FirstOrDefault(r =>
            literal.StartsWith(r.Key, StringComparison.OrdinalIgnoreCase) || execution.Procedure()?.Key == r.Key).Value;
    }

    static TableDefinition? Made(SqlScript script, TableReference target) => target switch
    {
        NamedTableReference n =>
            script.Tree.All<CreateTableStatement>()
                .LastOrDefault(c => c.SchemaObjectName.Last() == n.SchemaObject.Last() && c.StartOffset < n.StartOffset)?.Definition,
        VariableTableReference v =>
            script.Tree.All<DeclareTableVariableBody>()
                .LastOrDefault(d => d.VariableName.Value == v.Variable.Name && d.StartOffset < v.StartOffset)?.Definition,
        _ => null,
    };

    static IEnumerable<(TSqlFragment Where, int Count)> Given(TSqlFragment source) => source switch
    {
        ValuesInsertSource v => v.RowValues.Select(r => ((TSqlFragment)r, r.ColumnValues.Count)),
        SelectInsertSource s => Given(s.Select),
        QueryParenthesisExpression p => Given(p.QueryExpression),
        BinaryQueryExpression b => Given(b.FirstQueryExpression).Concat(Given(b.SecondQueryExpression)),
        QuerySpecification q when !q.SelectElements.Any(e => e is SelectStarExpression) => [(q, q.SelectElements.Count)],
        _ => [],
    };
}
