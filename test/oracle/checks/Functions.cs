using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>Functions that SQL Server 2008 R2 has: the parser takes any name for one, and DacFx resolves none without a dacpac.</summary>
static class Functions
{
    static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        // aggregate, ranking
        "AVG", "CHECKSUM_AGG", "COUNT", "COUNT_BIG", "DENSE_RANK", "MAX", "MIN", "NTILE", "RANK", "ROW_NUMBER", "SUM",
        // numbers
        "ABS", "CEILING", "FLOOR", "POWER", "ROUND", "SIGN",
        // strings
        "ASCII", "CHAR", "CHARINDEX", "DATALENGTH", "HASHBYTES", "LEFT", "LEN", "LOWER", "LTRIM", "NCHAR", "PARSENAME", "PATINDEX",
        "QUOTENAME", "REPLACE", "REPLICATE", "REVERSE", "RIGHT", "RTRIM", "SPACE", "STR", "STUFF", "SUBSTRING", "UNICODE", "UPPER",
        // dates
        "DATEADD", "DATEDIFF", "DATENAME", "DATEPART", "DAY", "GETDATE", "GETUTCDATE", "ISDATE", "MONTH", "SYSDATETIME", "SYSUTCDATETIME",
        "YEAR",
        // state
        "APP_NAME", "COL_LENGTH", "DATABASEPROPERTYEX", "DB_ID", "DB_NAME", "ERROR_LINE", "ERROR_MESSAGE", "ERROR_NUMBER",
        "ERROR_PROCEDURE", "ERROR_SEVERITY", "ERROR_STATE", "HAS_DBACCESS", "HAS_PERMS_BY_NAME", "HOST_NAME", "ISNULL", "ISNUMERIC",
        "IS_MEMBER", "IS_SRVROLEMEMBER", "NEWID", "OBJECT_ID", "OBJECT_NAME", "ORIGINAL_LOGIN", "SCHEMA_NAME", "SERVERPROPERTY", "SUSER_ID",
        "SUSER_NAME", "SUSER_SID", "SUSER_SNAME", "USER_NAME", "XACT_STATE",
    };

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        foreach (var call in script.Tree.All<FunctionCall>())
            if (!Known.Contains(call.FunctionName.Value) || call.CallTarget is MultiPartIdentifierCallTarget)
                yield return script.At(call, "functions",
                    $"{call.FunctionName.Value} is not a function of the dialect (SQL Server 2008 R2)");
    }
}
