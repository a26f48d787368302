using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>The last batch but one is SET NOEXEC OFF alone; the last says DONE or STOPPED, whatever happened.</summary>
static class End
{
    const string Code = "end";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.Batches.Count < 4) { yield return new(script.Path, 1, 1, Code, "too few batches for session, guard and end"); yield break; }
        if (script.Batches[^2].Statements is not [{ } off] || !off.IsSet(SetOptions.NoExec, on: false) || ((PredicateSetStatement)off).Options != SetOptions.NoExec)
            yield return script.At(script.Batches[^2], Code, "the last batch but one is not SET NOEXEC OFF alone");
        var last = script.Batches[^1];
        var words = string.Join('\n', last.All<StringLiteral>().Select(l => l.Value));
        foreach (var word in new[] { "DONE", "STOPPED" })
            if (!words.Contains(word, StringComparison.Ordinal)) yield return script.At(last, Code, $"the last batch does not say {word}");
        if (last.All<PrintStatement>().Count + last.All<RaiseErrorStatement>().Count == 0) yield return script.At(last, Code, "the last batch prints nothing");
        foreach (var leave in last.All<ReturnStatement>()) yield return script.At(leave, Code, "the last batch can end before it says anything");
        foreach (var (statement, _) in TSqlWrites.Within(last)) yield return script.At(statement, Code, "the last batch writes");
    }
}
