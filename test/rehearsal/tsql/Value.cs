namespace Rehearsal.TSql;

/// <summary>
/// How strongly a string insists on its collation: a literal or variable least, a column more, COLLATE most; None is what two columns
/// of different collations make together. docs/t-sql/statements/collation-precedence-transact-sql.md.
/// </summary>
enum Coercibility { Default, Implicit, None, Explicit }

/// <summary>
/// A value with its type. Data: null; long (all integers and bit), decimal, string, DateTime, Guid, byte[].
/// </summary>
readonly record struct Value(object? Data, SqlType Type, Collation? Collation = null, Coercibility Coercibility = Coercibility.Default)
{
    public bool IsNull => Data is null;
    public string? Text => (string?)Data;

    public static Value Null(SqlType type) => new(null, type);
    public static Value Of(string? text) => new(text, SqlType.NVarChar(Math.Max(1, text?.Length ?? 1)));
    public static Value Of(long number) => new(number, number is >= int.MinValue and <= int.MaxValue ? SqlType.Int : SqlType.BigInt);
    public static Value Of(bool flag) => new(flag ? 1L : 0L, SqlType.Bit);
    public static Value Of(Guid? id) => new(id, SqlType.Guid);
    public static Value Of(DateTime? time) => new(time, SqlType.DateTime);
    public static Value Of(byte[]? bytes) => new(bytes, new(Kind.VarBinary, -1));
}
