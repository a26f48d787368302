using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// #hadrian_compare says of what it is, and its words are true only at their places: `look` before anything is written, for it says that
/// nothing was changed; `post` after the last write; `read` once, at the end of a file that only reads. What is in #hadrian_check stays as
/// it was written: a row that is taken away or judged again is a check that was never made. A status script has a result of its own
/// instead. A file that only reads may say before what a
/// difference will be, WARN or FAIL, and let those pass that are none.
/// </summary>
static class Comparisons
{
    const string Code = "comparisons";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var work = script.WorkBatches.ToList();
        var writes = work.SelectMany(b => TSqlWrites.Within(b)).Select(w => w.Statement.StartOffset).ToList();
        foreach (var (batch, index) in work.Select((b, i) => (b, i)))
            foreach (var (_, call) in Frame.ClosedCalls(batch.Statements).Where(c => c.Call.Name == Frame.Compare))
            {
                int here = call.Statement.StartOffset;
                var why = call.Text(0) switch
                {
                    "look" when writes.Any(w => w < here) => "a look after a write: it says that nothing was changed",
                    "post" when writes.Any(w => w > here) => "a postcondition before the last write",
                    "look" or "post" when script.IsReadOnly => "a file that only reads compares once, as `read`",
                    "look" or "post" => null,
                    "read" when !script.IsReadOnly => "`read` in a file that may write",
                    "read" => index == work.Count - 1 ? null : "`read` before the last batch",
                    _ => $"{Frame.Compare} N'look', N'post' or N'read'",
                };
                if (why is not null) yield return script.At(call.Statement, Code, why);
            }
        if (script.IsReadOnly && !script.IsStatus && work.Count > 0 && !Compares(work[^1], "read"))
            yield return script.At(work[^1], Code, $"the last batch of a file that only reads does not call {Frame.Compare} N'read'");
        if (writes.Count > 0 && !work.TakeWhile(b => b.StartOffset + b.FragmentLength <= writes[0]).Any(b => Compares(b, "look")))
            yield return script.At(work[0], Code, $"no look calls {Frame.Compare} before the first write");
        foreach (var statement in script.Batches.Skip(script.Prelude.Count).SelectMany(b => b.All<TSqlStatement>()))
            if (Changed(statement).Is(Frame.CheckTable) && !(script.IsReadOnly && Passes(statement)))
                yield return script.At(statement, Code, $"rows of {Frame.CheckTable} are taken away or changed");
    }

    static bool Compares(TSqlBatch batch, string of) =>
        batch.All<TSqlStatement>().Any(e => e.OwnCall() == Frame.Compare
            && e.Arguments() is [{ ParameterValue: StringLiteral { Value: var given } }] && given == of);

    /// <summary>`UPDATE … SET verdict = N'PASS' WHERE found = expected AND …`.</summary>
    static bool Passes(TSqlStatement statement) =>
        statement is UpdateStatement { UpdateSpecification: { SetClauses: [AssignmentSetClause set], WhereClause: { } filter } }
        && set.NewValue is StringLiteral { Value: "PASS" } && set.Column?.MultiPartIdentifier.Identifiers[^1].Is("verdict") == true
        && All(filter.SearchCondition).Any(c => c is BooleanComparisonExpression { ComparisonType: BooleanComparisonType.Equals } same
            && Column(same.FirstExpression) == "found" && Column(same.SecondExpression) == "expected");

    static IEnumerable<BooleanExpression> All(BooleanExpression e) =>
        e is BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } b
            ? All(b.FirstExpression).Concat(All(b.SecondExpression)) : [e];

    static string? Column(ScalarExpression e) => (e as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value;

    static TableReference? Changed(TSqlStatement statement) => statement switch
    {
        UpdateStatement u => TSqlWrites.Target(u.UpdateSpecification.Target, u.UpdateSpecification.FromClause),
        DeleteStatement d => TSqlWrites.Target(d.DeleteSpecification.Target, d.DeleteSpecification.FromClause),
        MergeStatement m => m.MergeSpecification.Target,
        TruncateTableStatement t => new NamedTableReference { SchemaObject = t.TableName },
        _ => null,
    };
}
