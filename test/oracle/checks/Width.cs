using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// A row of VALUES is one line, so that columns can be read down, of at most 160 columns; or all rows are one line. Only a row that could
/// be so is told: neither one that a long literal widens, which comes from the topology, nor one that has no room where it begins.
/// </summary>
static class Width
{
    const string Code = "width";
    const int Most = 160;
    /// <summary>What a row may have beside its longest literal.</summary>
    const int MostBeside = 150;

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var lines = script.Text.Split('\n');
        var tables = script.Tree.All<ValuesInsertSource>().Select(v => v.RowValues)
            .Concat(script.Tree.All<InlineDerivedTable>().Select(t => t.RowValues));
        foreach (var rows in tables)
        {
            bool together = rows[0].StartLine == script.Tokens[rows[^1].LastTokenIndex].Line;
            foreach (var (row, before) in rows.Zip(rows.Prepend(null)))
            {
                var last = script.Tokens[row.LastTokenIndex];
                if (before is not null && !together && script.Tokens[before.LastTokenIndex].Line == row.StartLine)
                    yield return script.At(row, Code, "two rows on one line");
                bool fits = row.StartColumn - 1 + Joined(script, row) < Most;
                if (last.Line != row.StartLine)
                {
                    if (fits) yield return script.At(row, Code, $"a row over {last.Line - row.StartLine + 1} lines that has room in one");
                    continue;
                }
                int width = lines[row.StartLine - 1].TrimEnd('\r').Length;
                int longest = row.All<StringLiteral>().Select(l => l.FragmentLength).DefaultIfEmpty(0).Max();
                if (fits && width > Most && width - longest > MostBeside)
                    yield return script.At(row, Code, $"{width} columns, {Most} at the most");
            }
        }
    }

    /// <summary>How long a row is with each run of white space as one blank; a comment in it keeps it apart.</summary>
    static int Joined(SqlScript script, RowValue row)
    {
        int length = 0;
        for (int i = row.FirstTokenIndex; i <= row.LastTokenIndex; i++)
            length += script.Tokens[i].TokenType switch
            {
                TSqlTokenType.WhiteSpace => script.Tokens[i - 1].TokenType == TSqlTokenType.WhiteSpace ? 0 : 1,
                TSqlTokenType.SingleLineComment => Most,
                _ => script.Tokens[i].Text.Length,
            };
        return length;
    }
}
