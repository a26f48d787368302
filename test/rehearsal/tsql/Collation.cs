namespace Rehearsal.TSql;

/// <summary>A collation by its name: CI or CS tells how it compares; blanks at the end never count.</summary>
sealed record Collation(string Name)
{
    /// <summary>
    /// What the columns that end in _desc have in every system view, whatever the server's own collation is. Not on a page: assumed.
    /// </summary>
    public static readonly Collation Metadata = new("Latin1_General_CI_AS_KS_WS");

    public bool IgnoresCase { get; } = Name.Contains("_CI", StringComparison.Ordinal);
    public StringComparer Comparer => IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    public int Compare(string left, string right) => Comparer.Compare(left.TrimEnd(' '), right.TrimEnd(' '));
    public bool Equal(string left, string right) => Compare(left, right) == 0;

    public bool EqualCharacters(char left, char right) =>
        IgnoresCase ? char.ToUpperInvariant(left) == char.ToUpperInvariant(right) : left == right;

    /// <summary>The collation in which two strings meet.</summary>
    /// <returns>The collation and how strongly it holds; None where two columns of different collations meet.</returns>
    /// <exception cref="SqlError">468: two different COLLATE clauses.</exception>
    public static (Collation?, Coercibility) Combine(Value left, Value right)
    {
        if (!left.Type.IsString) return (right.Collation, right.Coercibility);
        if (!right.Type.IsString) return (left.Collation, left.Coercibility);
        if (left.Collation == right.Collation)
            return (left.Collation, left.Coercibility > right.Coercibility ? left.Coercibility : right.Coercibility);
        if (left.Coercibility == Coercibility.Explicit && right.Coercibility == Coercibility.Explicit)
            throw SqlError.CollationConflict(left.Collation, right.Collation);
        if (left.Coercibility != right.Coercibility)
            return left.Coercibility > right.Coercibility ? (left.Collation, left.Coercibility) : (right.Collation, right.Coercibility);
        return left.Coercibility == Coercibility.Default
            ? (left.Collation ?? right.Collation, Coercibility.Default) : (null, Coercibility.None);
    }
}
