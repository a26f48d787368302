namespace Rehearsal.TSql;

/// <summary>An error that SQL Server raises. Ends is how far it goes when nothing catches it.</summary>
sealed class SqlError(int number, int severity, string message, Ends ends = Ends.Statement) : Exception(message)
{
    public int Number { get; } = number;
    public int Severity { get; } = severity;
    public Ends Ends { get; } = ends;

    /// <summary>An error of reference/errors.json, with our words for it and what is the matter here.</summary>
    public static SqlError Of(int number, string? detail = null, Ends ends = Ends.Statement)
    {
        var known = Reference.Error(number);
        return new(number, known.Severity, detail is null ? known.Text : $"{known.Text}: {detail}", ends);
    }

    public static SqlError CollationConflict(Collation? left, Collation? right) =>
        new(468, 16, $"Cannot resolve the collation conflict between {left?.Name ?? "none"} and {right?.Name ?? "none"}.", Ends.Scope);

    /// <summary>
    /// A string of no collation in a result: docs/t-sql/statements/collation-precedence-transact-sql.md, "No-Collation Labels".
    /// </summary>
    public static SqlError Unresolved(string column) =>
        new(451, 16, $"Cannot resolve collation conflict for column {column} in SELECT statement.", Ends.Scope);

    public static SqlError Conversion(string from, SqlType to) =>
        new(245, 16, $"Conversion failed when converting the value '{from}' to data type {to}.", Ends.Batch);
}

/// <summary>
/// The statement only, and the next one runs; the batch, procedure or dynamic text that it stands in, and the caller goes on behind the
/// call (what is found out when names are resolved); or the batch with all that it called. No page has the list: assumed.
/// </summary>
enum Ends { Statement, Scope, Batch }
