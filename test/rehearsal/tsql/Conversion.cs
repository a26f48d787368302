using System.Globalization;
using System.Numerics;

namespace Rehearsal.TSql;

/// <summary>CONVERT, CAST and the implicit conversions: docs/t-sql/functions/cast-and-convert-transact-sql.md.</summary>
static class Conversion
{
    /// <summary>The same in every language: docs/t-sql/data-types/datetime-transact-sql.md, "unseparated string format".</summary>
    const string Unseparated = "yyyyMMdd HH:mm:ss";

    /// <summary>A value in another type.</summary>
    /// <param name="style">
    /// CONVERT's third argument: 0 by default, 120 ODBC canonical for dates, 1 hexadecimal with 0x for binaries.
    /// </param>
    /// <exception cref="SqlError">245 and its like, where the value does not fit.</exception>
    public static Value To(Value value, SqlType type, int style = 0)
    {
        if (type.Kind == Kind.Variant) return value with { Type = value.Type };
        if (value.IsNull)
            return new(null, type, type.IsString ? value.Collation : null, type.IsString ? value.Coercibility : Coercibility.Default);
        var data = value.Data!;
        if (type.IsString)
        {
            var text = data is string own ? own : ToText(data, value.Type, type, style);
            text = Fit(text, type);
            return value.Type.IsString ? new(text, type, value.Collation, value.Coercibility) : new(text, type);
        }
        return new(Data(data, value.Type, type), type);
    }

    static string Fit(string text, SqlType type)
    {
        if (type.Length >= 0 && text.Length > type.Length) text = text[..type.Length];
        return type.Kind is Kind.Char or Kind.NChar && type.Length > 0 ? text.PadRight(type.Length) : text;
    }

    static object Data(object data, SqlType from, SqlType type)
    {
        switch (type.Kind)
        {
            case Kind.Bit:
                return data switch
                {
                    long number => number != 0 ? 1L : 0L,
                    decimal number => number != 0 ? 1L : 0L,
                    string text => text.Trim().ToLowerInvariant() switch
                    {
                        "true" => 1L,
                        "false" => 0L,
                        var digits => ParseInteger(digits, text, type) != 0 ? 1L : 0L,
                    },
                    _ => throw Impossible(from, type),
                };
            case Kind.TinyInt or Kind.SmallInt or Kind.Int or Kind.BigInt:
                var result = data switch
                {
                    long number => number,
                    decimal number => (long)decimal.Truncate(number),
                    string text => ParseInteger(text.Trim(), text, type),
                    _ => throw Impossible(from, type),
                };
                var (low, high) = type.Kind switch
                {
                    Kind.TinyInt => (0L, 255L),
                    Kind.SmallInt => (short.MinValue, short.MaxValue),
                    Kind.Int => (int.MinValue, int.MaxValue),
                    _ => (long.MinValue, long.MaxValue),
                };
                if (result < low || result > high)
                    throw new SqlError(8115, 16, $"Arithmetic overflow error converting to data type {type}.", Ends.Batch);
                return result;
            case Kind.Numeric:
                return data switch
                {
                    long number => (decimal)number,
                    decimal number => decimal.Round(number, type.Scale),
                    string text => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var parsed)
                        ? parsed : throw new SqlError(8114, 16, "Error converting data type nvarchar to numeric.", Ends.Batch),
                    _ => throw Impossible(from, type),
                };
            case Kind.UniqueIdentifier:
                return data switch
                {
                    Guid id => id,
                    string text => Guid.TryParse(text, out var parsed)
                        ? parsed : throw Failed(8169, "from a character string to uniqueidentifier"),
                    _ => throw Impossible(from, type),
                };
            case Kind.DateTime:
                return data switch
                {
                    DateTime time => time,
                    string text => System.DateTime.TryParseExact(text, Unseparated, CultureInfo.InvariantCulture, default, out var parsed)
                        || System.DateTime.TryParse(text, CultureInfo.InvariantCulture, default, out parsed)
                        ? parsed : throw Failed(241, "date and/or time from character string"),
                    long days => new System.DateTime(1900, 1, 1).AddDays(days),
                    _ => throw Impossible(from, type),
                };
            case Kind.VarBinary:
                return data switch
                {
                    byte[] bytes => type.Length >= 0 && bytes.Length > type.Length ? bytes[..type.Length] : bytes,
                    long number => BitConverter.GetBytes((int)number).Reverse().ToArray(),
                    _ => throw Impossible(from, type),
                };
            default:
                throw Impossible(from, type);
        }
    }

    static SqlError Failed(int number, string what) => new(number, 16, $"Conversion failed when converting {what}.", Ends.Batch);

    static long ParseInteger(string digits, string whole, SqlType type)
    {
        if (digits.Length == 0) return 0;
        return BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= long.MinValue && number <= long.MaxValue
            ? (long)number : throw SqlError.Conversion(whole, type);
    }

    static string ToText(object data, SqlType from, SqlType type, int style)
    {
        switch (data)
        {
            case long number:
                var digits = number.ToString(CultureInfo.InvariantCulture);
                // "If it does not fit, int gives an error for nvarchar": the table of truncations on the page.
                return type.Length >= 0 && digits.Length > type.Length
                    ? throw new SqlError(8115, 16, $"Arithmetic overflow error converting expression to data type {type}.", Ends.Batch)
                    : digits;
            case decimal number:
                return number.ToString(CultureInfo.InvariantCulture);
            case Guid id:
                return type.Length is >= 0 and < 36
                    ? throw new SqlError(8170, 16, "Insufficient result space to convert uniqueidentifier value to char.", Ends.Batch)
                    : id.ToString("D").ToUpperInvariant();
            case DateTime time when style == 120:
                return time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            case DateTime time when style == 0:
                return time.ToString("MMM ", CultureInfo.InvariantCulture)
                    + time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2)
                    + time.ToString(" yyyy ", CultureInfo.InvariantCulture)
                    + time.ToString("h:mmtt", CultureInfo.InvariantCulture).PadLeft(7);
            case byte[] bytes when style == 1:
                return "0x" + System.Convert.ToHexString(bytes);
            default:
                throw new InvalidOperationException($"CONVERT from {from} to {type} with style {style}");
        }
    }

    static SqlError Impossible(SqlType from, SqlType to) =>
        new(206, 16, $"Operand type clash: {from} is incompatible with {to}", Ends.Scope);

    /// <summary>Two values as one type, for a comparison.</summary>
    public static (object Left, object Right) Pair(Value left, Value right)
    {
        var type = SqlType.Common(left.Type, right.Type);
        if (type.Kind is Kind.Variant) type = SqlType.Common(Underlying(left), Underlying(right));
        // A string that meets another string keeps its length.
        if (type.IsString) type = type with { Kind = Kind.NVarChar, Length = -1 };
        return (To(left, type).Data!, To(right, type).Data!);
    }

    static SqlType Underlying(Value value) => value.Data switch
    {
        long => SqlType.BigInt,
        decimal => new(Kind.Numeric, 0, 38, 10),
        string => SqlType.NVarChar(-1),
        System.DateTime => SqlType.DateTime,
        Guid => SqlType.Guid,
        _ => value.Type,
    };
}
