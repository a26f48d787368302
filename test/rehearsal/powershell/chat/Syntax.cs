namespace Rehearsal.PowerShell;

/// <summary>A page's syntax line: `Verb-Noun -A &lt;T&gt; [-B] [[-C] &lt;T&gt;] [-D] &lt;T&gt;`.</summary>
static class Syntax
{
    /// <summary>Parameters, and whether each is mandatory: no bracket is open around it, or only one around its name.</summary>
    public static Dictionary<string, bool> Read(string syntax)
    {
        var parameters = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        int depth = 0;
        for (int i = 0; i < syntax.Length; i++)
        {
            if (syntax[i] == '<') i = syntax.IndexOf('>', i);
            else if (syntax[i] == '[') depth++;
            else if (syntax[i] == ']') depth--;
            else if (syntax[i] == '-' && syntax[i - 1] is ' ' or '[')
            {
                int to = i + 1;
                while (to < syntax.Length && char.IsLetterOrDigit(syntax[to])) to++;
                bool nameOnly = depth == 1 && syntax[i - 1] == '[' && syntax.AsSpan(to).StartsWith("] <");
                parameters[syntax[(i + 1)..to]] = depth == 0 || nameOnly;
                i = to - 1;
            }
        }
        return parameters;
    }
}
