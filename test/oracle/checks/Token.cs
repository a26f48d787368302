using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// Every batch of work first looks for the row that the batch before it left in #hadrian_guard, and returns without it:
/// a selection run by itself, a reconnect, or a batch after a failed one does nothing.
/// </summary>
static class Token
{
    const string Code = "token";
    public const string Table = "#hadrian_guard";

    public static bool IsGuardTable(TableReference? table) => table is NamedTableReference { SchemaObject: var name } && name.BaseIdentifier.Is(Table);

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.Guard is not { } before) yield break;
        string? name = null;
        int stage = 0;
        foreach (var batch in script.WorkBatches)
        {
            if (ReadCheck(batch) is not { } check)
                yield return script.At(batch, Code, "the batch does not begin with the check of #hadrian_guard that raises severity 16 and returns");
            else
            {
                if (check.Stage is null) yield return script.At(check.Where, Code, "the check compares no literal stage");
                else if (check.Stage <= stage) yield return script.At(check.Where, Code, $"stage {check.Stage} does not follow stage {stage}");
                else if (LeftBy(before) != check.Stage) yield return script.At(check.Where, Code, $"the batch before leaves stage {LeftBy(before)?.ToString() ?? "none"}, this one wants {check.Stage}");
                stage = check.Stage ?? stage;
                if (check.Script is null) yield return script.At(check.Where, Code, "the check compares no literal script name");
                else if (name is not null && name != check.Script) yield return script.At(check.Where, Code, $"the script is named {check.Script} here and {name} before");
                name ??= check.Script;
            }
            foreach (var f in Leaves(script, batch.Statements, atEnd: true)) yield return f;
            before = batch;
        }
        if (name is not null && !Path.GetFullPath(script.Path).Replace('\\', '/').EndsWith("/" + name, StringComparison.Ordinal))
            yield return script.At(script.Guard, Code, $"the token names {name}, not this file");
        // The end tells DONE from STOPPED by the stage that the last batch of work leaves.
        if (!script.WorkBatches.Any()) yield break;
        if (LeftBy(before) is not { } last) yield return script.At(before, Code, "the last batch of work leaves no stage");
        else if (!script.Batches[^1].All<BooleanComparisonExpression>().Any(c => Compared(c, "stage") is IntegerLiteral i && i.AsInteger() == last))
            yield return script.At(script.Batches[^1], Code, $"the last batch does not compare the stage with {last}, which the last batch of work leaves");
    }

    /// <summary>The stage that a batch writes last: INSERT … VALUES or SELECT with a literal, or UPDATE … SET stage = literal.</summary>
    public static int? LeftBy(TSqlBatch batch)
    {
        int? stage = null;
        foreach (var statement in batch.All<TSqlStatement>())
        {
            if (statement is UpdateStatement u && IsGuardTable(u.UpdateSpecification.Target))
                stage = u.UpdateSpecification.SetClauses.OfType<AssignmentSetClause>()
                    .FirstOrDefault(c => c.Column?.MultiPartIdentifier?.Identifiers[^1].Is("stage") == true)?.NewValue.AsInteger() ?? stage;
            else if (statement is InsertStatement i && IsGuardTable(i.InsertSpecification.Target))
            {
                int at = i.InsertSpecification.Columns.ToList().FindIndex(c => c.MultiPartIdentifier.Identifiers[^1].Is("stage"));
                if (at < 0) continue;
                stage = i.InsertSpecification.InsertSource switch
                {
                    ValuesInsertSource v => v.RowValues[0].ColumnValues.ElementAtOrDefault(at).AsInteger(),
                    SelectInsertSource { Select: QuerySpecification q } => (q.SelectElements.ElementAtOrDefault(at) as SelectScalarExpression)?.Expression.AsInteger(),
                    _ => null,
                } ?? stage;
            }
        }
        return stage;
    }

    /// <summary>The stage is left at the end: RETURN follows, or nothing but a message to the end of the batch.</summary>
    static IEnumerable<Finding> Leaves(SqlScript script, IList<TSqlStatement> list, bool atEnd)
    {
        for (int i = 0; i < list.Count; i++)
        {
            var next = list.Skip(i + 1).SkipWhile(s => s is PrintStatement || (s is RaiseErrorStatement && !s.Raises())).FirstOrDefault();
            bool last = next is ReturnStatement || (next is null && atEnd);
            if (!last && list[i] is UpdateStatement u && IsGuardTable(u.UpdateSpecification.Target))
                yield return script.At(list[i], Code, "the batch goes on after it has left its stage");
            foreach (var f in list[i].Lists().SelectMany(inner => Leaves(script, inner, last && list[i] is not WhileStatement))) yield return f;
        }
    }

    sealed record TokenCheck(TSqlStatement Where, int? Stage, string? Script);

    static TokenCheck? ReadCheck(TSqlBatch batch)
    {
        var rest = batch.Statements.SkipWhile(IsPreparation).ToList();
        if (rest.Count < 2 || rest[0] is not IfStatement { ElseStatement: null } look || rest[1] is not IfStatement decide) return null;
        bool exists = look.Predicate is BooleanIsNullExpression { IsNot: true } && look.Predicate.All<StringLiteral>().Any(s => s.Value.EndsWith(Table, StringComparison.OrdinalIgnoreCase));
        if (!exists || look.ThenStatement.Body() is not [SelectStatement { QueryExpression: QuerySpecification query }]) return null;
        if (query.SelectElements is not [SelectSetVariable { Expression: FunctionCall count } set] || !count.FunctionName.Is("COUNT")) return null;
        if (query.FromClause?.TableReferences is not [{ } from] || !IsGuardTable(from)) return null;
        // NULL <> 1 is not true: without its start value a missing table would pass.
        if (!batch.Statements.TakeWhile(IsPreparation).Any(s => s is SetVariableStatement v && v.Variable.Name == set.Variable.Name
            || s is DeclareVariableStatement d && d.Declarations.Any(e => e.VariableName.Value == set.Variable.Name && e.Value is Literal))) return null;
        if (!decide.Predicate.ReadsVariable(set.Variable.Name) || !decide.ThenStatement.FailsAndLeaves()) return null;
        var comparisons = query.WhereClause.All<BooleanComparisonExpression>();
        return new(look,
            comparisons.Select(c => Compared(c, "stage")).OfType<IntegerLiteral>().FirstOrDefault().AsInteger(),
            comparisons.Select(c => Compared(c, "script")).OfType<StringLiteral>().FirstOrDefault()?.Value);
    }

    /// <summary>What a column is compared with.</summary>
    static ScalarExpression? Compared(BooleanComparisonExpression c, string column) =>
        c.ComparisonType == BooleanComparisonType.Equals && c.FirstExpression is ColumnReferenceExpression r && r.MultiPartIdentifier.Identifiers[^1].Is(column)
            ? c.SecondExpression : null;

    /// <summary>Declarations, and variables set to literals, may stand before the check.</summary>
    static bool IsPreparation(TSqlStatement s) => s switch
    {
        DeclareVariableStatement d => d.Declarations.All(v => v.Value is null or Literal),
        DeclareTableVariableStatement => true,
        SetVariableStatement v => v.Expression is Literal,
        _ => false,
    };
}
