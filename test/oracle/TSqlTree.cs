using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle;

/// <summary>Every node of one type, in the order of the text.</summary>
sealed class Collect<T> : TSqlFragmentVisitor where T : TSqlFragment
{
    public List<T> Found { get; } = [];
    public override void Visit(TSqlFragment node)
    {
        if (node is T hit) Found.Add(hit);
    }
}

/// <summary>The questions that the checks ask of ScriptDom's tree.</summary>
static class TSqlTree
{
    /// <summary>Every T below and including the node, in the order of the text.</summary>
    public static List<T> All<T>(this TSqlFragment? node) where T : TSqlFragment
    {
        if (node is null) return [];
        var collect = new Collect<T>();
        node.Accept(collect);
        return collect.Found.OrderBy(n => n.StartOffset).ToList();
    }

    public static bool Is(this Identifier? name, string text) => string.Equals(name?.Value, text, StringComparison.OrdinalIgnoreCase);

    public static string Last(this SchemaObjectName name) => name.BaseIdentifier.Value;
    public static bool IsTemporary(this SchemaObjectName? name) => name?.BaseIdentifier?.Value.StartsWith('#') == true;

    /// <summary>The statements of a branch or body: a block's, or the one.</summary>
    public static IList<TSqlStatement> Body(this TSqlStatement? statement) => statement switch
    {
        null => [],
        BeginEndBlockStatement block => block.StatementList.Statements,
        _ => [statement],
    };

    /// <summary>The statement lists that a statement holds.</summary>
    public static IEnumerable<IList<TSqlStatement>> Lists(this TSqlStatement statement) => statement switch
    {
        BeginEndBlockStatement block => [block.StatementList.Statements],
        IfStatement i => i.ElseStatement is null ? [i.ThenStatement.Body()] : [i.ThenStatement.Body(), i.ElseStatement.Body()],
        WhileStatement w => [w.Statement.Body()],
        TryCatchStatement t => [t.TryStatements.Statements, t.CatchStatements.Statements],
        _ => [],
    };

    public static bool ReadsVariable(this TSqlFragment node, string name) =>
        node.All<VariableReference>().Any(v => string.Equals(v.Name, name, StringComparison.OrdinalIgnoreCase));

    public static bool ReadsGlobal(this TSqlFragment node, string name) =>
        node.All<GlobalVariableExpression>().Any(g => string.Equals(g.Name, name, StringComparison.OrdinalIgnoreCase));

    public static bool Calls(this TSqlFragment node, string function, string? firstLiteral = null) =>
        node.All<FunctionCall>().Any(f => f.FunctionName.Is(function) && (firstLiteral is null
            || (f.Parameters.FirstOrDefault() is StringLiteral s
                && string.Equals(s.Value, firstLiteral, StringComparison.OrdinalIgnoreCase))));

    /// <summary>RAISERROR that ends a script under sqlcmd -b and shows as a failure in SSMS: severity 16 or more.</summary>
    public static bool Raises(this TSqlStatement statement) =>
        statement is RaiseErrorStatement { SecondParameter: IntegerLiteral severity } && int.Parse(severity.Value) >= 16;

    public static bool IsSet(this TSqlStatement statement, SetOptions option, bool on) =>
        statement is PredicateSetStatement set && set.IsOn == on && (set.Options & option) != 0;

    /// <summary>The EXEC of a statement: EXEC itself, or INSERT … EXEC.</summary>
    public static ExecuteSpecification? Execution(this TSqlStatement statement) => statement switch
    {
        ExecuteStatement e => e.ExecuteSpecification,
        InsertStatement { InsertSpecification.InsertSource: ExecuteInsertSource source } => source.Execute,
        _ => null,
    };

    public static SchemaObjectName? ProcedureName(this ExecuteSpecification execution) =>
        (execution.ExecutableEntity as ExecutableProcedureReference)?.ProcedureReference?.ProcedureReference?.Name;

    public static Procedure? Procedure(this ExecuteSpecification execution) => execution.ProcedureName() is { } name
        ? Reference.FindProcedure(name.DatabaseIdentifier?.Value, name.SchemaIdentifier?.Value, name.Last()) : null;

    /// <summary>The text that a string list or sp_executesql runs, where it is a literal; else the expression itself.</summary>
    public static (bool Dynamic, IList<ValueExpression> Parts) DynamicParts(this ExecuteSpecification execution) =>
        execution.ExecutableEntity switch
        {
            ExecutableStringList list => (true, list.Strings),
            ExecutableProcedureReference call when execution.ProcedureName()?.BaseIdentifier.Is("sp_executesql") == true =>
                (true, call.Parameters.Take(1).Select(p => p.ParameterValue as ValueExpression).OfType<ValueExpression>().ToList()),
            _ => (false, []),
        };

    /// <summary>The literals of dynamic SQL, with where each stands.</summary>
    public static IEnumerable<StringLiteral> DynamicLiterals(this TSqlFragment node) =>
        node.All<ExecuteSpecification>().Select(e => e.DynamicParts()).Where(d => d.Dynamic).SelectMany(d => d.Parts)
            .OfType<StringLiteral>();

    /// <summary>`CONVERT(…)`, `(x)` and the like taken off.</summary>
    public static int? AsInteger(this TSqlFragment? value) => value is IntegerLiteral i ? int.Parse(i.Value) : null;
}
