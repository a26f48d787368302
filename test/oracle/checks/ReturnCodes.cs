using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// No statement that can fail is followed by another before its outcome is read. EXEC of a documented procedure keeps its return
/// code; the very next statement captures @@ERROR; an IF whose branch is the stop form reads both, and #hadrian_failed is given both.
/// In a TRY whose CATCH stops, @@ERROR need not be read; nor where the statement only looks, in a TRY (that it fails may be what it
/// finds) or under XACT_ABORT ON, which ends the batch.
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
            bool looks = TSqlWrites.Area(list[i]) is null && (tried || script.UnderAbort.Contains(list[i]));
            if (CanFail(list[i]) && Unread(list, i, caught || looks) is { } why)
                yield return script.At(list[i], Code, why);
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

    /// <summary>EXEC, BACKUP, RESTORE and whatever changes the server; the prelude's procedures have checks of their own.</summary>
    static bool CanFail(TSqlStatement s) =>
        s.OwnCall() is null && (s.Execution() is not null || s is RestoreStatement || TSqlWrites.Area(s) is not null);

    static string? Unread(IList<TSqlStatement> list, int at, bool caught)
    {
        var execution = list[at].Execution();
        var returnCode = execution?.Variable?.Name;
        bool needsCode = list[at] is ExecuteStatement && execution!.Procedure() is { HasReturnCode: true } p && p.Name != "sp_executesql";
        if (needsCode && returnCode is null) return "EXEC of a documented procedure does not keep its return code: EXEC @rc = …";

        // EXEC that fails leaves the variable as it was: it starts as a failure.
        if (needsCode && !(at > 0 && list[at - 1] is SetVariableStatement { Expression: var start, Variable.Name: var started }
            && started == returnCode && start is UnaryExpression or IntegerLiteral { Value: not "0" }))
            return $"{returnCode} is not set to a failure right before the EXEC";

        bool errorRead = caught, codeRead = returnCode is null;
        string? error = null, wrong = null;
        int next = at + 1;
        if (next < list.Count && Captures(list[next]) is { } variable) { error = variable; next++; }
        for (; next < list.Count && !Done(); next++)
        {
            if (list[next] is IfStatement check && (check.ThenStatement.StopCall() ?? check.ElseStatement.StopCall()) is { } stop)
            {
                errorRead |= (error is not null && check.Predicate.ReadsVariable(error))
                    || (next == at + 1 && check.Predicate.ReadsGlobal("@@ERROR"));
                codeRead |= returnCode is not null && check.Predicate.ReadsVariable(returnCode);
                wrong ??= Told(stop, execution, error, needsCode ? returnCode : null);
                if (Done()) break;
            }
            if (list[next].All<TSqlStatement>().Any(CanFail)) break;
        }
        if (Done()) return wrong;
        return (errorRead, codeRead) switch
        {
            (false, true) when error is null => "the next statement does not capture @@ERROR",
            (false, false) when error is null => "neither @@ERROR nor the return code is read by an IF that stops before the next step",
            (_, false) => $"{returnCode} is not read by an IF that stops before the next step",
            _ => $"{error} is not read by an IF that stops before the next step",
        };

        // Where the page promises no return code, either of the two will do.
        bool Done() => needsCode ? errorRead && codeRead : errorRead || (returnCode is not null && codeRead);
    }

    /// <summary>`#hadrian_failed N'…', @error, @rc`: what failed is what is named, what was read is what is told.</summary>
    static string? Told(TSqlStatement stop, ExecuteSpecification? execution, string? error, string? returnCode)
    {
        if (stop.OwnCall() != Frame.Failed) return null;
        bool named = execution is null || execution.DynamicParts().Dynamic || execution.ProcedureName() is not { } procedure
            || (stop.Arguments().FirstOrDefault()?.ParameterValue as StringLiteral)?.Value == procedure.Last();
        if (!named) return $"{Frame.Failed} names another procedure";
        var given = stop.Arguments().Skip(1).Select(a => (a.ParameterValue as VariableReference)?.Name).ToList();
        if (error is not null && given.ElementAtOrDefault(0) != error) return $"{Frame.Failed} is not given {error}";
        return returnCode is not null && given.ElementAtOrDefault(1) != returnCode ? $"{Frame.Failed} is not given {returnCode}" : null;
    }

    /// <summary>The variable that a statement sets to @@ERROR.</summary>
    static string? Captures(TSqlStatement s) => s switch
    {
        SetVariableStatement { Expression: GlobalVariableExpression g } v when IsError(g) => v.Variable.Name,
        SelectStatement { QueryExpression: QuerySpecification q } => q.SelectElements.OfType<SelectSetVariable>()
            .FirstOrDefault(e => e.Expression is GlobalVariableExpression g && IsError(g))?.Variable.Name,
        _ => null,
    };

    static bool IsError(GlobalVariableExpression g) => g.Name.Equals("@@ERROR", StringComparison.OrdinalIgnoreCase);

    /// <summary>The CATCH ends in the stop form, or keeps what was caught for an IF right after it that does.</summary>
    static bool Catches(TryCatchStatement tried, TSqlStatement? after)
    {
        var caught = tried.CatchStatements.Statements;
        if (Frame.Stops(caught)) return true;
        var kept = caught.OfType<SetVariableStatement>().Select(s => s.Variable.Name)
            .Concat(caught.OfType<SelectStatement>().SelectMany(s => s.All<SelectSetVariable>()).Select(s => s.Variable.Name));
        return after is IfStatement check && check.ThenStatement.Stops() && kept.Any(check.Predicate.ReadsVariable);
    }
}
