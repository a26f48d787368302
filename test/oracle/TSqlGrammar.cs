using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Token streams that every grammar took: scripts that differ in data alone are parsed by the newer ones once.</summary>
    static readonly ConcurrentDictionary<string, bool> Taken = new();
    static readonly ConcurrentDictionary<string, (TSqlScript? Tree, ParseError? Error)> Pieces = new();

    /// <summary>The tree by the oldest grammar; null where that one refuses.</summary>
    public static TSqlScript? Parse(string path, string text, List<Finding> findings)
    {
        var fragment = Grammars[0].Make().Parse(new StringReader(text), out var errors);
        var tree = errors.Count == 0 ? (TSqlScript)fragment : null;
        var refusals = errors.Take(1).Select(e => (Grammars[0].Name, Error: e)).ToList();
        var shape = tree is null ? null : Shape(tree.ScriptTokenStream);
        if (shape is null || !Taken.ContainsKey(shape))
        {
            foreach (var (name, make) in Grammars.Skip(1))
            {
                make().Parse(new StringReader(text), out errors);
                if (errors.Count > 0) refusals.Add((name, errors[0]));
            }
            if (shape is not null && refusals.Count == 0) Taken[shape] = true;
        }
        foreach (var same in refusals.GroupBy(r => (r.Error.Line, r.Error.Column, r.Error.Message)))
        {
            var error = same.First().Error;
            findings.Add(new(path, error.Line, error.Column, "grammar",
                $"SQL Server {string.Join(", ", same.Select(r => r.Name))}: {error.Message}"));
        }
        if (tree is not null)
        {
            findings.AddRange(Lines(path, text, tree));
            // THROW at the head of a batch is a procedure call to the grammar of 2008; so is any misspelled word.
            var bare = tree.All<ExecuteStatement>()
                .Where(c => tree.ScriptTokenStream[c.FirstTokenIndex].TokenType is not (TSqlTokenType.Exec or TSqlTokenType.Execute))
                .ToList();
            foreach (var call in bare)
                findings.Add(new(path, call.StartLine, call.StartColumn, "grammar",
                    $"{tree.ScriptTokenStream[call.FirstTokenIndex].Text}: a procedure call without EXEC"));
            if (bare.Count > 0) return null;
        }
        return tree;
    }

    /// <summary>The parse errors of a piece of dynamic SQL, by the grammar of 2008 and of 2025.</summary>
    public static (TSqlScript? Tree, ParseError? Error) ParsePiece(string text) => Pieces.GetOrAdd(text, static text =>
    {
        var tree = (TSqlScript)new TSql100Parser(true).Parse(new StringReader(text), out var errors);
        if (errors.Count > 0) return (null, errors[0]);
        new TSql170Parser(true).Parse(new StringReader(text), out errors);
        return errors.Count > 0 ? (null, errors[0]) : (tree, null);
    });

    /// <summary>
    /// A script's tokens without comments, and without what stands in a literal or between brackets: no grammar looks there.
    /// </summary>
    static string Shape(IList<TSqlParserToken> tokens)
    {
        var shape = new StringBuilder();
        foreach (var token in tokens)
            shape.Append(token.TokenType switch
            {
                TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment or TSqlTokenType.WhiteSpace => " ",
                TSqlTokenType.UnicodeStringLiteral => "N''",
                TSqlTokenType.AsciiStringLiteral => "''",
                TSqlTokenType.QuotedIdentifier => "[]",
                _ => token.Text,
            });
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(shape.ToString())));
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
                yield return new(path, i + 1, line.Length - start.Length + 1, "sqlcmd",
                    $"sqlcmd takes a line that begins with {m.Value} as a command of its own");
            if (GoWord().IsMatch(start))
            {
                if (line != "GO")
                    yield return new(path, i + 1, 1, "sqlcmd", "GO stands alone on its line, in capitals, without a count or a comment");
                else if (!separators.Contains(i + 1))
                    yield return new(path, i + 1, 1, "sqlcmd", "GO inside a literal or a comment: sqlcmd ends the batch here");
            }
        }
    }

    [GeneratedRegex(@"^(:|!!|(EXIT|QUIT|RESET|ED)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex SqlcmdWord();

    [GeneratedRegex(@"^GO\b", RegexOptions.IgnoreCase)]
    private static partial Regex GoWord();
}
