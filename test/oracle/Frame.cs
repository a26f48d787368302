using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle;

/// <summary>A call of #hadrian_batch or #hadrian_compare in the one form that fails closed.</summary>
sealed record ClosedCall(string Name, IList<ExecuteParameter> Arguments, TSqlStatement Statement)
{
    public string? Text(int argument) => (Arguments.ElementAtOrDefault(argument)?.ParameterValue as StringLiteral)?.Value;
    public int? Number(int argument) => (Arguments.ElementAtOrDefault(argument)?.ParameterValue as IntegerLiteral).AsInteger();
}

/// <summary>
/// The names and the forms of the frame that every script has. A procedure cannot end its caller, and a missing one (error 2812)
/// lets the batch go on: so each form leaves the batch itself.
/// </summary>
static class Frame
{
    public const string PreludeLine = "-- ==== Prelude";
    public const string GuardLine = "-- Guard:";
    public const string Prefix = "#hadrian_";
    public const string TokenTable = "#hadrian_token";
    public const string CheckTable = "#hadrian_check";
    public const string InputTable = "#hadrian_input";
    public const string Stop = "#hadrian_stop";
    public const string Failed = "#hadrian_failed";
    public const string Batch = "#hadrian_batch";
    public const string Compare = "#hadrian_compare";
    public static readonly string[] Procedures = [Stop, Failed, Batch, Compare];
    /// <summary>What no text that is run as a statement of its own may name.</summary>
    public static readonly string[] Names = [TokenTable, CheckTable, .. Procedures];

    public static bool IsOwn(this SchemaObjectName? name) =>
        name?.BaseIdentifier?.Value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The procedure under #hadrian_ that a statement calls.</summary>
    public static string? OwnCall(this TSqlStatement statement) =>
        statement.Execution()?.ProcedureName() is { } name && name.IsOwn() ? name.Last() : null;

    public static IList<ExecuteParameter> Arguments(this TSqlStatement statement) =>
        (statement.Execution()?.ExecutableEntity as ExecutableProcedureReference)?.Parameters ?? [];

    public static bool Is(this TableReference? table, string name) =>
        (table as NamedTableReference)?.SchemaObject.BaseIdentifier.Is(name) == true;

    static bool IsNoExecOn(TSqlStatement s) => s is PredicateSetStatement { Options: SetOptions.NoExec, IsOn: true };
    static bool IsNoExecOff(TSqlStatement s) => s is PredicateSetStatement { Options: SetOptions.NoExec, IsOn: false };
    static bool IsLeave(TSqlStatement s) => s is ReturnStatement { Expression: null };

    /// <summary>The batch that is SET NOEXEC OFF alone.</summary>
    public static bool Resumes(TSqlBatch batch) => batch.Statements is [{ } only] && IsNoExecOff(only);

    /// <summary>`EXEC #hadrian_stop …` or `#hadrian_failed …; SET NOEXEC ON; RETURN`, as the end of a list.</summary>
    public static bool Stops(IList<TSqlStatement> list) =>
        list is [.., ExecuteStatement { ExecuteSpecification.Variable: null } call, { } off, { } leave]
        && call.OwnCall() is Stop or Failed && IsNoExecOn(off) && IsLeave(leave);

    /// <summary>A branch that is a block and ends in the stop form.</summary>
    public static bool Stops(this TSqlStatement? branch) => branch is BeginEndBlockStatement && Stops(branch.Body());

    /// <summary>The call of the stop form that a branch ends in.</summary>
    public static TSqlStatement? StopCall(this TSqlStatement? branch) => branch.Stops() ? branch.Body()[^3] : null;

    /// <summary>
    /// `BEGIN RAISERROR(…, 16, …); SET NOEXEC ON; RETURN; END`, where procedures may be missing: in prelude and guard.
    /// </summary>
    public static bool Refuses(this TSqlStatement? branch) =>
        branch is BeginEndBlockStatement && branch.Body() is [{ } raise, { } off, { } leave]
        && raise.Raises() && IsNoExecOn(off) && IsLeave(leave);

    /// <summary>The IF that a closed call ends in: its branch leaves without a word, because the procedure has said why.</summary>
    static bool Leaves(TSqlStatement? statement, string variable) =>
        statement is IfStatement { ElseStatement: null, ThenStatement: BeginEndBlockStatement then } check
        && then.Body() is [{ } off, { } leave] && IsNoExecOn(off) && IsLeave(leave)
        && check.Predicate is BooleanComparisonExpression
        {
            ComparisonType: BooleanComparisonType.NotEqualToBrackets or BooleanComparisonType.NotEqualToExclamation,
            FirstExpression: FunctionCall { Parameters: [VariableReference kept, IntegerLiteral { Value: "0" }] } isNull,
            SecondExpression: IntegerLiteral { Value: "1" },
        }
        && isNull.FunctionName.Is("ISNULL") && kept.Name == variable;

    /// <summary>
    /// `SET @ok = 0; EXEC @ok = #hadrian_… …; IF ISNULL(@ok, 0) &lt;&gt; 1 BEGIN SET NOEXEC ON; RETURN; END`, with the EXEC at this
    /// index.
    /// </summary>
    public static ClosedCall? Closed(IList<TSqlStatement> list, int at) =>
        list[at] is ExecuteStatement { ExecuteSpecification.Variable.Name: { } variable } call
        && call.OwnCall() is Batch or Compare
        && at > 0 && list[at - 1] is SetVariableStatement { Expression: IntegerLiteral { Value: "0" } } start
        && start.AssignmentKind == AssignmentKind.Equals && start.Variable.Name == variable
        && Leaves(list.ElementAtOrDefault(at + 1), variable)
            ? new(call.OwnCall()!, call.Arguments(), call) : null;

    /// <summary>The closed calls of a list, not of what its statements hold.</summary>
    public static IEnumerable<(int At, ClosedCall Call)> ClosedCalls(IList<TSqlStatement> list)
    {
        for (int i = 0; i < list.Count; i++)
            if (Closed(list, i) is { } call) yield return (i, call);
    }

    /// <summary>`IF OBJECT_ID(N'tempdb..#x') IS NOT NULL DROP … #x`: the name, and whether it is a procedure.</summary>
    public static (string Name, bool Procedure)? Dropped(TSqlStatement statement)
    {
        if (statement is not IfStatement { ElseStatement: null, Predicate: BooleanIsNullExpression { IsNot: true } there } drop)
            return null;
        if (drop.ThenStatement.Body() is not [DropObjectsStatement { Objects: [{ } dropped] } what]) return null;
        if (what is not (DropProcedureStatement or DropTableStatement) || Asked(there) != dropped.Last()) return null;
        return (dropped.Last(), what is DropProcedureStatement);
    }

    /// <summary>The name of `OBJECT_ID(N'tempdb..#x') IS [NOT] NULL`.</summary>
    public static string? Asked(BooleanIsNullExpression test) =>
        test.Expression is FunctionCall { Parameters: [StringLiteral { Value: var name }] } f && f.FunctionName.Is("OBJECT_ID")
        && name.StartsWith("tempdb..", StringComparison.Ordinal) ? name["tempdb..".Length..] : null;

    /// <summary>Declarations may stand before a batch asks whether it may run; they do nothing.</summary>
    public static bool IsDeclaration(TSqlStatement s) => s switch
    {
        DeclareVariableStatement d => d.Declarations.All(v => v.Value is null or Literal),
        DeclareTableVariableStatement => true,
        _ => false,
    };

    /// <summary>The query of #hadrian_token in a batch.</summary>
    public static QuerySpecification? TokenQuery(TSqlBatch batch) => batch.All<QuerySpecification>()
        .FirstOrDefault(q => q.FromClause?.TableReferences is [{ } table] && table.Is(TokenTable));

    /// <summary>The two sides of `WHERE file_name = … AND batch = …`; null where the filter is another.</summary>
    public static (ScalarExpression File, ScalarExpression Batch)? TokenFilter(WhereClause? where) =>
        where?.SearchCondition is BooleanBinaryExpression
        {
            BinaryExpressionType: BooleanBinaryExpressionType.And,
            FirstExpression: BooleanComparisonExpression file,
            SecondExpression: BooleanComparisonExpression batch,
        }
        && Compared(file, "file_name") is { } name && Compared(batch, "batch") is { } number ? (name, number) : null;

    static ScalarExpression? Compared(BooleanComparisonExpression c, string column) =>
        c.ComparisonType == BooleanComparisonType.Equals && c.FirstExpression is ColumnReferenceExpression r
        && r.MultiPartIdentifier.Identifiers[^1].Is(column) ? c.SecondExpression : null;
}
