using System.Text.RegularExpressions;

namespace Oracle;

/// <summary>
/// REVIEW.md has every statement that changes something of each script of its folder, word by word and in its order, and no other. What it
/// says once for many files is put to each of them, with that file's names.
/// </summary>
static partial class Review
{
    const string Code = "review";
    const string Page = "REVIEW.md";

    public static bool Is(string path) => Path.GetFileName(path) == Page;

    /// <summary>A line that names files, and what is printed below it.</summary>
    sealed record Entry(int At, int Number, string Path, int Files, string? Set, bool IsChangesOnly, int? As)
    {
        public List<(int At, string Text)> Statements { get; } = [];
    }

    /// <summary>A script: its path below the folder, what its head calls it, what it changes.</summary>
    sealed record Script(string Path, string? Server, string? Database, List<List<Word>> Changes, Lazy<List<Word>> Code);

    public static IEnumerable<Finding> Check(
        string path, string text, IEnumerable<SqlScript> sql, IEnumerable<(string Path, string Text)> shell)
    {
        var folder = path[..^Page.Length];
        bool Here(string other) => other.StartsWith(folder, StringComparison.Ordinal);
        var scripts = sql.Where(s => Here(s.Path))
            .Select(s => Read(s.Path, s.Text, folder, ReviewStatements.Of(s), new(() => ReviewStatements.Code(s))))
            .Concat(shell.Where(s => Here(s.Path))
                .Select(s => Read(s.Path, s.Text, folder, ReviewStatements.Of(s.Text), new(() => ReviewStatements.Code(s.Text)))))
            .OrderBy(s => s.Path, StringComparer.Ordinal).ToList();
        var lines = text.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        var sets = Sets(lines);
        var entries = Entries(lines);
        var seen = new HashSet<string>();
        var bodies = new Dictionary<int, (Script Script, string? File)>();
        foreach (var (entry, index) in entries.Select((e, i) => (e, i)))
        {
            if (entry.Number != index + 1) yield return At(entry.At, $"number {entry.Number} where {index + 1} is next");
            var files = Named(entry, scripts, sets);
            if (files.Count != entry.Files) yield return At(entry.At, $"says {entry.Files} files, and {files.Count} are there");
            var read = entry.As is { } number ? entries.FirstOrDefault(e => e.Number == number) : entry;
            if (read is null || (entry.As is not null && (read.As is not null || entry.Statements.Count > 0)))
            {
                yield return At(entry.At, $"{entry.As} is no other statements to go by");
                continue;
            }
            foreach (var (script, file) in files)
            {
                if (!seen.Add(script.Path)) yield return At(entry.At, $"{script.Path} is named twice");
                foreach (var (at, why) in Differences(read, script, file))
                    yield return At(entry.As is null ? at : entry.At, $"{script.Path}: {why}");
                int body = entry.IsChangesOnly ? entry.Number : read.Number;
                if (bodies.TryAdd(body, (script, file))) continue;
                if (!AreOne(bodies[body].Script, bodies[body].File, script, file))
                    yield return At(entry.At, $"{script.Path} and {bodies[body].Script.Path} differ in more than names");
            }
        }
        foreach (var script in scripts.Where(s => s.Changes.Count > 0 && !seen.Contains(s.Path)))
            yield return At(1, $"{script.Path} changes something and is not named");

        Finding At(int line, string message) => new(path, line, 1, Code, message);
    }

    static Script Read(string path, string text, string folder, List<List<Word>> changes, Lazy<List<Word>> code) =>
        new(path[folder.Length..], ServerLine().Match(text) is { Success: true } s ? s.Groups[1].Value : null,
            DatabaseLine().Match(text) is { Success: true } d ? d.Groups[1].Value : null, changes, code);

    /// <summary>How a name stands in a literal, in brackets, and in those within a literal.</summary>
    static readonly Func<string, string>[] Quotings =
    [
        name => name, name => name.Replace("'", "''"), name => name.Replace("]", "]]"),
        name => name.Replace("]", "]]").Replace("'", "''"), name => name.Replace("'", "''''"),
    ];

    /// <summary>Two scripts are the same word by word, but that names of the one may stand where the other has its own.</summary>
    static bool AreOne(Script one, string? file, Script other, string? otherFile)
    {
        var (left, right) = (one.Code.Value, other.Code.Value);
        var names = new[] { (one.Path, other.Path), (one.Database, other.Database), (file, otherFile), (one.Server, other.Server) }
            .Where(n => n.Item1 is not null && n.Item2 is not null)
            .SelectMany(n => Quotings.Select(quote => (Item1: quote(n.Item1!), Item2: quote(n.Item2!)))).Distinct()
            .OrderByDescending(n => n.Item1.Length).ToList();
        if (left.Count != right.Count) return false;
        var own = string.Join('|', names.Select(n => Regex.Escape(n.Item1)));
        return left.Zip(right).All(p => p.First == p.Second || (p.First.Kind == p.Second.Kind && p.First.Kind != WordKind.Plain
            && own != "" && Regex.IsMatch(p.Second.Text, "^" + string.Concat(Regex.Split(p.First.Text, $"({own})").Select(piece =>
                $"(?:{string.Join('|', names.Where(n => n.Item1 == piece).Select(n => n.Item2).Prepend(piece).Select(Regex.Escape))})"))
                + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant)));
    }

    /// <summary>The scripts that a line is about, each with its database's name as files have it.</summary>
    static List<(Script Script, string? File)> Named(Entry entry, List<Script> scripts, Dictionary<string, HashSet<string>> sets)
    {
        if (entry.Set is null)
            return scripts.Where(s => s.Path == entry.Path)
                .Select(s => (s, s.Database is null ? null : s.Path.Split('/')[^2])).ToList();
        var parts = entry.Path.Split("<database>").Select(Regex.Escape).ToList();
        // The same name wherever the placeholder stands.
        var pattern = new Regex($"^{parts[0]}(?<d>[^/]+){string.Join(@"\k<d>", parts.Skip(1))}$");
        var names = sets.GetValueOrDefault(entry.Set) ?? [];
        return scripts.Select(s => (Script: s, Match: pattern.Match(s.Path)))
            .Where(x => x.Match.Success && x.Script.Database is { } d && names.Contains(d))
            .Select(x => (x.Script, (string?)x.Match.Groups["d"].Value)).ToList();
    }

    /// <summary>The first place where what is printed is not what the script does.</summary>
    static IEnumerable<(int At, string Why)> Differences(Entry entry, Script script, string? file)
    {
        var printed = entry.Statements;
        for (int i = 0; i < Math.Max(printed.Count, script.Changes.Count); i++)
        {
            if (i >= printed.Count) yield return (entry.At, $"it also has {Shown(script.Changes[i])}");
            else if (i >= script.Changes.Count) yield return (printed[i].At, "it has no such statement");
            else if (!Same(ReviewStatements.Words(printed[i].Text), script.Changes[i], script, file))
                yield return (printed[i].At, $"it has {Shown(script.Changes[i])}");
            else continue;
            yield break;
        }
    }

    static string Shown(List<Word> words) => string.Join(' ', words.Select(w => w.Text));

    static bool Same(List<Word> printed, List<Word> made, Script script, string? file) => printed.Count == made.Count
        && printed.Zip(made).All(p => p.First == p.Second || (p.First.Kind == p.Second.Kind && p.First.Kind != WordKind.Plain
            && Pattern(p.First.Text, script, file).IsMatch(p.Second.Text)));

    /// <summary>A printed value with a script's names: the database's may be as files have it.</summary>
    static Regex Pattern(string printed, Script script, string? file)
    {
        var database = new[] { script.Database, file }.OfType<string>().Select(Regex.Escape);
        var pattern = Regex.Escape(printed).Replace("<database>", $"(?:{string.Join('|', database)})")
            .Replace("<server>", Regex.Escape(script.Server ?? "<server>"));
        return new Regex($"^{pattern}$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    /// <summary>`- **A**, 2 databases: `Sales`, `Stock``, which may go on in indented lines.</summary>
    static Dictionary<string, HashSet<string>> Sets(List<string> lines)
    {
        var sets = new Dictionary<string, HashSet<string>>();
        for (int i = 0; i < lines.Count; i++)
            if (SetLine().Match(lines[i]) is { Success: true } m)
            {
                var text = lines[i][m.Length..];
                while (i + 1 < lines.Count && lines[i + 1].StartsWith("  ", StringComparison.Ordinal)) text += lines[++i];
                var names = Names(text);
                if (names.Count == int.Parse(m.Groups[2].Value)) sets[m.Groups[1].Value] = names;
            }
        return sets;
    }

    /// <summary>Names between commas, each in spans of code; a bar stands between two of them, escaped for tables.</summary>
    static HashSet<string> Names(string text)
    {
        HashSet<string> names = [];
        var name = "";
        foreach (Match piece in Piece().Matches(text))
        {
            if (piece.Groups[2].Success) name += Unfenced(piece.Groups[2].Value);
            else if (piece.Value == @"\|") name += "|";
            else (name, _) = ("", names.Add(name));
        }
        names.Add(name);
        return names;
    }

    /// <summary>What a span of code holds: a blank on both sides keeps apart what begins or ends with a backtick or a blank.</summary>
    static string Unfenced(string span) =>
        span.Length > 2 && span[0] == ' ' && span[^1] == ' ' && span.Trim(' ') != "" ? span[1..^1] : span;

    static List<Entry> Entries(List<string> lines)
    {
        var entries = new List<Entry>();
        bool inside = false;
        for (int i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = !inside;
            else if (!inside) continue;
            else if (EntryLine().Match(line) is { Success: true } m)
                entries.Add(new(i + 1, int.Parse(m.Groups[1].Value), m.Groups[2].Value,
                    m.Groups[3].Success ? int.Parse(m.Groups[3].Value) : 1, m.Groups[4].Success ? m.Groups[4].Value : null,
                    m.Groups[5].Success, m.Groups[6].Success ? int.Parse(m.Groups[6].Value) : null));
            else if (entries.LastOrDefault()?.Statements is not { } statements) continue;
            else if (line.StartsWith("    ", StringComparison.Ordinal) && statements.Count > 0)
                statements[^1] = (statements[^1].At, $"{statements[^1].Text} {line[4..]}");
            else statements.Add((i + 1, line));
        }
        return entries;
    }

    [GeneratedRegex(@"^- \*\*([A-Z]+)\*\*, (\d+) databases: ")] private static partial Regex SetLine();
    [GeneratedRegex(@"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)|\\\||, *")] private static partial Regex Piece();
    [GeneratedRegex(@"^(?:--|#) (\d+)\. ([^\s:]+\.(?:sql|ps1))(?:: (?:(\d+) files, for ([A-Z]+))?(?:; )?(?:(changes )?as (\d+))?)?$")]
    private static partial Regex EntryLine();
    [GeneratedRegex(@"^(?:--|#) Server: +(.+?) +\((?:topology id )?[^()]+; connect to [^()]+\)\r?$", RegexOptions.Multiline)]
    private static partial Regex ServerLine();
    [GeneratedRegex(@"^(?:--|#) Database:  (.+?)\r?$", RegexOptions.Multiline)] private static partial Regex DatabaseLine();
}
