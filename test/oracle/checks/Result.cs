using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// A status script answers with one result set, which monitoring systems read: the columns are always the same, and so is what a line that
/// says FAIL comes to. It stands in the last batch, in the place of the comparison; and no line is taken away but settings that are equal.
/// </summary>
static class Result
{
    const string Code = "result";
    const string Table = "#hadrian_status";
    static readonly string[] Columns = ["severity", "code", "server", "database", "what", "expected", "found", "minutes"];

    /// <summary>The statement that answers; null in every other script.</summary>
    public static SelectStatement? Of(SqlScript script) =>
        script.IsStatus ? script.WorkBatches.LastOrDefault()?.Statements.OfType<SelectStatement>().FirstOrDefault(Answers) : null;

    static bool Answers(SelectStatement select) =>
        select.QueryExpression is QuerySpecification query && query.SelectElements.All(element => element is SelectScalarExpression);

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (!script.IsStatus || script.WorkBatches.LastOrDefault() is not { } last) yield break;
        if (Of(script) is not { QueryExpression: QuerySpecification query } select)
        {
            yield return script.At(last, Code, "the last batch of a status script answers with no result set");
            yield break;
        }
        var names = query.SelectElements.OfType<SelectScalarExpression>().Select(Name).ToList();
        if (!names.SequenceEqual(Columns)) yield return script.At(select, Code, $"the columns are {string.Join(", ", names)}");
        if (query.OrderByClause is null || query.WhereClause is not null || query.FromClause?.TableReferences is not [var from]
            || !from.Is(Table))
            yield return script.At(select, Code, $"not every row of {Table}, in order");
        var after = last.Statements.Where(s => s.StartOffset > select.StartOffset).OfType<IfStatement>();
        if (!after.Any(check => check.ElseStatement is null && check.ThenStatement.Stops() && Counted(last, check)))
            yield return script.At(select, Code, "a line that says FAIL does not stop the script");
        foreach (var delete in script.Tree.All<DeleteStatement>().Where(d => d.DeleteSpecification.Target.Is(Table)))
            if (delete.DeleteSpecification.WhereClause is not { } where || !All(where.SearchCondition).Any(c => Is(c, "severity", "PASS")))
                yield return script.At(delete, Code, "lines are taken away that do not say PASS");
        foreach (var update in script.Tree.All<UpdateStatement>().Where(u => u.UpdateSpecification.Target.Is(Table)))
            if (update.UpdateSpecification.WhereClause?.SearchCondition is not BooleanIsNullExpression { IsNot: false })
                yield return script.At(update, Code, "lines are judged again");
    }

    /// <summary>`IF @fail > 0`, where @fail is the sum of the rows that say FAIL.</summary>
    static bool Counted(TSqlBatch batch, IfStatement check) =>
        check.Predicate is BooleanComparisonExpression
        {
            ComparisonType: BooleanComparisonType.GreaterThan, FirstExpression: VariableReference counted,
            SecondExpression: IntegerLiteral { Value: "0" },
        }
        && batch.All<SelectSetVariable>().Any(set => set.Variable.Name == counted.Name
            && set.Expression.All<StringLiteral>().Any(text => text.Value == "FAIL"));

    static string Name(SelectScalarExpression element) =>
        element.ColumnName?.Value ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value ?? "";

    static bool Is(BooleanExpression e, string column, string value) =>
        e is BooleanComparisonExpression { ComparisonType: BooleanComparisonType.Equals } same
        && (same.FirstExpression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value == column
        && same.SecondExpression is StringLiteral text && text.Value == value;

    static IEnumerable<BooleanExpression> All(BooleanExpression e) =>
        e is BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } b
            ? All(b.FirstExpression).Concat(All(b.SecondExpression)) : [e];
}
