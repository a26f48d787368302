using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle;

/// <summary>
/// What a statement changes on the server, named by the area that has to be looked at first; null where it changes nothing. What is
/// temporary is the session's, and so are the prelude's procedures.
/// </summary>
static class TSqlWrites
{
    /// <summary>Areas, and the names of the tables and views that show their state.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Looks = new Dictionary<string, string[]>
    {
        ["log shipping"] = ["log_shipping_"],
        ["agent"] = ["sysjobs", "sysschedules", "sysjobschedules", "sysjobactivity", "sysjobsteps", "sysjobservers", "sysalerts",
            "sysoperators", "sysnotifications", "syscategories", "log_shipping_"],
        ["backup and restore"] = ["databases", "database_mirroring", "database_recovery_status", "backupset", "restorehistory",
            "master_files", "log_shipping_"],
        ["mirroring"] = ["database_mirroring"],
        ["mirroring monitor"] = ["sysjobs", "database_mirroring"],
        ["endpoint"] = ["endpoints", "database_mirroring_endpoints", "tcp_endpoints"],
        ["login"] = ["server_principals", "sql_logins", "server_permissions", "server_role_members"],
        ["permission"] = ["server_permissions", "server_principals"],
        ["database"] = ["databases"],
        ["server"] = ["servers", "configurations", "databases", "messages", "certificates", "symmetric_keys"],
    };

    static readonly string[] ReadingProcedures =
    [
        "sp_help_", "sp_helpserver", "sp_dbmmonitorresults", "sp_dbmmonitorhelpmonitoring", "xp_fileexist", "xp_dirtree",
        "xp_instance_regread", "sp_getapplock", "sp_releaseapplock", "xp_logevent",
    ];

    /// <summary>The writes of a piece of tree, in the order of the text, each with its area.</summary>
    public static IEnumerable<(TSqlStatement Statement, string Area)> Within(TSqlFragment node) =>
        node.All<TSqlStatement>().Select(s => (s, Area(s))).Where(w => w.Item2 is not null).Select(w => (w.s, w.Item2!));

    public static string? Area(TSqlStatement statement)
    {
        if (statement.Execution() is { } execution && Area(execution, statement) is { } area) return area;
        return statement switch
        {
            ExecuteStatement => null,
            InsertStatement i => DataArea(i.InsertSpecification.Target),
            UpdateStatement u => DataArea(Target(u.UpdateSpecification.Target, u.UpdateSpecification.FromClause)),
            DeleteStatement d => DataArea(Target(d.DeleteSpecification.Target, d.DeleteSpecification.FromClause)),
            MergeStatement m => DataArea(m.MergeSpecification.Target),
            SelectStatement { Into: { } into } => into.IsTemporary() ? null : "database",
            TruncateTableStatement t => t.TableName.IsTemporary() ? null : "database",
            CreateTableStatement t => t.SchemaObjectName.IsTemporary() ? null : "database",
            AlterTableStatement t => t.SchemaObjectName.IsTemporary() ? null : "database",
            DropTableStatement d => d.Objects.All(o => o.IsTemporary()) ? null : "database",
            CreateIndexStatement i => i.OnName.IsTemporary() ? null : "database",
            CreateProcedureStatement p => p.ProcedureReference.Name.IsTemporary() ? null : "database",
            DropProcedureStatement d => d.Objects.All(o => o.IsTemporary()) ? null : "database",
            BackupStatement => "backup and restore",
            RestoreStatement { Kind: RestoreStatementKind.Database or RestoreStatementKind.TransactionLog } => "backup and restore",
            RestoreStatement => null,
            AlterDatabaseSetStatement a when a.Options.Any(o => o is PartnerDatabaseOption or WitnessDatabaseOption) => "mirroring",
            AlterDatabaseStatement or CreateDatabaseStatement or DropDatabaseStatement => "database",
            CreateEndpointStatement or AlterEndpointStatement or DropEndpointStatement => "endpoint",
            CreateLoginStatement or AlterLoginStatement or DropLoginStatement => "login",
            GrantStatement or DenyStatement or RevokeStatement => "permission",
            AlterAuthorizationStatement => "database",
            ReconfigureStatement or ShutdownStatement or KillStatement => "server",
            CreateStatisticsStatement or UpdateStatisticsStatement => "database",
            _ => Definitions.Any(statement.GetType().Name.StartsWith) ? "server" : null,
        };
    }

    /// <summary>How ScriptDom's names of statements begin that define something.</summary>
    static readonly string[] Definitions = ["Create", "Alter", "Drop", "Add"];

    static string? Area(ExecuteSpecification execution, TSqlStatement statement)
    {
        var (dynamic, parts) = execution.DynamicParts();
        if (dynamic)
        {
            foreach (var part in parts)
            {
                // A statement built in a variable restores: that is the one thing that may be built.
                if (part is not StringLiteral literal) return "backup and restore";
                if (TSqlGrammar.ParsePiece(literal.Value).Tree is { } tree && Within(tree).FirstOrDefault() is (not null, var area))
                    return area;
            }
            return null;
        }
        var name = execution.ProcedureName()?.Last().ToLowerInvariant();
        if (name is null) return "server";
        if (execution.ProcedureName().IsOwn()) return null;
        if (ReadingProcedures.Any(name.StartsWith)) return null;
        var parameters = ((ExecutableProcedureReference)execution.ExecutableEntity).Parameters;
        if (name == "xp_servicecontrol")
            return parameters.FirstOrDefault()?.ParameterValue is StringLiteral { Value: var v }
                && v.Equals("QUERYSTATE", StringComparison.OrdinalIgnoreCase) ? null : "server";
        if (name == "sp_configure") return parameters.Count > 1 ? "server" : null;
        if (name == "sp_executesql") return null;
        if (name.Contains("log_shipping")) return "log shipping";
        if (name.StartsWith("sp_dbmmonitor")) return "mirroring monitor";
        if (name is "sp_addlinkedserver" or "sp_addserver" or "sp_dropserver" or "sp_control_dbmasterkey_password"
            || name.StartsWith("xp_")) return "server";
        return "agent";
    }

    static string? DataArea(TableReference? target) => target switch
    {
        VariableTableReference => null,
        NamedTableReference { SchemaObject: var name } when name.IsTemporary() => null,
        _ => "server",
    };

    /// <summary>UPDATE alias … FROM #table AS alias writes the table.</summary>
    public static TableReference Target(TableReference target, FromClause? from)
    {
        if (target is not NamedTableReference { SchemaObject: { Count: 1 } name } || from is null) return target;
        return from.All<TableReferenceWithAlias>().FirstOrDefault(t => t.Alias.Is(name.Last())) ?? target;
    }
}
