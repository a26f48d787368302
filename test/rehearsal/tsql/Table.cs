namespace Rehearsal.TSql;

/// <summary>A column; Collation is the server's where it is null.</summary>
sealed record Column(string Name, SqlType Type, bool Nullable = true, bool Identity = false, Collation? Collation = null);

/// <summary>Rows with columns. A row is never changed in place, so that a copy of a table is a copy of a list.</summary>
sealed class Table
{
    readonly Dictionary<string, int> places;
    List<object?[]> rows = [];
    bool shared;
    long identity;

    public Table(string name, IReadOnlyList<Column> columns)
    {
        Name = name;
        Columns = columns;
        places = columns.Select((column, index) => (column.Name, index))
            .ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
    }

    Table(Table other)
    {
        (Name, Columns, places, rows, identity) = (other.Name, other.Columns, other.places, other.rows, other.identity);
        shared = other.shared = true;
    }

    public string Name { get; }
    public IReadOnlyList<Column> Columns { get; }
    public IReadOnlyList<object?[]> Rows => rows;

    /// <summary>A copy that shares the rows until one of the two is changed.</summary>
    public Table Copy() => new(this);

    void Own()
    {
        if (!shared) return;
        rows = [.. rows];
        shared = false;
    }

    public int Place(string column) =>
        places.TryGetValue(column, out var index) ? index : throw new InvalidOperationException($"{Name} has no column {column}");

    public IEnumerable<Record> Records => rows.Select(cells => new Record(this, cells));

    public Record? Find(Func<Record, bool> test) => Records.Where(test).Cast<Record?>().FirstOrDefault();

    /// <summary>Adds a row of given columns; the rest is NULL. What does not fit its column's type is a bug of the rehearsal.</summary>
    public void Insert(params (string Column, object? Value)[] values)
    {
        var cells = new object?[Columns.Count];
        foreach (var (column, value) in values) cells[Place(column)] = Plain(value);
        Add(cells);
    }

    /// <summary>Adds a row as it is; an IDENTITY column gets its next number.</summary>
    public void Add(object?[] cells)
    {
        Own();
        for (var index = 0; index < Columns.Count; index++)
            if (Columns[index].Identity) cells[index] = ++identity;
        rows.Add(cells);
    }

    /// <summary>Sets columns in the rows that pass the test; how many.</summary>
    public int Update(Func<Record, bool> test, params (string Column, object? Value)[] values)
    {
        Own();
        var count = 0;
        for (var index = 0; index < rows.Count; index++)
        {
            if (!test(new(this, rows[index]))) continue;
            var cells = (object?[])rows[index].Clone();
            foreach (var (column, value) in values) cells[Place(column)] = Plain(value);
            rows[index] = cells;
            count++;
        }
        return count;
    }

    public void Replace(int index, object?[] cells)
    {
        Own();
        rows[index] = cells;
    }

    public int Delete(Func<Record, bool> test)
    {
        Own();
        return rows.RemoveAll(cells => test(new(this, cells)));
    }

    /// <summary>ALTER TABLE … ADD: the same rows with one column more.</summary>
    public Table With(Column column)
    {
        var wider = new Table(Name, [.. Columns, column]) { identity = identity };
        wider.rows.AddRange(rows.Select(cells => (object?[])[.. cells, null]));
        return wider;
    }

    /// <summary>All integers and bits are long: one kind of number to compare.</summary>
    public static object? Plain(object? value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        int number => (long)number,
        byte number => (long)number,
        _ => value,
    };
}

/// <summary>A row by the names of its columns.</summary>
readonly struct Record(Table table, object?[] cells)
{
    public object?[] Cells { get; } = cells;
    public object? this[string column] => Cells[table.Place(column)];
    public string? Text(string column) => (string?)this[column];
    public long? Number(string column) => (long?)this[column];
    public Guid? Id(string column) => (Guid?)this[column];
    public DateTime? Time(string column) => (DateTime?)this[column];
}
