using Oracle.Checks;

namespace Oracle;

/// <summary>Every check of one .sql file but the compiler: the parser, then one check per file of checks/.</summary>
static class TSqlChecks
{
    static readonly Func<SqlScript, IEnumerable<Finding>>[] All =
    [
        Header.Check, Prelude.Check, SessionFirst.Check, ReturnCodes.Check, ReadOnly.Check, Banned.Check, Grid.Check, Literals.Check,
        Functions.Check, RaiseErrors.Check, Expressions.Check, Calls.Check, UnsetVariables.Check, MadeTwice.Check, ColumnCounts.Check,
        OneCase.Check, Width.Check,
    ];

    /// <summary>Those that need to know what is prelude, guard, work and end.</summary>
    static readonly Func<SqlScript, IEnumerable<Finding>>[] OfTheParts =
    [
        Changes.Check, SessionTables.Check, Procedures.Check, GuardSecond.Check, Token.Check, OwnCalls.Check, Flow.Check,
        LookBeforeWrite.Check, LostChecks.Check, Comparisons.Check, Result.Check, End.Check,
    ];

    public static List<Finding> Check(string path, string text, Action<SqlScript> parsed)
    {
        var findings = new List<Finding>();
        if (TSqlGrammar.Parse(path, text, findings) is not { } tree) return findings;
        var script = new SqlScript(path, text, tree);
        parsed(script);
        foreach (var check in script.PreludeText is null ? All : All.Concat(OfTheParts)) findings.AddRange(check(script));
        return findings;
    }
}
