using System.Text;

namespace Oracle.Checks;

/// <summary>
/// The header names the server's version, which limits are checked against. It is short, beside its list of changes and its inputs, and so
/// is the prelude below it: both are read before the script is.
/// </summary>
static class Header
{
    const string Code = "header";
    const int MostLines = 25;
    const int MostOfPrelude = 100;
    const int MostBytesOfPrelude = 7 * 1024;

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.Version is null)
            yield return new(script.Path, 1, 1, Code, "the header has no line `-- Version: …` with the server's version");
        var lines = script.Header.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        var (first, count) = Changes.Lines(lines);
        var others = lines.Where((l, i) => l.StartsWith("--", StringComparison.Ordinal) && !(first <= i && i < first + count)
            && !l.Contains(Frame.InputTable, StringComparison.Ordinal)).Count();
        if (others > MostLines)
            yield return new(script.Path, 1, 1, Code, $"{others} lines beside list of changes and inputs, {MostLines} at the most");
        if (script.PreludeText is not { } prelude) yield break;
        if (prelude.Count(c => c == '\n') is > MostOfPrelude and var length)
            yield return script.AtOffset(script.PreludeStart, Code, $"a prelude of {length} lines, {MostOfPrelude} at the most");
        if (Encoding.UTF8.GetByteCount(prelude) is > MostBytesOfPrelude and var bytes)
            yield return script.AtOffset(script.PreludeStart, Code, $"a prelude of {bytes} bytes, {MostBytesOfPrelude} at the most");
    }
}
