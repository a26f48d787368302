namespace Oracle.Checks;

/// <summary>Preflight, verify and status scripts change nothing.</summary>
static class ReadOnly
{
    public static IEnumerable<Finding> Check(SqlScript script) => script.IsReadOnly
        ? TSqlWrites.Within(script.Tree).Select(w => script.At(w.Statement, "read-only", $"a write ({w.Area}) in a script that only reads"))
        : [];
}
