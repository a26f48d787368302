using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// The call that a script prints beside a difference, for whoever mends it by hand: one ALTER DATABASE, ALTER ENDPOINT or GRANT, or one
/// EXEC of a documented procedure with its own parameters, and the value that was expected, whatever quotes are in it.
/// </summary>
static class ByHand
{
    const string Begins = "      by hand: ";
    static readonly string[] Statements = ["EXEC ", "ALTER ", "GRANT "];

    /// <summary>What is wrong with the calls of a run that found one difference.</summary>
    public static IEnumerable<string> Wrong(StepRun run)
    {
        foreach (var line in run.Lines.Where(line => line.StartsWith(Begins, StringComparison.Ordinal)))
        {
            var call = line[Begins.Length..];
            // Another way than a statement, in words.
            if (!Statements.Any(verb => call.StartsWith(verb, StringComparison.Ordinal))) continue;
            if (Fault(call, run.Beginning("FAIL")) is { } fault) yield return $"{fault}: {call}";
        }
    }

    public static bool IsThere(StepRun run) => run.Lines.Any(line => line.StartsWith(Begins, StringComparison.Ordinal));

    static string? Fault(string text, IReadOnlyList<string> fails)
    {
        var batch = BatchText.Of(text);
        if (batch.Fault is { } fault) return $"a syntax error, {fault.Message}";
        if (batch.Code!.Statements is [AlterDatabaseSetStatement or AlterEndpointStatement or GrantStatement]) return null;
        if (batch.Code.Statements is not [ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference entity }])
            return "not one call";
        var name = entity.ProcedureReference.ProcedureReference.Name;
        var called = string.Join('.', name.Identifiers.Select(part => part.Value));
        if (!Reference.Procedures.TryGetValue(called, out var page)) return $"{called} has no page";
        var named = entity.Parameters.Select(parameter => parameter.Variable?.Name);
        var unknown = named.Except(page.Parameters.Select(parameter => parameter.Name)).ToList();
        if (unknown.Count > 0) return $"{called} has no parameter {unknown[0]}";
        if (entity.Parameters[^1].ParameterValue is not (StringLiteral or IntegerLiteral)) return "the value is no literal";
        var value = ((Literal)entity.Parameters[^1].ParameterValue).Value;
        var expects = $": expected {value}, found ";
        return fails.Any(line => line.Contains(expects, StringComparison.Ordinal)) ? null : $"nothing expects {value}";
    }
}
