namespace Oracle.Checks;

/// <summary>
/// The prelude is the same bytes in every file, so that it is read once, and nothing stands before it but comments. What is in it, other
/// checks look at: the session, its tables, its procedures.
/// </summary>
static class Prelude
{
    const string Code = "prelude";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.PreludeText is null)
        {
            var missing = script.PreludeStart < 0 ? Frame.PreludeLine : Frame.GuardLine;
            yield return script.AtOffset(0, Code, $"no line that begins with `{missing}`");
            yield break;
        }
        if (script.Header.Split('\n').Any(line => line.Trim().Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)))
            yield return script.AtOffset(0, Code, "something else than a comment stands before the prelude");
    }

    /// <summary>Every prelude of a run against the one that most files have.</summary>
    public static IEnumerable<Finding> Compare(IReadOnlyList<SqlScript> scripts)
    {
        var whole = scripts.Where(s => s.PreludeText is not null).ToList();
        if (whole.GroupBy(s => s.PreludeText!).MaxBy(g => g.Count()) is not { } known) yield break;
        var wanted = known.Key.Split('\n');
        foreach (var script in whole.Where(s => s.PreludeText != known.Key))
        {
            var found = script.PreludeText!.Split('\n');
            int line = Enumerable.Range(0, found.Length).FirstOrDefault(i => i >= wanted.Length || found[i] != wanted[i]);
            int first = 1 + script.Header.Count(c => c == '\n');
            yield return new(script.Path, first + line, 1, Code, $"another prelude than that of {known.First().Path}, from here on");
        }
    }
}
