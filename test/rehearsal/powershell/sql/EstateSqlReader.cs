using System.Collections;

namespace Rehearsal.PowerShell;

/// <summary>
/// System.Data.SqlClient.SqlDataReader on the first result set; without one it has no columns. It can be enumerated, so that PowerShell
/// unrolls it where it would unroll the real one.
/// </summary>
public sealed class EstateSqlReader : IEnumerable
{
    readonly SqlRows rows;
    readonly EstateSqlConnection connection;
    int at = -1;

    internal EstateSqlReader(SqlRows? rows, EstateSqlConnection connection)
    {
        this.rows = rows ?? new([], []);
        this.connection = connection;
    }

    /// <summary>How many columns there are.</summary>
    public int FieldCount => rows.Columns.Count;

    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Read() => ++at < rows.Rows.Count;

    /// <summary>A column's name, '' where it has none.</summary>
    public string GetName(int i) => rows.Columns[Column(i)];

    /// <summary>A value of the row; DBNull for NULL.</summary>
    public object GetValue(int i) => Row[Column(i)] ?? DBNull.Value;

    /// <summary>Closes the reader: then the connection is free for the next command.</summary>
    public void Dispose() => connection.Reader = null;

    /// <summary>The rows that are left.</summary>
    public IEnumerator GetEnumerator()
    {
        while (Read()) yield return Row;
    }

    object?[] Row => at >= 0 && at < rows.Rows.Count
        ? rows.Rows[at] : throw new InvalidOperationException("Invalid attempt to read when no data is present.");

    int Column(int i) => i >= 0 && i < FieldCount ? i : throw new IndexOutOfRangeException("Index was outside the bounds of the array.");
}
