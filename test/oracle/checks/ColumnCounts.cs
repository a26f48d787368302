using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>INSERT gives each of its columns one value, and a derived table of VALUES names each of its columns: DacFx does not count.</summary>
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
                if (insert.InsertSource is not ExecuteInsertSource) yield return script.At(insert, Code, "INSERT without its columns");
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
