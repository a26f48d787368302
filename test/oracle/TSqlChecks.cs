using Oracle.Checks;

namespace Oracle;

/// <summary>Every check of a .sql file but the compiler: the parser, then one check per file of checks/.</summary>
static class TSqlChecks
{
    static readonly Func<SqlScript, IEnumerable<Finding>>[] All =
    [
        Header.Check, SessionFirst.Check, GuardSecond.Check, Token.Check, ReturnCodes.Check, Flow.Check, LookBeforeWrite.Check, ReadOnly.Check,
        Banned.Check, Grid.Check, Literals.Check, Functions.Check, RaiseErrors.Check, Expressions.Check, Calls.Check, UnsetVariables.Check, ColumnCounts.Check, OneCase.Check, End.Check,
    ];

    public static List<Finding> Check(string path, string text, Action<SqlScript> parsed)
    {
        var findings = new List<Finding>();
        if (TSqlGrammar.Parse(path, text, findings) is not { } tree) return findings;
        var script = new SqlScript(path, text, tree);
        parsed(script);
        foreach (var check in All) findings.AddRange(check(script));
        return findings;
    }
}
