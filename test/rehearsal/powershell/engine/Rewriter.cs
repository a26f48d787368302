using System.Management.Automation.Language;
using System.Text;

namespace Rehearsal.PowerShell;

/// <summary>Puts the types of Substitutions.cs into a script.</summary>
static class Rewriter
{
    /// <summary>The text with each [Type]::Member of the table replaced; lines stay where they are.</summary>
    public static string Rewrite(string text, ScriptBlockAst script)
    {
        var result = new StringBuilder(text);
        var types = script.FindAll(a => a is TypeExpressionAst { Parent: MemberExpressionAst { Static: true } }, true)
            .Cast<TypeExpressionAst>();
        foreach (var type in types.OrderByDescending(t => t.Extent.StartOffset))
        {
            if (!Substitutions.Types.TryGetValue(type.TypeName.FullName, out var estate)) continue;
            var (start, end) = (type.Extent.StartOffset, type.Extent.EndOffset);
            result.Remove(start, end - start).Insert(start, $"[{estate.FullName}]");
        }
        return result.ToString();
    }
}
