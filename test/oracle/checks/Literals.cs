using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// Data stands in literals: no bare word as an argument, no text run that was put together, but WITH MOVE's; N where a character needs it.
/// </summary>
static class Literals
{
    const string Code = "literals";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        foreach (var parameter in script.Tree.All<ExecuteParameter>())
            if (parameter.ParameterValue is IdentifierLiteral word)
                yield return script.At(word, Code, $"{word.Value}: a bare word as an argument");
        foreach (var literal in script.Tree.All<StringLiteral>())
            if (!literal.IsNational && literal.Value.Any(c => c > 127))
                yield return script.At(literal, Code, "a character outside ASCII in a literal without N");
        foreach (var batch in script.Batches)
        {
            bool moves = batch.All<StringLiteral>().Any(l => l.Value.Contains("MOVE") && !batch.DynamicLiterals().Contains(l));
            foreach (var execution in batch.All<ExecuteSpecification>())
            {
                var (dynamic, parts) = execution.DynamicParts();
                if (!dynamic) continue;
                foreach (var part in parts.Where(p => p is not StringLiteral && !(p is VariableReference && moves)))
                    yield return script.At(part, Code, "dynamic SQL that is no literal, in a batch that builds no WITH MOVE");
                foreach (var piece in parts.OfType<StringLiteral>())
                    if (TSqlGrammar.ParsePiece(piece.Value).Error is { } error)
                        yield return script.At(piece, "grammar", $"in the dynamic SQL, {error.Line}:{error.Column}: {error.Message}");
            }
        }
    }
}
