using System.Security.Cryptography;
using System.Text;

namespace Oracle;

/// <summary>What a batch is compiled against, by what the server's version has.</summary>
enum Surface
{
    /// <summary>The dialect: SQL Server 2008 R2.</summary>
    Oldest,
    /// <summary>With what SQL Server 2025 adds, for scripts whose header says so.</summary>
    Newest,
    /// <summary>Dynamic SQL that is run behind a test of the version: every name of the pages.</summary>
    Everything,
}

/// <summary>
/// Stubs of the documented procedures, tables and views, as T-SQL. Three-part names and sys. views do not resolve without a
/// dacpac, so each database and schema is one schema here: msdb.dbo.sysjobs is msdb_dbo.sysjobs, sys.databases is sys_any.databases.
/// </summary>
static class TSqlStubs
{
    /// <summary>The schema of the script's own temporary tables, table variables and temporary procedures.</summary>
    public const string Session = "session_tables";

    /// <summary>The table that a script's header asks the caller to make.</summary>
    public static readonly (string Name, string Script) Input =
        SessionTable(Frame.InputTable, "(name nvarchar(128) NOT NULL, value nvarchar(128) NOT NULL)");

    public static string SchemaOf(string key) => key.Split('.') is [var db, var schema, _] ? $"{db}_{schema}" : "sys_any";
    static string NameOf(string key) => key[(key.LastIndexOf('.') + 1)..];

    public static string Script(Surface surface)
    {
        var sql = new StringBuilder();
        foreach (var schema in Reference.Tables.Keys.Concat(Reference.Procedures.Keys).Select(SchemaOf).Append(Session).Distinct())
            sql.Append($"CREATE SCHEMA [{schema}]\nGO\n");
        foreach (var table in Reference.Tables.Values)
        {
            var columns = table.Columns.Where(c => Has(surface, c.Since)).Select(c => $"[{c.Name}] {Type(c.Type)} NULL");
            sql.Append($"CREATE TABLE [{SchemaOf(table.Key)}].[{NameOf(table.Key)}] ({string.Join(", ", columns)})\nGO\n");
        }
        foreach (var procedure in Reference.Procedures.Values)
        {
            // Limits by version of parameters are a check of their own; sp_executesql takes any name, and is called by position here.
            var parameters = procedure.Parameters.Select(p => $"@{p.Name.TrimStart('@')} {Type(p.Type)} = NULL OUTPUT");
            var name = $"[{SchemaOf(procedure.Key)}].[{NameOf(procedure.Key)}]";
            sql.Append($"CREATE PROCEDURE {name} {string.Join(", ", parameters)} AS RETURN 0\nGO\n");
        }
        sql.Append(Input.Script).Append("\nGO\n");
        return sql.ToString();
    }

    /// <summary>A temporary table or table variable as a table whose columns DacFx looks at; one name per definition.</summary>
    public static (string Name, string Script) SessionTable(string name, string definition)
    {
        var table = $"[{Session}].[table {name} {Hash(definition)}]";
        return (table, $"CREATE TABLE {table} {definition}");
    }

    /// <summary>A temporary procedure with its real parameters, so that a call is compiled against them.</summary>
    public static (string Name, string Script) SessionProcedure(string name, string parameters)
    {
        var procedure = $"[{Session}].[procedure {name} {Hash(parameters)}]";
        return (procedure, $"CREATE PROCEDURE {procedure} {parameters} AS RETURN 0");
    }

    static string Hash(string definition) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(definition)))[..12];

    public static bool Has(Surface surface, string? since) => surface switch
    {
        Surface.Oldest => Reference.Reaches(since, null),
        Surface.Newest => Reference.Reaches(since, "2025"),
        _ => true,
    };

    /// <summary>
    /// The pages' spellings of types: `Numeric(20,0)`, `sysname(nvarchar(128))`, `nvarchar (length not given)`, nothing.
    /// </summary>
    static string Type(string? printed)
    {
        var type = (printed ?? "sql_variant").ToLowerInvariant();
        if (type.StartsWith("sysname")) return "sysname";
        return type is "nvarchar" || type.Contains("not given") ? "nvarchar(max)" : type;
    }
}
