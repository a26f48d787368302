using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Properties;

/// <summary>
/// Statements after which the estate, or the session, may be another: the places where a run that is stopped is worth a look.
/// </summary>
static class Changing
{
    /// <summary>Whatever does not stay within its session; a procedure of the session is looked into, statement by statement.</summary>
    public static bool Estate(TSqlStatement statement) => statement switch
    {
        BeginEndBlockStatement or IfStatement or WhileStatement or TryCatchStatement or ReturnStatement => false,
        DeclareVariableStatement or SetVariableStatement or RaiseErrorStatement or PrintStatement or SelectStatement => false,
        InsertStatement insert => insert.InsertSpecification.InsertSource is ExecuteInsertSource,
        ExecuteStatement execute => !IsOfSession(execute),
        _ => !Session(statement),
    };

    static bool IsOfSession(ExecuteStatement statement) =>
        statement.ExecuteSpecification.ExecutableEntity is ExecutableProcedureReference entity
        && Dialect.IsTemporary(entity.ProcedureReference.ProcedureReference.Name);

    /// <summary>
    /// Temporary tables, procedures and options: variables end with their batch, and what only sets them leaves nothing behind.
    /// </summary>
    public static bool Session(TSqlStatement statement) => statement is CreateTableStatement or DropTableStatement
        or AlterTableAddTableElementStatement or CreateProcedureStatement or DropProcedureStatement
        or InsertStatement or UpdateStatement or DeleteStatement or PredicateSetStatement or SetRowCountStatement
        or SetCommandStatement or UseStatement;
}

/// <summary>
/// Whether what runs on an estate leaves it as it is. The estate is written down and compared only where a statement was carried out that
/// can change it: most of what has to refuse comes to none.
/// </summary>
sealed class Untouched(Estate estate) : IObserver
{
    readonly Estate before = estate.Copy();
    bool isReached;

    /// <summary>What has changed; null where nothing has.</summary>
    public string? Difference => isReached ? Dump.Difference(Dump.Whole(before), Dump.Whole(estate)) : null;

    public void Before(Execution execution, TSqlStatement statement) { }
    public void After(Execution execution, TSqlStatement statement) => isReached |= Changing.Estate(statement);
}
