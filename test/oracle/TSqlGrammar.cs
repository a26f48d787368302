using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle;

/// <summary>Microsoft's parser, every grammar from SQL Server 2008 to 2025; and the lines that sqlcmd takes for itself.</summary>
static partial class TSqlGrammar
{
    static readonly (string Name, Func<TSqlParser> Make)[] Grammars =
    [
        ("2008", () => new TSql100Parser(true)), ("2012", () => new TSql110Parser(true)), ("2014", () => new TSql120Parser(true)),
        ("2016", () => new TSql130Parser(true)), ("2017", () => new TSql140Parser(true)), ("2019", () => new TSql150Parser(true)),
        ("2022", () => new TSql160Parser(true)), ("2025", () => new TSql170Parser(true)),
    ];

    /// <summary>The tree by the oldest grammar; null where that one refuses.</summary>
    public static TSqlScript? Parse(string path, string text, List<Finding> findings)
    {
        TSqlScript? tree = null;
        var refusals = new List<(string Name, ParseError Error)>();
        foreach (var (name, make) in Grammars)
        {
            var fragment = make().Parse(new StringReader(text), out var errors);
            if (errors.Count > 0) refusals.Add((name, errors[0]));
            else if (name == "2008") tree = (TSqlScript)fragment;
        }
        foreach (var same in refusals.GroupBy(r => (r.Error.Line, r.Error.Column, r.Error.Message)))
        {
            var error = same.First().Error;
            findings.Add(new(path, error.Line, error.Column, "grammar", $"SQL Server {string.Join(", ", same.Select(r => r.Name))}: {error.Message}"));
        }
        if (tree is not null)
        {
            findings.AddRange(Lines(path, text, tree));
            // THROW at the head of a batch is a procedure call to the grammar of 2008; so is any misspelled word.
            var bare = tree.All<ExecuteStatement>()
                .Where(c => tree.ScriptTokenStream[c.FirstTokenIndex].TokenType is not (TSqlTokenType.Exec or TSqlTokenType.Execute)).ToList();
            foreach (var call in bare)
                findings.Add(new(path, call.StartLine, call.StartColumn, "grammar", $"{tree.ScriptTokenStream[call.FirstTokenIndex].Text}: a procedure call without EXEC"));
            if (bare.Count > 0) return null;
        }
        return tree;
    }

    /// <summary>The parse errors of a piece of dynamic SQL, by the grammar of 2008 and of 2025.</summary>
    public static (TSqlScript? Tree, ParseError? Error) ParsePiece(string text)
    {
        var tree = (TSqlScript)new TSql100Parser(true).Parse(new StringReader(text), out var errors);
        if (errors.Count > 0) return (null, errors[0]);
        new TSql170Parser(true).Parse(new StringReader(text), out errors);
        return errors.Count > 0 ? (null, errors[0]) : (tree, null);
    }

    static IEnumerable<Finding> Lines(string path, string text, TSqlScript tree)
    {
        var separators = tree.ScriptTokenStream.Where(t => t.TokenType == TSqlTokenType.Go).Select(t => t.Line).ToHashSet();
        var lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.IndexOf("$(", StringComparison.Ordinal) is >= 0 and var at)
                yield return new(path, i + 1, at + 1, "sqlcmd", "sqlcmd substitutes $( everywhere, in literals and comments too");
            var start = line.TrimStart();
            if (SqlcmdWord().Match(start) is { Success: true } m)
                yield return new(path, i + 1, line.Length - start.Length + 1, "sqlcmd", $"sqlcmd takes a line that begins with {m.Value} as a command of its own");
            if (GoWord().IsMatch(start))
            {
                if (line != "GO") yield return new(path, i + 1, 1, "sqlcmd", "GO stands alone on its line, in capitals, without a count or a comment");
                else if (!separators.Contains(i + 1)) yield return new(path, i + 1, 1, "sqlcmd", "GO inside a literal or a comment: sqlcmd ends the batch here");
            }
        }
    }

    [GeneratedRegex(@"^(:|!!|(EXIT|QUIT|RESET|ED)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex SqlcmdWord();

    [GeneratedRegex(@"^GO\b", RegexOptions.IgnoreCase)]
    private static partial Regex GoWord();
}
