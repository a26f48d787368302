using System.Globalization;

namespace Rehearsal.TSql;

enum Kind { Bit, TinyInt, SmallInt, Int, BigInt, Numeric, Char, VarChar, NChar, NVarChar, DateTime, UniqueIdentifier, VarBinary, Variant }

/// <summary>A data type: for strings and binaries Length is in characters or bytes, -1 for max; for numeric, precision and scale.</summary>
/// <remarks>docs/t-sql/data-types/data-types-transact-sql.md; sysname is nvarchar(128).</remarks>
sealed record SqlType(Kind Kind, int Length = 0, int Precision = 0, int Scale = 0)
{
    public static readonly SqlType Int = new(Kind.Int);
    public static readonly SqlType BigInt = new(Kind.BigInt);
    public static readonly SqlType Bit = new(Kind.Bit);
    public static readonly SqlType DateTime = new(Kind.DateTime);
    public static readonly SqlType Guid = new(Kind.UniqueIdentifier);
    public static readonly SqlType SysName = new(Kind.NVarChar, 128);
    public static readonly SqlType Variant = new(Kind.Variant);

    public static SqlType NVarChar(int length) => new(Kind.NVarChar, length);

    public bool IsString => Kind is Kind.Char or Kind.VarChar or Kind.NChar or Kind.NVarChar;
    public bool IsInteger => Kind is Kind.Bit or Kind.TinyInt or Kind.SmallInt or Kind.Int or Kind.BigInt;
    public bool IsNumber => IsInteger || Kind is Kind.Numeric;

    /// <summary>The higher one wins: docs/t-sql/data-types/data-type-precedence-transact-sql.md.</summary>
    public int Precedence => Kind switch
    {
        Kind.Variant => 0,
        Kind.DateTime => 1,
        Kind.Numeric => 2,
        Kind.BigInt => 3,
        Kind.Int => 4,
        Kind.SmallInt => 5,
        Kind.TinyInt => 6,
        Kind.Bit => 7,
        Kind.UniqueIdentifier => 8,
        Kind.NVarChar => 9,
        Kind.NChar => 10,
        Kind.VarChar => 11,
        Kind.Char => 12,
        _ => 13,
    };

    /// <summary>The type of a CASE, ISNULL's opposite, a comparison: the higher kind, and of two strings the longer.</summary>
    public static SqlType Common(SqlType left, SqlType right)
    {
        var (high, low) = left.Precedence <= right.Precedence ? (left, right) : (right, left);
        if (high.IsString && low.IsString)
            return high with { Length = high.Length < 0 || low.Length < 0 ? -1 : Math.Max(high.Length, low.Length) };
        if (high.Kind == Kind.Numeric && low.Kind == Kind.Numeric)
            return high with { Precision = Math.Max(high.Precision, low.Precision), Scale = Math.Max(high.Scale, low.Scale) };
        if (high.Kind == Kind.VarBinary && low.Kind == Kind.VarBinary)
            return high with { Length = high.Length < 0 || low.Length < 0 ? -1 : Math.Max(high.Length, low.Length) };
        return high;
    }

    /// <summary>A type as the pages of Microsoft and CREATE TABLE write it: nvarchar(128), sysname, numeric(25,0).</summary>
    /// <exception cref="FormatException">A type that the dialect does not have.</exception>
    public static SqlType Parse(string text)
    {
        var open = text.IndexOf('(');
        var name = (open < 0 ? text : text[..open]).Trim().ToLowerInvariant();
        var inner = open < 0 ? "" : text[(open + 1)..text.LastIndexOf(')')].Trim();
        if (name == "sysname") return SysName;
        int Number(int index, int otherwise)
        {
            var parts = inner.Split(',');
            if (index >= parts.Length || inner.Length == 0) return otherwise;
            if (parts[index].Trim().Equals("max", StringComparison.OrdinalIgnoreCase)) return -1;
            // "nvarchar (length not given)" on a page: as long as it can be.
            return int.TryParse(parts[index].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        }
        return name switch
        {
            "bit" => Bit,
            "tinyint" => new(Kind.TinyInt),
            "smallint" => new(Kind.SmallInt),
            "int" => Int,
            "bigint" => BigInt,
            "numeric" or "decimal" => new(Kind.Numeric, 0, Number(0, 18), Number(1, 0)),
            "char" => new(Kind.Char, Number(0, 1)),
            "varchar" => new(Kind.VarChar, Number(0, 1)),
            "nchar" => new(Kind.NChar, Number(0, 1)),
            "nvarchar" => new(Kind.NVarChar, Number(0, 1)),
            "ntext" => new(Kind.NVarChar, -1),
            "datetime" or "datetimeoffset" => DateTime,
            "uniqueidentifier" => Guid,
            "varbinary" => new(Kind.VarBinary, Number(0, 1)),
            "sql_variant" => Variant,
            _ => throw new FormatException($"type {text}"),
        };
    }

    public static SqlType? TryParse(string text)
    {
        try { return Parse(text); }
        catch (FormatException) { return null; }
    }

    public override string ToString() => Kind switch
    {
        Kind.Numeric => $"numeric({Precision}, {Scale})",
        Kind.Char or Kind.VarChar or Kind.NChar or Kind.NVarChar or Kind.VarBinary =>
            $"{Kind.ToString().ToLowerInvariant()}({(Length < 0 ? "max" : Length)})",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
