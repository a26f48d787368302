namespace Oracle.Checks;

/// <summary>The header names the server's version: limits by version are checked against it.</summary>
static class Header
{
    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.Version is null) yield return new(script.Path, 1, 1, "header", "the header has no line `-- Version: …` with the server's version");
    }
}
