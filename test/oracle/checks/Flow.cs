using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// No batch stops without saying so, and none goes on where it cannot. A body leaves by the stop form alone, where the token is taken
/// away; what is not needed is an IF, not a RETURN. NOEXEC is turned off at the head and before the end, and nowhere else: it is the
/// one statement that NOEXEC ON still carries out.
/// </summary>
static class Flow
{
    const string Code = "flow";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var resumes = new[] { script.Batches.FirstOrDefault(), script.Batches.Count > 1 ? script.Batches[^2] : null };
        foreach (var batch in script.Batches)
        {
            bool frame = script.Prelude.Contains(batch) || batch == script.Guard;
            foreach (var f in In(script, batch.Statements, frame, frame || batch == script.Batches[^1], tried: false)) yield return f;
            foreach (var set in batch.All<PredicateSetStatement>().Where(s => (s.Options & SetOptions.NoExec) != 0 && !s.IsOn))
                if (!resumes.Contains(batch))
                    yield return script.At(set, Code, "SET NOEXEC OFF is at the head and before the end, and nowhere else");
        }
    }

    static IEnumerable<Finding> In(SqlScript script, IList<TSqlStatement> list, bool refuses, bool raises, bool tried, bool leaves = false)
    {
        bool stops = leaves || Frame.Stops(list) || (refuses && list is [{ } raise, _, ReturnStatement] && raise.Raises());
        for (int i = 0; i < list.Count; i++)
        {
            var statement = list[i];
            if (statement is CreateProcedureStatement made)
            {
                foreach (var f in Procedure(script, made.StatementList.Statements)) yield return f;
                continue;
            }
            if (statement is ReturnStatement leave && !(stops && i == list.Count - 1 && leave.Expression is null))
                yield return script.At(statement, Code, "RETURN that is not the end of the stop form");
            if (statement is ReturnStatement && i + 1 < list.Count) yield return script.At(list[i + 1], Code, "never reached");
            if (statement.IsSet(SetOptions.NoExec, on: true) && !(stops && i == list.Count - 2))
                yield return script.At(statement, Code, "SET NOEXEC ON that is not part of the stop form");
            if (statement.OwnCall() is Frame.Stop or Frame.Failed && !(Frame.Stops(list) && i == list.Count - 3))
                yield return script.At(statement, Code, $"{statement.OwnCall()}, and not SET NOEXEC ON; RETURN: the batch goes on");
            if (statement.OwnCall() is not null && tried)
                yield return script.At(statement, Code, $"{statement.OwnCall()} in a TRY: its CATCH goes on");
            if (statement is RaiseErrorStatement error && !raises && !IsMessage(error))
                yield return script.At(statement, Code, $"RAISERROR of severity 11 or more: {Frame.Stop} takes the token away");
            if (statement is BeginEndBlockStatement) yield return script.At(statement, Code, "a block of no IF, WHILE or TRY");
            bool closed = i > 0 && statement is IfStatement && Frame.Closed(list, i - 1) is not null;
            foreach (var inner in statement.Lists())
            {
                bool within = tried || (statement as TryCatchStatement)?.TryStatements.Statements == inner;
                foreach (var f in In(script, inner, refuses, raises, within, closed)) yield return f;
            }
        }
    }

    /// <summary>A procedure answers by RETURN with a number, and sets nothing: what it sets ends with it.</summary>
    static IEnumerable<Finding> Procedure(SqlScript script, IList<TSqlStatement> list)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is ReturnStatement { Expression: not IntegerLiteral })
                yield return script.At(list[i], Code, "RETURN of a procedure without a number");
            if (list[i] is ReturnStatement && i + 1 < list.Count) yield return script.At(list[i + 1], Code, "never reached");
            if (list[i].IsSet(SetOptions.NoExec, on: true))
                yield return script.At(list[i], Code, "SET NOEXEC ON in a procedure ends with it");
            foreach (var inner in list[i].Lists())
                foreach (var f in Procedure(script, inner)) yield return f;
        }
    }

    static bool IsMessage(RaiseErrorStatement raise) => raise.SecondParameter.AsInteger() is >= 0 and <= 10;
}
