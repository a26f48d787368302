using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle;

/// <summary>
/// A parsed script: its tree by the oldest grammar, which is the dialect, its parts, and what its place and its header say.
/// </summary>
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
    /// <summary>By its folder: preflight, verify and status scripts change nothing, nor what tells what remains.</summary>
    public bool IsReadOnly { get; }
    /// <summary>By its folder: it answers with a result set, and whoever may SELECT in msdb runs it.</summary>
    public bool IsStatus { get; }

    /// <summary>Where the line begins that opens the prelude, and the guard's after it; -1 where there is none.</summary>
    public int PreludeStart { get; }
    public int GuardStart { get; }
    public IReadOnlyList<TSqlBatch> Prelude { get; }
    public TSqlBatch? Guard { get; }
    public IReadOnlyList<TSqlBatch> AfterGuard { get; }
    /// <summary>The procedures that the prelude makes, in its order.</summary>
    public IReadOnlyList<CreateProcedureStatement> Procedures { get; }

    /// <summary>The statements that run under XACT_ABORT ON: there an error ends the batch, RAISERROR's apart.</summary>
    public IReadOnlySet<TSqlStatement> UnderAbort { get; }

    public SqlScript(string path, string text, TSqlScript tree)
    {
        Path = path;
        Text = text;
        Tree = tree;
        Version = VersionLine().Match(text) is { Success: true } m ? m.Groups[1].Value : null;
        (IsPreflight, IsReadOnly, IsStatus) = Place(path);
        PreludeStart = LineStart(text, Frame.PreludeLine, 0);
        GuardStart = PreludeStart < 0 ? -1 : LineStart(text, Frame.GuardLine, PreludeStart);
        Prelude = GuardStart < 0 ? [.. Batches] : Batches.TakeWhile(b => b.StartOffset < GuardStart).ToList();
        Guard = Batches.ElementAtOrDefault(Prelude.Count);
        AfterGuard = Batches.Skip(Prelude.Count + 1).ToList();
        Procedures = Prelude.SelectMany(b => b.Statements).OfType<CreateProcedureStatement>().ToList();
        UnderAbort = AbortedAtErrors();
    }

    /// <summary>What a SET XACT_ABORT turns it to; null of every other statement.</summary>
    public static bool? Abort(TSqlStatement s) =>
        s is PredicateSetStatement set && (set.Options & SetOptions.XactAbort) != 0 ? set.IsOn : null;

    HashSet<TSqlStatement> AbortedAtErrors()
    {
        HashSet<TSqlStatement> found = [];
        var on = false;
        foreach (var statement in Batches.SelectMany(b => b.All<TSqlStatement>()).OrderBy(s => s.StartOffset))
        {
            if (on) found.Add(statement);
            on = Abort(statement) ?? on;
        }
        return found;
    }

    /// <summary>The batches of work: all after the guard, but for the two that end the script.</summary>
    public IEnumerable<TSqlBatch> WorkBatches => AfterGuard.SkipLast(2);

    /// <summary>What stands before the prelude.</summary>
    public string Header => PreludeStart < 0 ? Text : Text[..PreludeStart];
    /// <summary>From the prelude's first line to the guard's; null where one of the two is missing.</summary>
    public string? PreludeText => GuardStart < 0 ? null : Text[PreludeStart..GuardStart];

    public Finding At(TSqlFragment where, string code, string message) => new(Path, where.StartLine, where.StartColumn, code, message);
    public Finding AtOffset(int offset, string code, string message) =>
        new(Path, 1 + Text.AsSpan(0, Math.Max(offset, 0)).Count('\n'), 1, code, message);

    /// <summary>Folders whose scripts change nothing, beside preflight.</summary>
    static readonly string[] Reading = ["06-verify", "status", "01-what-is-lost", "07-verify", "02-remains"];

    public static (bool Preflight, bool ReadOnly, bool Status) Place(string path)
    {
        var folders = path.Replace('\\', '/').Split('/');
        bool preflight = folders.Contains("01-preflight");
        return (preflight, preflight || Reading.Any(folders.Contains), folders.Contains("status"));
    }

    static int LineStart(string text, string beginning, int from)
    {
        for (int at = from; (at = text.IndexOf(beginning, at, StringComparison.Ordinal)) >= 0; at++)
            if (at == 0 || text[at - 1] == '\n') return at;
        return -1;
    }

    [GeneratedRegex(@"^--\s*Version:\s*(\w+)", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
