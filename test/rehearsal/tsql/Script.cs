using System.Collections.Concurrent;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

/// <summary>A batch of a file.</summary>
/// <param name="Above">Lines of the file above its first one.</param>
sealed record Batch(string File, int Above, BatchText Text)
{
    /// <summary>None where the grammar refuses it.</summary>
    public IReadOnlyList<TSqlStatement> Statements => Text.Code?.Statements ?? [];
}

/// <summary>A script as batches. A line that is GO separates them.</summary>
sealed class Script
{
    static readonly ConcurrentDictionary<(string, string), Script> known = new();

    Script(string file, string text)
    {
        List<Batch> batches = [];
        foreach (var (above, part) in Parts(text))
        {
            var batch = BatchText.Of(part);
            // Comments and blank lines only: there is nothing to send.
            if (batch.Code is { Statements.Count: 0 }) continue;
            if (batch.Outside is { } outside) throw new OutOfDialect(file, above + outside.Line, outside.Name);
            batches.Add(new(file, above, batch));
        }
        (File, Batches) = (file, batches);
    }

    public string File { get; }
    public IReadOnlyList<Batch> Batches { get; }

    /// <summary>A script's batches. The same text is taken apart once, and the same batch is parsed once for all scripts.</summary>
    /// <exception cref="OutOfDialect">The text uses what the rehearsal does not know, run or not.</exception>
    public static Script Of(string file, string text) => known.GetOrAdd((file, text), pair => new Script(pair.Item1, pair.Item2));

    /// <summary>
    /// What stands between lines that are GO, as sqlcmd and Management Studio cut it:
    /// docs/t-sql/language-elements/sql-server-utilities-statements-go.md.
    /// </summary>
    static IEnumerable<(int Above, string Text)> Parts(string text)
    {
        var (from, above, line, at, depth) = (0, 0, 0, 0, 0);
        var quote = '\0';
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            if (quote == '\0' && depth == 0 && IsGo(text.AsSpan(at, end - at)))
            {
                yield return (above, text[from..at]);
                (from, above) = (end, line + 1);
            }
            else Open(text.AsSpan(at, end - at), ref quote, ref depth);
            (at, line) = (end, line + 1);
        }
        yield return (above, text[from..]);
    }

    static bool IsGo(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length == 2 && line.Equals("GO", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a line leaves open: a string, a name in brackets or quotes, a comment. A GO in there is text.</summary>
    static void Open(ReadOnlySpan<char> line, ref char quote, ref int depth)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var next = at + 1 < line.Length ? line[at + 1] : '\0';
            if (depth > 0)
            {
                if (line[at] == '*' && next == '/') (depth, at) = (depth - 1, at + 1);
                else if (line[at] == '/' && next == '*') (depth, at) = (depth + 1, at + 1);
            }
            // A doubled quote closes and opens: the same in the end.
            else if (quote != '\0') { if (line[at] == quote) quote = '\0'; }
            else if (line[at] is '\'' or '"') quote = line[at];
            else if (line[at] == '[') quote = ']';
            else if (line[at] == '-' && next == '-') return;
            else if (line[at] == '/' && next == '*') (depth, at) = (1, at + 1);
        }
    }
}
