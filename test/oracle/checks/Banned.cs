using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>Statements that no script of ours may hold, whatever they would do.</summary>
static class Banned
{
    const string Code = "banned";
    const string State = "mirroring_state 5 and 6 are without the partner's view: compare mirroring_state_desc";
    static readonly string[] Procedures =
        ["xp_cmdshell", "sp_oa", "xp_regwrite", "xp_regdelete", "xp_instance_regwrite", "xp_instance_regdelete", "sp_processlogshipping"];

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        foreach (var node in script.Tree.All<TSqlFragment>())
            if (Why(node) is { } why) yield return script.At(node, Code, why);

        foreach (var execution in script.Tree.All<ExecuteSpecification>())
        {
            if (execution.LinkedServer is not null) yield return script.At(execution, Code, "EXEC AT a linked server");
            if (execution.ExecuteContext is not null) yield return script.At(execution, Code, "EXECUTE AS");
            if (execution.ExecutableEntity is not ExecutableProcedureReference call) continue;
            if (call.ProcedureReference?.ProcedureVariable is not null)
            {
                yield return script.At(execution, Code, "EXEC of a procedure named by a variable");
                continue;
            }
            var name = execution.ProcedureName()?.Last() ?? "";
            if (Procedures.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)))
                yield return script.At(execution, Code, name);
            if (execution.Procedure() is not { } procedure) continue;
            if (!procedure.Documented && !(name == "xp_fileexist" && script.IsPreflight))
                yield return script.At(execution, Code, $"{name} is undocumented{(name == "xp_fileexist" ? ": in preflight only" : "")}");
            foreach (var parameter in call.Parameters.Where(p => p.Variable is not null))
                if (procedure.Documented
                    && procedure.Parameters.FirstOrDefault(p => p.Name == parameter.Variable.Name)?.Documented is not null)
                    yield return script.At(parameter, Code, $"{parameter.Variable.Name} is undocumented");
        }
    }

    static string? Why(TSqlFragment node) => node switch
    {
        OpenRowsetTableReference or BulkOpenRowset or OpenQueryTableReference or AdHocTableReference =>
            "OPENROWSET, OPENQUERY and OPENDATASOURCE",
        DropDatabaseStatement => "DROP DATABASE",
        ReconfigureStatement => "RECONFIGURE",
        ShutdownStatement => "SHUTDOWN",
        KillStatement => "KILL",
        DbccStatement => "DBCC",
        MergeStatement => "MERGE",
        ThrowStatement => "THROW",
        GoToStatement or LabelStatement => "GOTO",
        PredicateSetStatement s when (s.Options & (SetOptions.ParseOnly | SetOptions.FmtOnly)) != 0 =>
            "PARSEONLY, FMTONLY: nothing after it runs",
        BeginTransactionStatement or CommitTransactionStatement or RollbackTransactionStatement or SaveTransactionStatement =>
            "a user transaction: log shipping procedures, BACKUP and SET PARTNER allow none",
        DeclareCursorStatement c when !c.CursorDefinition.Options.Any(o => o.OptionKind == CursorOptionKind.Local) =>
            "a GLOBAL cursor: it outlives its batch",
        JsonForClause => "FOR JSON",
        ExecuteAsStatement => "EXECUTE AS",
        WaitForStatement { WaitForOption: WaitForOption.Statement } => "WAITFOR a statement",
        WhileStatement w when w.Predicate.All<VariableReference>().Count == 0 => "WHILE without a limit: its condition reads no variable",
        InsertStatement or UpdateStatement or DeleteStatement or TruncateTableStatement
            when TSqlWrites.Area((TSqlStatement)node) == "server" && ((TSqlStatement)node).Execution() is null =>
            "data of a system table changed directly",
        BooleanComparisonExpression { SecondExpression: IntegerLiteral { Value: "5" or "6" } } c when IsState(c.FirstExpression) => State,
        InPredicate p when IsState(p.Expression) && p.Values.Any(v => v is IntegerLiteral { Value: "5" or "6" }) => State,
        FunctionCall f when f.FunctionName.Is("CONCAT") || f.FunctionName.Is("FORMAT") || f.FunctionName.Is("STRING_AGG") =>
            $"{f.FunctionName.Value.ToUpperInvariant()}: newer than 2008 R2",
        _ => null,
    };

    static bool IsState(ScalarExpression e) =>
        e is ColumnReferenceExpression { MultiPartIdentifier: { } name } && name.Identifiers[^1].Is("mirroring_state");
}
