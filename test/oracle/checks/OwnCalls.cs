using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// Calls of the prelude's procedures. #hadrian_batch and #hadrian_compare answer, so they are asked in the form that fails closed;
/// #hadrian_stop and #hadrian_failed are given a literal, and as many arguments as it has %s.
/// </summary>
static partial class OwnCalls
{
    public static IEnumerable<Finding> Check(SqlScript script)
    {
        foreach (var batch in script.Batches.Skip(script.Prelude.Count).Except(script.Batches.TakeLast(1)))
        {
            // In a branch or a loop, the batch could go on without having asked.
            var closed = Frame.ClosedCalls(batch.Statements).Select(c => c.Call.Statement).ToHashSet();
            foreach (var statement in batch.All<TSqlStatement>())
                if (statement.OwnCall() is { } name && name is not (Frame.Stop or Frame.Failed) && !closed.Contains(statement))
                    yield return script.At(statement, "fail-closed",
                        $"not SET @ok = 0; EXEC @ok = {name} …; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END, in no block");
        }
        foreach (var batch in script.Batches)
            foreach (var statement in batch.All<TSqlStatement>().Where(s => s.OwnCall() is not null))
                foreach (var (code, why) in Arguments(script, batch, statement)) yield return script.At(statement, code, why);
    }

    static IEnumerable<(string Code, string Why)> Arguments(SqlScript script, TSqlBatch batch, TSqlStatement statement)
    {
        var name = statement.OwnCall()!;
        var given = statement.Arguments();
        // Of what the prelude does not make, the compiler says so.
        if (script.Procedures.FirstOrDefault(p => p.ProcedureReference.Name.Last() == name) is not { } procedure) yield break;
        var wanted = procedure.Parameters;
        if (given.FirstOrDefault(a => a.Variable is not null) is { } named)
        {
            yield return ("calls", $"{name} by name: {named.Variable.Name}");
            yield break;
        }
        if (given.FirstOrDefault(a => a.IsOutput) is not null) yield return ("calls", $"{name} has no OUTPUT");
        if (given.Count > wanted.Count) yield return ("calls", $"{given.Count} arguments; {name} takes {wanted.Count}");
        if (given.Count < wanted.Count(p => p.Value is null))
            yield return ("calls", $"{given.Count} arguments; {name} requires {wanted.Count(p => p.Value is null)}");
        foreach (var (argument, parameter) in given.Zip(wanted))
        {
            // #hadrian_stop puts this before its message, in the same variable.
            int taken = name == Frame.Stop && parameter == wanted[0] ? "STOPPED: ".Length : 0;
            if (Misfit(argument.ParameterValue, parameter, taken) is { } why) yield return ("calls", why);
        }
        if (name != Frame.Stop || given.Count == 0) yield break;
        foreach (var text in Texts(script, batch, given[0].ParameterValue))
            if (Message(text, given.Count - 1) is { } why) yield return ("raiserror", why);
    }

    /// <summary>The literals that a message can be: itself; of a variable, which only the prelude may use, what it is set to.</summary>
    static IEnumerable<string?> Texts(SqlScript script, TSqlBatch batch, ScalarExpression value) => value switch
    {
        StringLiteral literal => [literal.Value],
        VariableReference v when script.Prelude.Contains(batch) => batch.All<SetVariableStatement>().Where(s => s.Variable.Name == v.Name)
            .SelectMany(s => Results(s.Expression))
            .Select(e => (e as StringLiteral)?.Value).DefaultIfEmpty(null),
        _ => [null],
    };

    static IEnumerable<ScalarExpression> Results(ScalarExpression e) => e switch
    {
        SearchedCaseExpression s => s.WhenClauses.Select(w => w.ThenExpression).Append(s.ElseExpression),
        SimpleCaseExpression s => s.WhenClauses.Select(w => w.ThenExpression).Append(s.ElseExpression),
        _ => [e],
    };

    static string? Message(string? text, int arguments)
    {
        if (text is null) return "the message is not a literal: data goes in by %s";
        var specifiers = Specifier().Matches(text.Replace("%%", "")).Select(m => m.Value).ToList();
        if (specifiers.FirstOrDefault(s => s != "%s") is { } other)
            return $"{other} in a message of {Frame.Stop}: its arguments are text, %s or %%";
        return specifiers.Count == arguments ? null : $"{specifiers.Count} %s, {arguments} arguments";
    }

    /// <summary>A literal of another kind, or one that is cut.</summary>
    static string? Misfit(ScalarExpression? value, ProcedureParameter parameter, int taken)
    {
        bool text = parameter.DataType.Name.BaseIdentifier.Value.StartsWith("nvarchar", StringComparison.OrdinalIgnoreCase);
        int length = parameter.DataType is ParameterizedDataTypeReference { Parameters: [IntegerLiteral size] }
            ? int.Parse(size.Value) - taken : int.MaxValue;
        return value switch
        {
            StringLiteral s when text && s.Value.Length > length =>
                $"{parameter.VariableName.Value} would be cut: {s.Value.Length} characters, {length} fit",
            StringLiteral when !text => $"{parameter.VariableName.Value} is a number; the literal is text",
            _ => null,
        };
    }

    [GeneratedRegex(@"%(.?)")]
    private static partial Regex Specifier();
}
