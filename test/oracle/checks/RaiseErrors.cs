using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// RAISERROR with a literal format, and arguments that fit it in number and kind: a misfit replaces the message by error 2786 or 2787.
/// #hadrian_stop raises what it is given, and is looked at where it is called.
/// </summary>
static partial class RaiseErrors
{
    const string Code = "raiserror";
    static readonly string[] Strings = ["char", "varchar", "nchar", "nvarchar", "sysname"];
    static readonly string[] Integers = ["tinyint", "smallint", "int"];

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        foreach (var batch in script.Batches)
        {
            var types = Expressions.DeclaredTypes(batch);
            var given = batch.Statements is [CreateProcedureStatement { Parameters: [{ } first, ..] } p]
                && p.ProcedureReference.Name.Last() == Frame.Stop ? first.VariableName.Value : "";
            foreach (var raise in batch.All<RaiseErrorStatement>().Where(r => (r.FirstParameter as VariableReference)?.Name != given))
                foreach (var why in Check(raise, types)) yield return script.At(raise, Code, why);
        }
    }

    static IEnumerable<string> Check(RaiseErrorStatement raise, IReadOnlyDictionary<string, string> types)
    {
        if (raise.FirstParameter is not StringLiteral format)
        {
            yield return "the message is not a literal: data goes in by %s";
            yield break;
        }
        if (raise.SecondParameter.AsInteger() > 18) yield return "a severity over 18 needs WITH LOG";
        if (format.Value.Length > 2047) yield return "the message is longer than 2047 characters";
        var arguments = raise.OptionalParameters;
        if (arguments.Count > 20) yield return $"{arguments.Count} arguments; RAISERROR takes 20";
        var specifiers = Specifier().Matches(format.Value.Replace("%%", "")).Select(m => m.Groups[1].Value).ToList();
        if (specifiers.Contains("")) { yield return "a % that begins no specifier: write %%"; yield break; }
        if (specifiers.Count != arguments.Count)
        {
            yield return $"{specifiers.Count} specifiers, {arguments.Count} arguments";
            yield break;
        }
        for (int i = 0; i < arguments.Count; i++)
        {
            var (allowed, literal) = specifiers[i] switch
            {
                "s" => (Strings, typeof(StringLiteral)),
                "I64d" => (new[] { "bigint" }, typeof(IntegerLiteral)),
                _ => (Integers, typeof(IntegerLiteral)),
            };
            switch (arguments[i])
            {
                case VariableReference v when types.TryGetValue(v.Name, out var type) && !allowed.Contains(type):
                    yield return $"%{specifiers[i]} with {v.Name}, which is {type}";
                    break;
                case VariableReference: break;
                case Literal l when l.GetType() != literal: yield return $"%{specifiers[i]} with a literal of another kind"; break;
                case Literal: break;
                default: yield return $"argument {i + 1} is neither a variable nor a literal"; break;
            }
        }
    }

    // Only plain specifiers: width and precision can cut a name.
    [GeneratedRegex(@"%(s|d|i|u|o|x|X|I64d)?")]
    private static partial Regex Specifier();
}
