using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// The last batch but one is SET NOEXEC OFF alone; the last says DONE or STOPPED, whatever happened, so it needs no procedure. It leaves
/// neither a token, with which the next run could say DONE, nor an input, which can be a password.
/// </summary>
static class End
{
    const string Code = "end";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.AfterGuard.Count < 3)
        {
            yield return new(script.Path, 1, 1, Code, "too few batches for guard, work and end");
            yield break;
        }
        if (!Frame.Resumes(script.Batches[^2]))
            yield return script.At(script.Batches[^2], Code, "the last batch but one is not SET NOEXEC OFF alone");
        var last = script.Batches[^1];
        var done = Frame.TokenQuery(last)?.SelectElements is [SelectSetVariable { Expression: FunctionCall count } set]
            && count.FunctionName.Is("COUNT") ? set : null;
        if (done is null) yield return script.At(last, Code, $"the last batch counts no row of {Frame.TokenTable}");
        else if (!last.Statements.TakeWhile(s => s.StartOffset + s.FragmentLength <= done.StartOffset)
            .Any(s => s is SetVariableStatement { Expression: IntegerLiteral { Value: "0" } } v && v.Variable.Name == done.Variable.Name))
            yield return script.At(last, Code, $"{done.Variable.Name} does not start as 0: without the table it says nothing");
        foreach (var (yes, no, what) in new[] { ("DONE", "STOPPED", "says"), ("0", "16", "raises") })
            if (!last.All<SearchedCaseExpression>().Any(c => Decides(c, done?.Variable.Name, yes, no)))
                yield return script.At(last, Code, $"the last batch never {what} {yes} where the token is there, and else {no}");
        if (last.Statements[^1] is not RaiseErrorStatement { SecondParameter: VariableReference })
            yield return script.At(last, Code, "the last statement does not say the verdict");
        var dropped = last.Statements.Select(Frame.Dropped).Select(d => d?.Name).ToList();
        foreach (var table in new[] { Frame.TokenTable, Frame.CheckTable, Frame.InputTable }.Except(dropped))
            yield return script.At(last, Code, $"the last batch does not drop {table}");
        foreach (var leave in last.All<ReturnStatement>())
            yield return script.At(leave, Code, "the last batch can end before it says anything");
        foreach (var call in last.All<ExecuteSpecification>()) yield return script.At(call, Code, "the last batch needs a procedure");
        foreach (var (statement, _) in TSqlWrites.Within(last)) yield return script.At(statement, Code, "the last batch writes");
    }

    /// <summary>`CASE WHEN @done = 1 THEN yes ELSE no END`.</summary>
    static bool Decides(SearchedCaseExpression c, string? variable, string yes, string no) =>
        c is { WhenClauses: [{ ThenExpression: Literal then, WhenExpression: BooleanComparisonExpression test }], ElseExpression: Literal }
        && test is { ComparisonType: BooleanComparisonType.Equals, SecondExpression: IntegerLiteral { Value: "1" } }
        && (test.FirstExpression as VariableReference)?.Name == variable && then.Value == yes && ((Literal)c.ElseExpression).Value == no;
}
