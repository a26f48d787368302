using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// No statement that can fail is followed by another before its outcome is read. EXEC of a documented procedure keeps its return
/// code; the very next statement captures @@ERROR; an IF that raises and returns reads both. In a TRY whose CATCH raises,
/// @@ERROR need not be read; nor in any TRY where the statement only looks: that it fails may be what it finds.
/// </summary>
static class ReturnCodes
{
    const string Code = "return-codes";

    public static IEnumerable<Finding> Check(SqlScript script) =>
        script.Batches.SelectMany(b => InList(script, b.Statements, caught: false, tried: false));

    static IEnumerable<Finding> InList(SqlScript script, IList<TSqlStatement> list, bool caught, bool tried)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (CanFail(list[i]) && Unread(list, i, caught || (tried && TSqlWrites.Area(list[i]) is null)) is { } why) yield return script.At(list[i], Code, why);
            if (list[i] is TryCatchStatement block)
            {
                bool raises = Catches(block, i + 1 < list.Count ? list[i + 1] : null);
                foreach (var f in InList(script, block.TryStatements.Statements, caught || raises, tried: true)) yield return f;
                foreach (var f in InList(script, block.CatchStatements.Statements, caught, tried)) yield return f;
            }
            else
                foreach (var inner in list[i].Lists())
                    foreach (var f in InList(script, inner, caught, tried)) yield return f;
        }
    }

    /// <summary>EXEC, BACKUP, RESTORE and whatever changes the server.</summary>
    static bool CanFail(TSqlStatement s) => s.Execution() is not null || s is RestoreStatement || TSqlWrites.Area(s) is not null;

    static string? Unread(IList<TSqlStatement> list, int at, bool caught)
    {
        var execution = list[at].Execution();
        var returnCode = execution?.Variable?.Name;
        bool needsCode = list[at] is ExecuteStatement && execution!.Procedure() is { HasReturnCode: true } p && p.Name != "sp_executesql";
        if (needsCode && returnCode is null) return "EXEC of a documented procedure does not keep its return code: EXEC @rc = …";

        // EXEC that fails leaves the variable as it was: it starts as a failure.
        if (needsCode && !(at > 0 && list[at - 1] is SetVariableStatement { Expression: var start, Variable.Name: var started } && started == returnCode && start is UnaryExpression or IntegerLiteral { Value: not "0" }))
            return $"{returnCode} is not set to a failure right before the EXEC";

        bool errorRead = caught, codeRead = returnCode is null;
        string? error = null;
        int next = at + 1;
        if (next < list.Count && Captures(list[next]) is { } variable) { error = variable; next++; }
        for (; next < list.Count && !Done(); next++)
        {
            if (list[next] is IfStatement check && (check.ThenStatement.FailsAndLeaves() || check.ElseStatement.FailsAndLeaves()))
            {
                errorRead |= (error is not null && check.Predicate.ReadsVariable(error)) || (next == at + 1 && check.Predicate.ReadsGlobal("@@ERROR"));
                codeRead |= returnCode is not null && check.Predicate.ReadsVariable(returnCode);
                if (Done()) break;
            }
            if (list[next].All<TSqlStatement>().Any(CanFail)) break;
        }
        if (Done()) return null;
        return (errorRead, codeRead) switch
        {
            (false, true) when error is null => "the next statement does not capture @@ERROR",
            (false, false) when error is null => "neither @@ERROR nor the return code is read by an IF that raises and returns before the next step",
            (_, false) => $"{returnCode} is not read by an IF that raises and returns before the next step",
            _ => $"{error} is not read by an IF that raises and returns before the next step",
        };

        // Where the page promises no return code, either of the two will do.
        bool Done() => needsCode ? errorRead && codeRead : errorRead || (returnCode is not null && codeRead);
    }

    /// <summary>The variable that a statement sets to @@ERROR.</summary>
    static string? Captures(TSqlStatement s) => s switch
    {
        SetVariableStatement { Expression: GlobalVariableExpression g } v when g.Name.Equals("@@ERROR", StringComparison.OrdinalIgnoreCase) => v.Variable.Name,
        SelectStatement { QueryExpression: QuerySpecification q } => q.SelectElements.OfType<SelectSetVariable>()
            .FirstOrDefault(e => e.Expression is GlobalVariableExpression g && g.Name.Equals("@@ERROR", StringComparison.OrdinalIgnoreCase))?.Variable.Name,
        _ => null,
    };

    /// <summary>The CATCH raises and leaves, or keeps what was caught for an IF right after it that does.</summary>
    static bool Catches(TryCatchStatement tried, TSqlStatement? after)
    {
        var caught = tried.CatchStatements.Statements;
        if (caught.Any(s => s.Raises()) && caught[^1] is ReturnStatement) return true;
        var kept = caught.OfType<SetVariableStatement>().Select(s => s.Variable.Name)
            .Concat(caught.OfType<SelectStatement>().SelectMany(s => s.All<SelectSetVariable>()).Select(s => s.Variable.Name));
        return after is IfStatement check && check.ThenStatement.FailsAndLeaves() && kept.Any(check.Predicate.ReadsVariable);
    }
}
