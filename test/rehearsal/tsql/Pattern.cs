namespace Rehearsal.TSql;

/// <summary>LIKE and PATINDEX: %, _, [a-z], [^a]; docs/t-sql/language-elements/like-transact-sql.md.</summary>
static class Pattern
{
    /// <param name="isUnicode">
    /// Then blanks at the text's end count, which they do not for char and varchar: "Pattern Matching by Using LIKE" on the page.
    /// </param>
    public static bool IsLike(string text, string pattern, Collation collation, bool isUnicode) =>
        Match(text, 0, pattern, 0, collation, isUnicode);

    /// <summary>PATINDEX: where the pattern first occurs, from 1; 0 where it does not.</summary>
    public static int Index(string pattern, string text, Collation collation)
    {
        var anywhere = pattern.StartsWith('%');
        var rest = anywhere ? pattern.TrimStart('%') : pattern;
        for (var at = 0; at <= (anywhere ? text.Length : 0); at++)
            if (Match(text, at, rest, 0, collation, isUnicode: false)) return at + 1;
        return 0;
    }

    static bool Match(string text, int at, string pattern, int index, Collation collation, bool isUnicode)
    {
        while (index < pattern.Length)
        {
            var sign = pattern[index];
            if (sign == '%')
            {
                while (index < pattern.Length && pattern[index] == '%') index++;
                if (index == pattern.Length) return true;
                for (var from = at; from <= text.Length; from++)
                    if (Match(text, from, pattern, index, collation, isUnicode)) return true;
                return false;
            }
            if (at >= text.Length) return false;
            if (sign == '_') { index++; at++; continue; }
            if (sign == '[')
            {
                var close = pattern.IndexOf(']', index + 1);
                if (close < 0) return false;
                var set = pattern[(index + 1)..close];
                var not = set.StartsWith('^');
                if (not) set = set[1..];
                if (IsIn(text[at], set, collation) == not) return false;
                index = close + 1;
                at++;
                continue;
            }
            if (!collation.EqualCharacters(sign, text[at])) return false;
            index++;
            at++;
        }
        return isUnicode ? at == text.Length : text.AsSpan(at).Trim(' ').IsEmpty;
    }

    static bool IsIn(char sign, string set, Collation collation)
    {
        for (var index = 0; index < set.Length; index++)
        {
            if (index + 2 < set.Length && set[index + 1] == '-')
            {
                if (sign >= set[index] && sign <= set[index + 2]) return true;
                index += 2;
            }
            else if (collation.EqualCharacters(sign, set[index])) return true;
        }
        return false;
    }
}
