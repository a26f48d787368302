using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle;

/// <summary>A parsed script: its tree by the oldest grammar, which is the dialect, and what its place and its header say.</summary>
sealed partial class SqlScript
{
    public string Path { get; }
    public string Text { get; }
    public TSqlScript Tree { get; }
    public IList<TSqlParserToken> Tokens => Tree.ScriptTokenStream;
    public IList<TSqlBatch> Batches => Tree.Batches;

    /// <summary>The server's version in the header's line `-- Version: 2014`.</summary>
    public string? Version { get; }
    public bool IsPreflight { get; }
    /// <summary>By its folder: preflight, verify and status scripts change nothing.</summary>
    public bool IsReadOnly { get; }

    public SqlScript(string path, string text, TSqlScript tree)
    {
        Path = path;
        Text = text;
        Tree = tree;
        Version = VersionLine().Match(text) is { Success: true } m ? m.Groups[1].Value : null;
        (IsPreflight, IsReadOnly) = Place(path);
    }

    /// <summary>SET NOEXEC OFF may be a batch of its own before the session's: a session left in NOEXEC skips the rest of no batch then.</summary>
    public int SessionIndex => Batches.Count > 0 && Batches[0].Statements is [{ } only] && only.IsSet(SetOptions.NoExec, on: false) ? 1 : 0;
    public TSqlBatch? Guard => Batches.ElementAtOrDefault(SessionIndex + 1);
    public IEnumerable<TSqlBatch> AfterGuard => Batches.Skip(SessionIndex + 2);
    /// <summary>The work: every batch after session and guard, but for the two that end the script.</summary>
    public IEnumerable<TSqlBatch> WorkBatches => AfterGuard.SkipLast(2);

    public Finding At(TSqlFragment where, string code, string message) => new(Path, where.StartLine, where.StartColumn, code, message);

    public static (bool Preflight, bool ReadOnly) Place(string path)
    {
        var folders = path.Replace('\\', '/').Split('/');
        bool preflight = folders.Contains("01-preflight");
        return (preflight, preflight || folders.Contains("06-verify") || folders.Contains("status"));
    }

    [GeneratedRegex(@"^--\s*Version:\s*(\w+)", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
