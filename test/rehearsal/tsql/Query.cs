using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

sealed partial class Execution
{
    // ---- SELECT as a statement

    public Flow Select(SelectStatement statement)
    {
        if (statement.Into is not null || statement.WithCtesAndXmlNamespaces is not null
            || statement.ComputeClauses.Count > 0 || statement.OptimizerHints.Count > 0)
            throw Outside(statement, "SELECT in that form");
        if (statement.QueryExpression is not QuerySpecification query) throw Outside(statement, statement.QueryExpression.GetType().Name);
        if (query.SelectElements.All(element => element is SelectSetVariable))
        {
            Succeed(Assign(query));
            return Flow.Next;
        }
        var rows = Select(query, out var columns);
        if (results is not null) results.AddRange(rows);
        else Answer ??= ([.. columns.Select(column => column.Name)], rows);
        Succeed(rows.Count);
        return Flow.Next;
    }

    /// <summary>
    /// SELECT @a = …: a variable is set for every row, in the order of the rows; without a row it stays.
    /// docs/t-sql/language-elements/select-local-variable-transact-sql.md.
    /// </summary>
    int Assign(QuerySpecification query)
    {
        var sets = query.SelectElements.Cast<SelectSetVariable>().ToList();
        if (sets.Any(set => set.AssignmentKind != AssignmentKind.Equals)) throw Outside(query, "SELECT with another assignment than =");
        var count = 0;
        if (query.OrderByClause is null && query.TopRowFilter is null)
        {
            Rows(query, () =>
            {
                foreach (var set in sets) Assign(set.Variable.Name, Evaluate(set.Expression), set);
                count++;
                return true;
            });
            return count;
        }
        foreach (var row in Ordered(query, () => sets.Select(set => Evaluate(set.Expression)).ToArray()))
        {
            for (var index = 0; index < sets.Count; index++) Assign(sets[index].Variable.Name, row[index], sets[index]);
            count++;
        }
        return count;
    }

    // ---- SELECT as a source of rows

    /// <summary>The rows of a query, with their columns.</summary>
    /// <param name="onlyOne">EXISTS asks for one row and needs no second.</param>
    List<object?[]> Select(QueryExpression expression, out IReadOnlyList<Shape> columns, bool onlyOne = false)
    {
        if (expression is QueryParenthesisExpression parenthesis) return Select(parenthesis.QueryExpression, out columns, onlyOne);
        if (expression is not QuerySpecification query) throw Outside(expression, expression.GetType().Name);
        var elements = query.SelectElements;
        if (onlyOne && elements is [SelectStarExpression] && query.GroupByClause is null && query.OrderByClause is null)
        {
            var any = false;
            Rows(query, () => { any = true; return false; });
            columns = [];
            return any ? [[]] : [];
        }
        IReadOnlyList<Shape>? shapes = null;
        List<object?[]> rows = [];
        object?[] Row(Value[] values)
        {
            shapes = Widen(shapes, values, elements);
            return [.. values.Select(value => value.Data)];
        }
        foreach (var values in Ordered(query, () => Elements(elements))) rows.Add(Row(values));
        string? Text(object? cell) => cell is byte[] bytes ? System.Convert.ToHexString(bytes) : cell?.ToString();
        if (query.UniqueRowFilter == UniqueRowFilter.Distinct)
            rows = [.. rows.DistinctBy(cells => string.Join('\u0001', cells.Select(Text)))];
        // Without a row the columns still have names and types.
        columns = shapes ?? Widen(null, ShapesOf(query, elements), elements);
        return rows;
    }

    Value[] Elements(IList<SelectElement> elements)
    {
        if (elements is [SelectStarExpression { Qualifier: null }])
            return [.. scope!.Sources.SelectMany(source => source.Columns.Select((column, index) => column.Value(source.Cells?[index])))];
        var values = new Value[elements.Count];
        for (var index = 0; index < values.Length; index++)
        {
            if (elements[index] is not SelectScalarExpression scalar) throw Outside(elements[index]);
            values[index] = Evaluate(scalar.Expression);
            if (values[index].Coercibility == Coercibility.None) throw SqlError.Unresolved($"{index + 1}");
        }
        return values;
    }

    /// <summary>The values of an empty query: all NULL, in the types of the columns.</summary>
    Value[] ShapesOf(QuerySpecification query, IList<SelectElement> elements)
    {
        scope = new(scope);
        try
        {
            if (query.FromClause is not null) foreach (var table in query.FromClause.TableReferences) BindEmpty(table);
            scope.Group = [];
            return Elements(elements);
        }
        finally { scope = scope.Outer; }
    }

    IReadOnlyList<Shape> Widen(IReadOnlyList<Shape>? before, Value[] values, IList<SelectElement> elements) =>
        [.. values.Select((value, index) =>
        {
            var name = elements.Count == values.Length && elements[index] is SelectScalarExpression scalar
                ? scalar.ColumnName?.Value
                    ?? (scalar.Expression is ColumnReferenceExpression column ? column.MultiPartIdentifier.Identifiers[^1].Value : "")
                : scope is { Sources.Count: > 0 } && elements is [SelectStarExpression]
                    ? scope.Sources.SelectMany(source => source.Columns).ElementAt(index).Name
                : "";
            if (before is null) return new Shape(name, value.Type, value.Collation, value.Coercibility);
            var merged = Merge(before[index].Value(null), value);
            return before[index] with { Type = merged.Type, Collation = merged.Collation, Coercibility = merged.Coercibility };
        })];

    /// <summary>What is made of each row, sorted and cut as ORDER BY and TOP say.</summary>
    IEnumerable<T> Ordered<T>(QuerySpecification query, Func<T> make)
    {
        int? most = null;
        if (query.TopRowFilter is { } top)
        {
            if (top.Percent || top.WithTies) throw Outside(top, "TOP PERCENT or WITH TIES");
            most = (int)(long)Evaluate(top.Expression).Data!;
        }
        if (Session.RowCountLimit > 0) most = Math.Min(most ?? int.MaxValue, Session.RowCountLimit);
        var order = query.OrderByClause?.OrderByElements;
        List<(T Made, Value[] Keys)> made = [];
        Rows(query, () =>
        {
            var keys = order is null ? [] : new Value[order.Count];
            for (var index = 0; index < keys.Length; index++) keys[index] = Evaluate(order![index].Expression);
            // Behind those that are there and equal, so that the order is stable.
            var place = made.Count;
            while (place > 0 && order is not null && IsBefore(keys, made[place - 1].Keys, order)) place--;
            // What TOP cuts off is not made.
            if (place >= most) return order is not null;
            made.Insert(place, (make(), keys));
            if (made.Count > most) made.RemoveAt(made.Count - 1);
            return true;
        });
        return made.Select(one => one.Made);
    }

    bool IsBefore(Value[] keys, Value[] other, IList<ExpressionWithSortOrder> order)
    {
        for (var key = 0; key < keys.Length; key++)
        {
            var (left, right) = (keys[key], other[key]);
            // NULL is the lowest value.
            var by = left.IsNull || right.IsNull ? right.IsNull.CompareTo(left.IsNull) : Order(left, right);
            if (by != 0) return order[key].SortOrder == SortOrder.Descending ? by > 0 : by < 0;
        }
        return false;
    }

    /// <summary>Calls for every row, or group of rows, of FROM, WHERE, GROUP BY and HAVING; a false ends it.</summary>
    void Rows(QuerySpecification query, Func<bool> each)
    {
        if (query.ForClause is not null || query.OffsetClause is not null || query.WindowClause is not null)
            throw Outside(query, "a query of that form");
        scope = new(scope);
        try
        {
            if (!IsGrouped(query))
            {
                From(query, each);
                return;
            }
            Dictionary<string, List<object?[]?[]>> groups = new(StringComparer.Ordinal);
            List<List<object?[]?[]>> inOrder = [];
            if (query.GroupByClause is null) inOrder.Add(groups[""] = []);
            From(query, () =>
            {
                var key = query.GroupByClause is not { } by ? "" : string.Join('\u0001', by.GroupingSpecifications.Select(KeyOf));
                if (!groups.TryGetValue(key, out var group)) inOrder.Add(groups[key] = group = []);
                group.Add([.. scope.Sources.Select(source => source.Cells)]);
                return true;
            });
            if (query.FromClause is not null && inOrder is [{ Count: 0 }])
                foreach (var table in query.FromClause.TableReferences) BindEmpty(table);
            foreach (var group in inOrder)
            {
                scope.Group = group;
                SetRow(scope, group.Count == 0 ? null : group[0]);
                if (query.HavingClause is not null && Test(query.HavingClause.SearchCondition) != true) continue;
                if (!each()) return;
            }
        }
        finally { scope = scope.Outer; }
    }

    string KeyOf(GroupingSpecification specification)
    {
        if (specification is not ExpressionGroupingSpecification grouping) throw Outside(specification, specification.GetType().Name);
        var value = Evaluate(grouping.Expression);
        // Strings that are equal in their collation are one group.
        var text = value.Data is string own ? own.TrimEnd(' ') : value.Data?.ToString();
        return value.Data is string && (value.Collation ?? Session.Collation).IgnoresCase ? text!.ToUpperInvariant() : text ?? "\u0002";
    }

    static void SetRow(Scope scope, object?[]?[]? cells)
    {
        for (var index = 0; index < scope.Sources.Count; index++) scope.Sources[index].Cells = cells?[index];
    }

    void From(QuerySpecification query, Func<bool> each)
    {
        bool Kept() => query.WhereClause is null || Test(query.WhereClause.SearchCondition) == true;
        if (query.FromClause is null)
        {
            if (Kept()) each();
            return;
        }
        Join(query.FromClause.TableReferences, 0, () => !Kept() || each());
    }

    bool Join(IList<TableReference> tables, int index, Func<bool> each) =>
        index == tables.Count ? each() : Join(tables[index], () => Join(tables, index + 1, each));

    /// <summary>Binds one table after another, and calls for each combination. False: somebody has seen enough.</summary>
    /// <param name="isApplied">It stands behind APPLY: it may be another table for each row before it.</param>
    bool Join(TableReference reference, Func<bool> each, bool isApplied = false)
    {
        switch (reference)
        {
            case QualifiedJoin { QualifiedJoinType: QualifiedJoinType.Inner, JoinHint: JoinHint.None } join:
                return Join(join.FirstTableReference,
                    () => Join(join.SecondTableReference, () => Test(join.SearchCondition) != true || each(), isApplied), isApplied);
            case QualifiedJoin { QualifiedJoinType: QualifiedJoinType.LeftOuter, JoinHint: JoinHint.None } join:
                return Join(join.FirstTableReference, () =>
                {
                    var matched = false;
                    var goesOn = Join(join.SecondTableReference, () =>
                    {
                        if (Test(join.SearchCondition) != true) return true;
                        matched = true;
                        return each();
                    }, isApplied);
                    if (matched || !goesOn) return goesOn;
                    BindEmpty(join.SecondTableReference);
                    return each();
                }, isApplied);
            case UnqualifiedJoin { UnqualifiedJoinType: UnqualifiedJoinType.CrossApply or UnqualifiedJoinType.CrossJoin } join:
                return Join(join.FirstTableReference, () => Join(join.SecondTableReference, each, isApplied: true), isApplied);
            case UnqualifiedJoin { UnqualifiedJoinType: UnqualifiedJoinType.OuterApply } outer:
                return Join(outer.FirstTableReference, () =>
                {
                    var isMatched = false;
                    var goesOn = Join(outer.SecondTableReference, () => { isMatched = true; return each(); }, isApplied: true);
                    if (!goesOn || isMatched) return goesOn;
                    BindEmpty(outer.SecondTableReference);
                    return each();
                }, isApplied);
            case JoinParenthesisTableReference parenthesis:
                return Join(parenthesis.Join, each, isApplied);
            default:
                if (isApplied || !scope!.Relations.TryGetValue(reference, out var relation))
                {
                    relation = Relation(reference);
                    // Read once for a query, not once for each row of the table before it.
                    if (!isApplied) scope!.Relations[reference] = relation;
                }
                var (alias, columns, rows) = relation;
                var source = Bind(alias, columns);
                foreach (var cells in rows)
                {
                    source.Cells = cells;
                    if (!each()) return false;
                }
                return true;
        }
    }

    /// <summary>A table in the scope; the same one for each row of the table before it.</summary>
    Source Bind(string alias, IReadOnlyList<Shape> columns)
    {
        var index = scope!.Sources.FindIndex(source => Session.Names.Equals(source.Alias, alias));
        var source = new Source(alias, columns);
        if (index < 0) scope.Sources.Add(source);
        else scope.Sources[index] = source;
        return source;
    }

    void BindEmpty(TableReference reference)
    {
        if (reference is QualifiedJoin join) { BindEmpty(join.FirstTableReference); BindEmpty(join.SecondTableReference); return; }
        if (reference is UnqualifiedJoin other) { BindEmpty(other.FirstTableReference); BindEmpty(other.SecondTableReference); return; }
        var (alias, columns, _) = Relation(reference);
        Bind(alias, columns);
    }

    (string Alias, IReadOnlyList<Shape> Columns, IEnumerable<object?[]> Rows) Relation(TableReference reference)
    {
        switch (reference)
        {
            case NamedTableReference named:
                if (named.TableHints.Count > 0 || named.TableSampleClause is not null || named.TemporalClause is not null)
                    throw Outside(named, "a table with a hint");
                var (columns, rows) = Named(named);
                return (named.Alias?.Value ?? named.SchemaObject.BaseIdentifier.Value, columns, rows);
            case QueryDerivedTable derived:
                var selected = Select(derived.QueryExpression, out var shapes);
                return (derived.Alias.Value, Renamed(shapes, derived.Columns), selected);
            case InlineDerivedTable values:
                return (values.Alias.Value, Renamed(Values(values.RowValues, out var made), values.Columns), made);
            default:
                throw Outside(reference, reference.GetType().Name);
        }
    }

    static IReadOnlyList<Shape> Renamed(IReadOnlyList<Shape> shapes, IList<Identifier> names) =>
        names.Count == 0 ? shapes : [.. shapes.Select((shape, index) => shape with { Name = names[index].Value })];

    /// <summary>VALUES (…), (…): each column in the type and collation that its values make together.</summary>
    IReadOnlyList<Shape> Values(IList<RowValue> values, out List<object?[]> rows)
    {
        if (values.Any(row => row.ColumnValues.Count != values[0].ColumnValues.Count))
            throw new SqlError(10709, 15, "The number of columns for each row in a table value constructor must be the same.", Ends.Scope);
        var made = values.Select(row => row.ColumnValues.Select(Evaluate).ToArray()).ToList();
        var shapes = Enumerable.Range(0, made[0].Length).Select(column =>
        {
            var whole = values
                .Select((row, index) => row.ColumnValues[column] is NullLiteral ? (Value?)null : made[index][column] with { Data = null })
                .OfType<Value>()
                .Aggregate((Value?)null, (all, one) => all is { } before ? Merge(before, one) : one) ?? Value.Null(SqlType.Int);
            return new Shape("", whole.Type, whole.Collation, whole.Coercibility);
        }).ToList();
        rows = [.. made.Select(row => row.Select((value, column) => Conversion.To(value, shapes[column].Type).Data).ToArray())];
        return shapes;
    }

    // ---- aggregates

    static bool IsAggregate(FunctionCall call) => call.FunctionName.Value is "COUNT" or "MAX" or "MIN" or "SUM";

    static bool IsGrouped(QuerySpecification query)
    {
        if (query.GroupByClause is not null || query.HavingClause is not null) return true;
        var finder = new Aggregates();
        foreach (var element in query.SelectElements) element.Accept(finder);
        return finder.Found;
    }

    sealed class Aggregates : TSqlConcreteFragmentVisitor
    {
        public bool Found { get; private set; }
        public override void ExplicitVisit(FunctionCall node)
        {
            if (IsAggregate(node)) Found = true;
            base.ExplicitVisit(node);
        }
        // What stands in a subquery is that one's.
        public override void ExplicitVisit(ScalarSubquery node) { }
    }

    Value Aggregate(FunctionCall call)
    {
        var own = scope;
        while (own is not null && own.Group is null) own = own.Outer;
        if (own?.Group is not { } group) throw Outside(call, $"{call.FunctionName.Value} without a group");
        if (call.Parameters is [ColumnReferenceExpression { ColumnType: ColumnType.Wildcard }]) return new((long)group.Count, SqlType.Int);
        var before = own.Sources.Select(source => source.Cells).ToArray();
        own.Group = null;
        List<Value> values = [];
        Value shape;
        try
        {
            foreach (var cells in group)
            {
                SetRow(own, cells);
                var value = Evaluate(call.Parameters[0]);
                if (!value.IsNull) values.Add(value);
            }
            SetRow(own, null);
            shape = values.Count > 0 ? values[0] with { Data = null } : Evaluate(call.Parameters[0]) with { Data = null };
        }
        finally
        {
            own.Group = group;
            SetRow(own, before);
        }
        switch (call.FunctionName.Value)
        {
            case "COUNT":
                object? Compared(Value value) => value.Data is string text && (value.Collation ?? Session.Collation).IgnoresCase
                    ? text.ToUpperInvariant() : value.Data;
                var counted = call.UniqueRowFilter == UniqueRowFilter.Distinct
                    ? values.Select(Compared).Distinct().Count()
                    : values.Count;
                return new((long)counted, SqlType.Int);
            case "SUM":
                if (!shape.Type.IsNumber) throw Outside(call, $"SUM of {shape.Type}");
                var type = shape.Type.Kind is Kind.BigInt or Kind.Numeric ? shape.Type : SqlType.Int;
                return values.Count == 0 ? Value.Null(type)
                    : type.Kind == Kind.Numeric ? new(values.Sum(value => (decimal)value.Data!), type)
                    : new(values.Sum(value => (long)value.Data!), type);
            default:
                if (shape.Type.Kind == Kind.Bit)
                    throw new SqlError(8117, 16, $"Operand data type bit is invalid for {call.FunctionName.Value} operator.", Ends.Scope);
                if (shape.Type.Kind == Kind.UniqueIdentifier)
                    throw Outside(call, $"{call.FunctionName.Value} of uniqueidentifier, which SQL Server 2008 R2 refuses");
                if (values.Count == 0) return shape;
                return values.Aggregate((best, one) =>
                    (call.FunctionName.Value == "MAX" ? Order(one, best) > 0 : Order(one, best) < 0) ? one : best);
        }
    }
}
