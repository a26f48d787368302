using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

/// <summary>A column of a query's source or result, with the collation of its strings.</summary>
sealed record Shape(string Name, SqlType Type, Collation? Collation = null, Coercibility Coercibility = Coercibility.Implicit)
{
    public Value Value(object? data) =>
        new(data, Type, Type.IsString ? Collation : null, Type.IsString ? Coercibility : Coercibility.Default);
}

/// <summary>A table of a FROM clause at one of its rows.</summary>
sealed class Source(string alias, IReadOnlyList<Shape> columns)
{
    public string Alias { get; } = alias;
    public IReadOnlyList<Shape> Columns { get; } = columns;
    public object?[]? Cells { get; set; }
}

/// <summary>The tables of a query at their rows of the moment, within those of the query around it.</summary>
sealed class Scope(Scope? outer)
{
    public Scope? Outer { get; } = outer;
    public List<Source> Sources { get; } = [];
    /// <summary>What each table of FROM held when the query began to read it.</summary>
    public Dictionary<TableReference, (string Alias, IReadOnlyList<Shape> Columns, IEnumerable<object?[]> Rows)> Relations { get; } = [];
    /// <summary>The rows of the group in which aggregates count; null where rows are looked at one by one.</summary>
    public IReadOnlyList<object?[]?[]>? Group { get; set; }

    /// <summary>A column's value; null where no table has it.</summary>
    /// <exception cref="SqlError">209: two tables have it.</exception>
    public Value? Find(string? alias, string name, StringComparer names)
    {
        Value? found = null;
        foreach (var source in Sources)
        {
            if (alias is not null && !names.Equals(alias, source.Alias)) continue;
            for (var index = 0; index < source.Columns.Count; index++)
            {
                var column = source.Columns[index];
                if (!names.Equals(column.Name, name)) continue;
                if (found is not null) throw new SqlError(209, 16, $"Ambiguous column name '{name}'.", Ends.Scope);
                found = column.Value(source.Cells?[index]);
            }
        }
        return found ?? Outer?.Find(alias, name, names);
    }
}
