using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.TSql;

namespace Rehearsal.Properties;

/// <summary>Statements after which the estate, or the session, may be another: the places where a run that is stopped is worth a look.</summary>
static class Changing
{
    public static bool Estate(TSqlStatement statement) => statement is BackupStatement or RestoreStatement or AlterDatabaseSetStatement
        or CreateEndpointStatement or CreateLoginStatement or GrantStatement or WaitForStatement
        // A procedure of the session is looked into, statement by statement.
        || (statement is ExecuteStatement execute && !IsOfSession(execute));

    static bool IsOfSession(ExecuteStatement statement) =>
        statement.ExecuteSpecification.ExecutableEntity is ExecutableProcedureReference entity
        && Dialect.IsTemporary(entity.ProcedureReference.ProcedureReference.Name);

    /// <summary>
    /// Temporary tables, procedures and options: variables end with their batch, and what only sets them leaves nothing behind.
    /// </summary>
    public static bool Session(TSqlStatement statement) => statement is CreateTableStatement or DropTableStatement
        or AlterTableAddTableElementStatement or CreateProcedureStatement or DropProcedureStatement
        or InsertStatement or UpdateStatement or DeleteStatement or PredicateSetStatement or SetRowCountStatement or UseStatement;
}

/// <summary>Counts what was carried out that may have changed the estate.</summary>
sealed class Changes : IObserver
{
    public int Count { get; private set; }

    public void Before(Execution execution, TSqlStatement statement) { }

    public void After(Execution execution, TSqlStatement statement)
    {
        // INSERT … EXEC carries a statement of another kind in it.
        if (Changing.Estate(statement) || statement is InsertStatement { InsertSpecification.InsertSource: ExecuteInsertSource }) Count++;
    }
}
