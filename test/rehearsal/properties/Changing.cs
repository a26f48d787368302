using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.Properties;

/// <summary>Statements after which the estate, or the session, may be another: the places where a run that is stopped is worth a look.</summary>
static class Changing
{
    public static bool Estate(TSqlStatement statement) => statement is ExecuteStatement or BackupStatement or RestoreStatement or AlterDatabaseSetStatement
        or CreateEndpointStatement or CreateLoginStatement or GrantStatement or WaitForStatement;

    /// <summary>Temporary tables and options: variables end with their batch, and what only sets them leaves nothing behind.</summary>
    public static bool Session(TSqlStatement statement) => statement is CreateTableStatement or DropTableStatement or AlterTableAddTableElementStatement
        or InsertStatement or UpdateStatement or DeleteStatement or PredicateSetStatement or SetRowCountStatement or UseStatement;
}
