using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

/// <summary>Temporary tables: made, filled, changed, dropped. A script never writes into a table of the server's.</summary>
sealed partial class Execution
{
    (IReadOnlyList<Shape> Columns, IEnumerable<object?[]> Rows) Named(NamedTableReference named)
    {
        var parts = named.SchemaObject.Identifiers;
        if (parts is [var single] && single.Value.StartsWith('#'))
        {
            var table = Temporary(single);
            return (Shapes(table), table.Rows.ToList());
        }
        return Catalog.Read(Session, [.. parts.Select(part => part.Value)],
            () => Outside(named, $"table {string.Join('.', parts.Select(part => part.Value))}"));
    }

    IReadOnlyList<Shape> Shapes(Table table) =>
        [.. table.Columns.Select(column =>
            new Shape(column.Name, column.Type, column.Type.IsString ? column.Collation ?? Session.Collation : null))];

    /// <summary>A temporary table of the session.</summary>
    /// <exception cref="SqlError">208: there is none.</exception>
    Table Temporary(Identifier name) =>
        Session.Temporary.TryGetValue(name.Value, out var table)
            ? table : throw new SqlError(208, 16, $"line {Line(name)}: Invalid object name '{name.Value}'.", Ends.Scope);

    Table Target(TableReference reference)
    {
        if (reference is not NamedTableReference { SchemaObject.Identifiers: [var name] } || !name.Value.StartsWith('#'))
            throw Outside(reference, "a change of a table that is no temporary one");
        return Temporary(name);
    }

    public Flow CreateTable(CreateTableStatement statement)
    {
        if (statement.SchemaObjectName.Identifiers is not [var name] || !name.Value.StartsWith('#'))
            throw Outside(statement, "CREATE TABLE of a table that is no temporary one");
        if (Session.IsTaken(name.Value)) throw Taken(name.Value);
        Session.Temporary[name.Value] = new(name.Value, [.. statement.Definition.ColumnDefinitions.Select(Defined)]);
        Succeed();
        return Flow.Next;
    }

    static SqlError Taken(string name) => new(2714, 16, $"There is already an object named '{name}' in the database.", Ends.Batch);

    Column Defined(ColumnDefinition definition)
    {
        if (definition.DefaultConstraint is not null || definition.ComputedColumnExpression is not null)
            throw Outside(definition, "a column with a default or computed");
        bool? nullable = null;
        foreach (var constraint in definition.Constraints)
        {
            if (constraint is NullableConstraintDefinition isNullable) nullable = isNullable.Nullable;
            else if (constraint is not UniqueConstraintDefinition { IsPrimaryKey: true })
                throw Outside(constraint, constraint.GetType().Name);
        }
        var takesNull = nullable ?? Session.On.HasFlag(SetOptions.AnsiNullDfltOn);
        return new(definition.ColumnIdentifier.Value, TypeOf(definition.DataType), takesNull,
            definition.IdentityOptions is not null, definition.Collation is null ? null : new(definition.Collation.Value));
    }

    public Flow AddColumn(AlterTableAddTableElementStatement statement)
    {
        if (statement.SchemaObjectName.Identifiers is not [var name] || !name.Value.StartsWith('#'))
            throw Outside(statement, "ALTER TABLE of a table that is no temporary one");
        var table = Temporary(name);
        foreach (var definition in statement.Definition.ColumnDefinitions) table = table.With(Defined(definition));
        Session.Temporary[name.Value] = table;
        Succeed();
        return Flow.Next;
    }

    public Flow DropTable(DropTableStatement statement)
    {
        foreach (var target in statement.Objects)
        {
            if (target.Identifiers is not [var name] || !name.Value.StartsWith('#'))
                throw Outside(statement, "DROP TABLE of a table that is no temporary one");
            if (Session.Procedures.ContainsKey(name.Value)) throw SqlError.Of(3705, $"DROP TABLE of the procedure {name.Value}");
            if (!Session.Temporary.Remove(name.Value)) throw SqlError.Of(3701, name.Value);
        }
        Succeed();
        return Flow.Next;
    }

    public Flow Insert(InsertStatement statement)
    {
        var specification = statement.InsertSpecification;
        if (specification.TopRowFilter is not null || specification.OutputClause is not null
            || specification.InsertOption is not InsertOption.Into and not InsertOption.None)
            throw Outside(statement, "INSERT in that form");
        var table = Target(specification.Target);
        var targets = Targets(table, specification.Columns);
        List<Value[]> rows = [];
        switch (specification.InsertSource)
        {
            case ValuesInsertSource { IsDefaultValues: false } values:
                // A VALUES of several rows is one table: each column has one type.
                foreach (var row in values.RowValues) rows.Add([.. row.ColumnValues.Select(Evaluate)]);
                break;
            case SelectInsertSource select:
                foreach (var cells in Select(select.Select, out var shapes))
                    rows.Add([.. cells.Select((cell, index) => shapes[index].Value(cell))]);
                break;
            case ExecuteInsertSource execute:
                List<object?[]> taken = [];
                Procedure(execute.Execute, taken);
                foreach (var cells in taken) rows.Add([.. cells.Select(cell => new Value(cell, TypeOfData(cell)))]);
                break;
            default:
                throw Outside(specification.InsertSource, specification.InsertSource.GetType().Name);
        }
        // All rows or none.
        List<object?[]> made = [];
        foreach (var row in rows)
        {
            if (row.Length != targets.Count)
                throw new SqlError(213, 16, "Column name or number of supplied values does not match table definition.", Ends.Statement);
            var cells = new object?[table.Columns.Count];
            for (var index = 0; index < targets.Count; index++) cells[targets[index]] = Stored(row[index], table.Columns[targets[index]]);
            foreach (var (column, index) in table.Columns.Select((column, index) => (column, index)))
                if (!column.Nullable && !column.Identity && cells[index] is null)
                    throw SqlError.Of(515, $"column {column.Name} of {table.Name}");
            made.Add(cells);
        }
        foreach (var cells in made) table.Add(cells);
        Succeed(made.Count);
        return Flow.Next;
    }

    static SqlType TypeOfData(object? data) => data switch
    {
        long => SqlType.BigInt,
        decimal => new(Kind.Numeric, 0, 38, 0),
        DateTime => SqlType.DateTime,
        Guid => SqlType.Guid,
        byte[] => new(Kind.VarBinary, -1),
        _ => SqlType.NVarChar(-1),
    };

    IReadOnlyList<int> Targets(Table table, IList<ColumnReferenceExpression> columns)
    {
        if (columns.Count == 0) return [.. Enumerable.Range(0, table.Columns.Count).Where(index => !table.Columns[index].Identity)];
        return [.. columns.Select(column =>
        {
            var name = column.MultiPartIdentifier.Identifiers[^1].Value;
            var index = table.Columns.ToList().FindIndex(one => Session.Names.Equals(one.Name, name));
            return index < 0 ? throw InvalidColumn(name, column) : index;
        })];
    }

    /// <summary>A value as a column holds it.</summary>
    /// <exception cref="SqlError">8152: a string is too long, blanks at its end apart; nothing is cut.</exception>
    static object? Stored(Value value, Column column)
    {
        if (value.Data is string text && column.Type.IsString && column.Type.Length >= 0 && text.TrimEnd(' ').Length > column.Type.Length)
            throw SqlError.Of(8152, $"column {column.Name}, {column.Type}, of a string of {text.Length}");
        return Conversion.To(value, column.Type).Data;
    }

    public Flow Update(UpdateStatement statement)
    {
        var specification = statement.UpdateSpecification;
        if (specification.FromClause is not null || specification.TopRowFilter is not null || specification.OutputClause is not null)
            throw Outside(statement, "UPDATE in that form");
        var table = Target(specification.Target);
        AssignmentSetClause Plain(SetClause clause) =>
            clause is AssignmentSetClause { Variable: null, AssignmentKind: AssignmentKind.Equals } set
                ? set : throw Outside(clause, "UPDATE with another assignment");
        var sets = specification.SetClauses.Select(Plain).ToList();
        var places = Targets(table, [.. sets.Select(set => set.Column)]);
        var count = 0;
        EachRow(table, specification.WhereClause, (index, cells) =>
        {
            var changed = (object?[])cells.Clone();
            for (var at = 0; at < sets.Count; at++)
            {
                var column = table.Columns[places[at]];
                changed[places[at]] = Stored(Evaluate(sets[at].NewValue), column);
                if (changed[places[at]] is null && !column.Nullable) throw SqlError.Of(515, $"column {column.Name} of {table.Name}");
            }
            table.Replace(index, changed);
            count++;
        });
        Succeed(count);
        return Flow.Next;
    }

    public Flow Delete(DeleteStatement statement)
    {
        var specification = statement.DeleteSpecification;
        if (specification.FromClause is not null || specification.TopRowFilter is not null || specification.OutputClause is not null)
            throw Outside(statement, "DELETE in that form");
        var table = Target(specification.Target);
        HashSet<object?[]> gone = new(ReferenceEqualityComparer.Instance);
        EachRow(table, specification.WhereClause, (_, cells) => gone.Add(cells));
        table.Delete(record => gone.Contains(record.Cells));
        Succeed(gone.Count);
        return Flow.Next;
    }

    void EachRow(Table table, WhereClause? where, Action<int, object?[]> each)
    {
        if (where is { Cursor: not null }) throw Outside(where, "WHERE CURRENT OF");
        scope = new(scope);
        try
        {
            var source = Bind(table.Name, Shapes(table));
            for (var index = 0; index < table.Rows.Count; index++)
            {
                source.Cells = table.Rows[index];
                if (where is null || Test(where.SearchCondition) == true) each(index, table.Rows[index]);
            }
        }
        finally { scope = scope.Outer; }
    }
}
