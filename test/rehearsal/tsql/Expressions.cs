using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

sealed partial class Execution
{
    /// <summary>The rows that an expression may refer to by column.</summary>
    Scope? scope;

    /// <summary>The value of an expression in the rows of the moment.</summary>
    public Value Evaluate(ScalarExpression expression) =>
        (Dialect.Expression(expression) ?? throw Outside(expression)).Evaluate(this, expression);

    /// <summary>True, false, or null for UNKNOWN.</summary>
    public bool? Test(BooleanExpression expression) => (Dialect.Predicate(expression) ?? throw Outside(expression)).Test(this, expression);

    // ---- predicates

    public bool? Compare(BooleanComparisonExpression comparison)
    {
        var (left, right) = (Evaluate(comparison.FirstExpression), Evaluate(comparison.SecondExpression));
        if (left.IsNull || right.IsNull)
        {
            CheckCollation(left, right);
            return null;
        }
        var order = Order(left, right);
        return comparison.ComparisonType switch
        {
            BooleanComparisonType.Equals => order == 0,
            BooleanComparisonType.NotEqualToBrackets => order != 0,
            BooleanComparisonType.GreaterThan => order > 0,
            BooleanComparisonType.LessThan => order < 0,
            BooleanComparisonType.GreaterThanOrEqualTo => order >= 0,
            BooleanComparisonType.LessThanOrEqualTo => order <= 0,
            _ => throw Outside(comparison, $"comparison {comparison.ComparisonType}"),
        };
    }

    /// <summary>The collation in which two strings are compared.</summary>
    /// <exception cref="SqlError">468: it cannot be told.</exception>
    Collation CheckCollation(Value left, Value right)
    {
        if (!left.Type.IsString && !right.Type.IsString) return Session.Collation;
        var (collation, coercibility) = Collation.Combine(left, right);
        if (coercibility == Coercibility.None) throw SqlError.CollationConflict(left.Collation, right.Collation);
        return collation ?? Session.Collation;
    }

    int Order(Value left, Value right)
    {
        var collation = CheckCollation(left, right);
        // Most comparisons are of two texts or two integers: neither changes on the way to their common type.
        if (left.Data is string a && right.Data is string b) return collation.Compare(a, b);
        if (left.Data is long x && right.Data is long y) return x.CompareTo(y);
        var (one, other) = Conversion.Pair(left, right);
        return (one, other) switch
        {
            (string text, string otherText) => collation.Compare(text, otherText),
            (byte[] bytes, byte[] otherBytes) => bytes.AsSpan().SequenceCompareTo(otherBytes),
            (IComparable comparable, _) => comparable.CompareTo(other),
            _ => throw new InvalidOperationException($"comparison of {left.Type} and {right.Type}"),
        };
    }

    public bool? Binary(BooleanBinaryExpression binary)
    {
        var left = Test(binary.FirstExpression);
        if (binary.BinaryExpressionType == BooleanBinaryExpressionType.And)
        {
            if (left == false) return false;
            var right = Test(binary.SecondExpression);
            return right == false ? false : left & right;
        }
        else
        {
            if (left == true) return true;
            var right = Test(binary.SecondExpression);
            return right == true ? true : left | right;
        }
    }

    public bool? In(InPredicate predicate)
    {
        var value = Evaluate(predicate.Expression);
        bool? found = false;
        foreach (var other in predicate.Subquery is { } subquery ? Column(subquery) : predicate.Values.Select(Evaluate))
        {
            if (value.IsNull || other.IsNull) { CheckCollation(value, other); found = found == true ? true : null; }
            else if (Order(value, other) == 0) found = true;
        }
        return predicate.NotDefined ? !found : found;
    }

    /// <summary>The values of a subquery's one column.</summary>
    IEnumerable<Value> Column(ScalarSubquery subquery)
    {
        var rows = Select(subquery.QueryExpression, out var columns);
        if (columns.Count != 1) throw Outside(subquery, "a subquery of several columns");
        return rows.Select(cells => columns[0].Value(cells[0]));
    }

    public bool? Like(LikePredicate predicate)
    {
        if (predicate.EscapeExpression is not null) throw Outside(predicate, "LIKE … ESCAPE");
        var (text, pattern) = (Evaluate(predicate.FirstExpression), Evaluate(predicate.SecondExpression));
        var collation = CheckCollation(text, pattern);
        if (text.IsNull || pattern.IsNull) return null;
        var isUnicode = text.Type.Kind is Kind.NChar or Kind.NVarChar || pattern.Type.Kind is Kind.NChar or Kind.NVarChar;
        var isLike = Pattern.IsLike(Conversion.To(text, SqlType.NVarChar(-1)).Text!, pattern.Text!, collation, isUnicode);
        return predicate.NotDefined ? !isLike : isLike;
    }

    // ---- values

    public Value Unary(UnaryExpression unary)
    {
        var value = Evaluate(unary.Expression);
        if (unary.UnaryExpressionType == UnaryExpressionType.Positive || value.IsNull) return value;
        if (unary.UnaryExpressionType != UnaryExpressionType.Negative) throw Outside(unary, $"operator {unary.UnaryExpressionType}");
        return value with { Data = value.Data is decimal number ? -number : -(long)value.Data! };
    }

    public Value Arithmetic(BinaryExpression binary)
    {
        var (left, right) = (Evaluate(binary.FirstExpression), Evaluate(binary.SecondExpression));
        var type = SqlType.Common(left.Type, right.Type);
        if (type.IsString)
        {
            if (binary.BinaryExpressionType != BinaryExpressionType.Add) throw Outside(binary, $"{binary.BinaryExpressionType} of strings");
            var (collation, coercibility) = Collation.Combine(left, right);
            // Concatenation has to know its collation: docs/t-sql/statements/collation-precedence-transact-sql.md, Operators.
            if (coercibility == Coercibility.None) throw SqlError.CollationConflict(left.Collation, right.Collation);
            var length = left.Type.Length < 0 || right.Type.Length < 0 ? -1 : Math.Min(4000, left.Type.Length + right.Type.Length);
            var text = left.IsNull || right.IsNull ? null : left.Text + right.Text;
            if (text is not null && length >= 0 && text.Length > length) text = text[..length];
            return new(text, type with { Length = length }, collation, coercibility);
        }
        if (!type.IsNumber) throw Outside(binary, $"{binary.BinaryExpressionType} of {type}");
        var (one, other) = (Conversion.To(left, type), Conversion.To(right, type));
        if (one.IsNull || other.IsNull) return Value.Null(type);
        if (type.Kind == Kind.Numeric)
        {
            var (x, y) = ((decimal)one.Data!, (decimal)other.Data!);
            return new(binary.BinaryExpressionType switch
            {
                BinaryExpressionType.Add => x + y,
                BinaryExpressionType.Subtract => x - y,
                BinaryExpressionType.Multiply => x * y,
                _ => throw Outside(binary, $"{binary.BinaryExpressionType} of numeric"),
            }, type);
        }
        var (a, b) = ((long)one.Data!, (long)other.Data!);
        // With ARITHABORT and ANSI_WARNINGS ON it ends the query and not the batch: docs/t-sql/statements/set-arithabort-transact-sql.md.
        if (b == 0 && binary.BinaryExpressionType is BinaryExpressionType.Divide or BinaryExpressionType.Modulo) throw SqlError.Of(8134);
        var result = binary.BinaryExpressionType switch
        {
            BinaryExpressionType.Add => a + b,
            BinaryExpressionType.Subtract => a - b,
            BinaryExpressionType.Multiply => a * b,
            BinaryExpressionType.Divide => a / b,
            BinaryExpressionType.Modulo => a % b,
            _ => throw Outside(binary, $"operator {binary.BinaryExpressionType}"),
        };
        return Conversion.To(new(result, SqlType.BigInt), type);
    }

    public Value Case(SearchedCaseExpression @case) =>
        Branch([.. @case.WhenClauses.Select(when => (when.ThenExpression, (Func<bool>)(() => Test(when.WhenExpression) == true)))],
            @case.ElseExpression);

    public Value Case(SimpleCaseExpression @case)
    {
        var input = Evaluate(@case.InputExpression);
        return Branch([.. @case.WhenClauses.Select(when => (when.ThenExpression, (Func<bool>)(() =>
        {
            var value = Evaluate(when.WhenExpression);
            return !input.IsNull && !value.IsNull && Order(input, value) == 0;
        })))], @case.ElseExpression);
    }

    /// <summary>The first branch that holds, in the type and collation that all branches make together.</summary>
    Value Branch(IReadOnlyList<(ScalarExpression Then, Func<bool> Holds)> branches, ScalarExpression? otherwise)
    {
        Value? result = null;
        foreach (var (then, holds) in branches)
        {
            if (!holds()) continue;
            result = Evaluate(then);
            break;
        }
        result ??= otherwise is null ? null : Evaluate(otherwise);
        var type = branches.Select(branch => Shape(branch.Then)).Append(otherwise is null ? null : Shape(otherwise)).OfType<Value>()
            .Aggregate((Value?)null, (all, shape) => all is { } before ? Merge(before, shape) : shape);
        // A branch of NULL only has no type of its own.
        if (type is not { } whole) return result ?? Value.Null(SqlType.Int);
        if (result is not { } value || value.IsNull) return whole with { Data = null };
        var converted = Conversion.To(value, whole.Type);
        return whole.Type.IsString ? new(converted.Data, whole.Type, whole.Collation, whole.Coercibility) : converted;
    }

    static Value Merge(Value left, Value right)
    {
        var type = SqlType.Common(left.Type, right.Type);
        if (!type.IsString) return Value.Null(type);
        var (collation, coercibility) = Collation.Combine(left, right);
        return new(null, type, collation, coercibility);
    }

    /// <summary>
    /// The type and collation of an expression, without a value: as the compiler sees it. Null for the literal NULL. Only what a
    /// branch of CASE may be is known by itself; the rest is evaluated, which changes nothing.
    /// </summary>
    Value? Shape(ScalarExpression expression) => expression switch
    {
        NullLiteral => null,
        StringLiteral or IntegerLiteral or ColumnReferenceExpression or VariableReference => Evaluate(expression) with { Data = null },
        ParenthesisExpression parenthesis => Shape(parenthesis.Expression),
        SearchedCaseExpression @case => ShapeOf(@case.WhenClauses.Select(when => when.ThenExpression), @case.ElseExpression),
        SimpleCaseExpression @case => ShapeOf(@case.WhenClauses.Select(when => when.ThenExpression), @case.ElseExpression),
        BinaryExpression { BinaryExpressionType: BinaryExpressionType.Add } sum
            when Shape(sum.FirstExpression) is { } left && Shape(sum.SecondExpression) is { } right
            && left.Type.IsString && right.Type.IsString => Concatenated(left, right),
        ConvertCall convert =>
            new Value(null, TypeOf(convert.DataType), Shape(convert.Parameter) is { Type.IsString: true } inner ? inner.Collation : null),
        _ => Quietly(expression),
    };

    /// <summary>The type of two strings put together.</summary>
    Value Concatenated(Value left, Value right)
    {
        var merged = Merge(left, right);
        if (left.Type.Length < 0 || right.Type.Length < 0) return merged;
        return merged with { Type = merged.Type with { Length = Math.Min(4000, left.Type.Length + right.Type.Length) } };
    }

    Value? Quietly(ScalarExpression expression)
    {
        try { return Evaluate(expression) with { Data = null }; }
        // What a branch would do that is not taken (a LEFT of less than nothing) is no error; what its collation is, is.
        catch (SqlError error) when (error.Number != 468) { return null; }
    }

    Value? ShapeOf(IEnumerable<ScalarExpression> branches, ScalarExpression? otherwise) =>
        branches.Append(otherwise).OfType<ScalarExpression>().Select(Shape).OfType<Value>()
            .Aggregate((Value?)null, (all, shape) => all is { } before ? Merge(before, shape) : shape);

    public Value NullIf(NullIfExpression expression)
    {
        var (left, right) = (Evaluate(expression.FirstExpression), Evaluate(expression.SecondExpression));
        CheckCollation(left, right);
        return !left.IsNull && !right.IsNull && Order(left, right) == 0 ? left with { Data = null } : left;
    }

    public Value Convert(ConvertCall call)
    {
        var value = Collated(Evaluate(call.Parameter), call.Collation);
        var style = call.Style is null ? 0 : (int)(long)Evaluate(call.Style).Data!;
        return Conversion.To(value, TypeOf(call.DataType), style);
    }

    public Value Column(ColumnReferenceExpression reference)
    {
        if (reference.ColumnType != ColumnType.Regular) throw Outside(reference, $"column {reference.ColumnType}");
        var parts = reference.MultiPartIdentifier.Identifiers;
        if (parts.Count > 2) throw Outside(reference, "a column with more than two parts");
        var value = scope?.Find(parts.Count == 2 ? parts[0].Value : null, parts[^1].Value, Session.Names)
            ?? throw InvalidColumn(string.Join('.', parts.Select(part => part.Value)), reference);
        if (value.Data is Catalog.Unmodelled)
            throw Outside(reference, $"column {parts[^1].Value}, whose value the rehearsal does not know,");
        return Collated(value, reference.Collation);
    }

    static Value Collated(Value value, Identifier? collation) =>
        collation is null ? value : value with { Collation = new(collation.Value), Coercibility = Coercibility.Explicit };

    /// <summary>The COLLATE clause that stands behind an expression.</summary>
    public Value With(PrimaryExpression expression, Value value) => Collated(value, expression.Collation);

    public Value Subquery(ScalarSubquery subquery)
    {
        var rows = Select(subquery.QueryExpression, out var columns);
        if (columns.Count != 1) throw Outside(subquery, "a subquery of several columns");
        if (rows.Count > 1) throw SqlError.Of(512);
        return columns[0].Value(rows.Count == 0 ? null : rows[0][0]);
    }

    public bool? Exists(ExistsPredicate predicate) => Select(predicate.Subquery.QueryExpression, out _, onlyOne: true).Count > 0;

    public Value Function(FunctionCall call)
    {
        if (call.CallTarget is not null || call.UniqueRowFilter == UniqueRowFilter.Distinct && call.FunctionName.Value != "COUNT"
            || call.OverClause is not null)
            throw Outside(call, $"function {call.FunctionName.Value} in that form");
        if (IsAggregate(call)) return Aggregate(call);
        return (Dialect.Function(call) ?? throw Outside(call, $"function {call.FunctionName.Value}")).Call(this, call);
    }
}
