using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// Calls against the pages: what is required is there, nothing twice, OUTPUT where the page has it, literals that fit, limits by version.
/// </summary>
static partial class Calls
{
    /// <summary>Where the page wants one of two: the id or the name.</summary>
    static readonly (string Procedure, string Id, string Name)[] Either =
    [
        .. new[]
            {
                "sp_update_job", "sp_start_job", "sp_stop_job", "sp_delete_job", "sp_add_jobstep", "sp_add_jobserver",
                "sp_attach_schedule", "sp_detach_schedule",
            }
            .Select(p => (p, "@job_id", "@job_name")),
        ("sp_attach_schedule", "@schedule_id", "@schedule_name"), ("sp_detach_schedule", "@schedule_id", "@schedule_name"),
        ("sp_update_schedule", "@schedule_id", "@name"), ("sp_delete_schedule", "@schedule_id", "@schedule_name"),
    ];

    /// <summary>Optional, but the pages disagree over the default.</summary>
    static readonly Dictionary<string, string[]> Stated = new()
    {
        ["sp_add_log_shipping_primary_database"] = ["@backup_retention_period", "@backup_threshold", "@threshold_alert_enabled",
            "@history_retention_period"],
        ["sp_add_log_shipping_secondary_primary"] = ["@file_retention_period"],
        ["sp_add_log_shipping_secondary_database"] = ["@restore_all", "@restore_mode", "@restore_threshold", "@threshold_alert",
            "@threshold_alert_enabled", "@history_retention_period"],
    };

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        foreach (var execution in script.Tree.All<ExecuteSpecification>())
        {
            if (execution.ExecutableEntity is not ExecutableProcedureReference call || execution.Procedure() is not { } procedure) continue;
            if (procedure.Name == "sp_executesql") continue;
            var bound = new Dictionary<string, ExecuteParameter>();
            bool positional = procedure.Parameters.Any(p => p.Position is not null);
            for (int i = 0; i < call.Parameters.Count; i++)
            {
                var given = call.Parameters[i];
                if (given.Variable is null && !positional)
                    yield return script.At(given, "calls", $"{procedure.Name}: an argument without its name");
                var parameter = given.Variable is null ? procedure.Parameters.ElementAtOrDefault(i)
                    : procedure.Parameters.FirstOrDefault(p => p.Name == given.Variable.Name);
                if (parameter is null) continue; // the compiler says so
                if (!bound.TryAdd(parameter.Name, given)) yield return script.At(given, "calls", $"{parameter.Name} is given twice");
                if (given.IsOutput && !parameter.Output) yield return script.At(given, "calls", $"{parameter.Name} is no OUTPUT parameter");
                if (!Reference.Reaches(parameter.Since, script.Version))
                    yield return script.At(given, "version-limit",
                        $"{parameter.Name} since {parameter.Since}; the script's server is {script.Version ?? "unknown"}");
                if (Misfit(parameter, given.ParameterValue) is { } why) yield return script.At(given, "calls", why);
            }
            foreach (var missing in procedure.Parameters.Where(p => p.Required && !bound.ContainsKey(p.Name)))
                yield return script.At(execution, "calls", $"{procedure.Name} requires {missing.Name}");
            foreach (var missing in Stated.GetValueOrDefault(procedure.Name, []).Where(p => !bound.ContainsKey(p)))
                yield return script.At(execution, "calls", $"{procedure.Name}: the pages disagree over the default of {missing}; pass it");
            foreach (var (_, id, name) in Either.Where(e => e.Procedure == procedure.Name))
                if (bound.ContainsKey(id) == bound.ContainsKey(name))
                    yield return script.At(execution, "calls", $"{procedure.Name} takes either {id} or {name}");
        }
    }

    static string? Misfit(Parameter parameter, ScalarExpression? value)
    {
        if (parameter.Type is null) return null;
        bool text = parameter.Type.StartsWith("nvarchar") || parameter.Type.StartsWith("varchar")
            || parameter.Type.StartsWith("char") || parameter.Type == "sysname";
        int length = parameter.Type == "sysname" ? 128
            : Length().Match(parameter.Type) is { Success: true } m ? int.Parse(m.Groups[1].Value) : int.MaxValue;
        return value switch
        {
            StringLiteral s when text && s.Value.Length > length =>
                $"{parameter.Name} is {parameter.Type}; the literal has {s.Value.Length} characters",
            StringLiteral when !text && parameter.Type is "int" or "tinyint" or "bit" =>
                $"{parameter.Name} is {parameter.Type}; the literal is text",
            IntegerLiteral when text => $"{parameter.Name} is {parameter.Type}; the literal is a number",
            IntegerLiteral { Value: var v } when parameter.Type == "bit" && v is not ("0" or "1") => $"{parameter.Name} is a bit",
            IntegerLiteral { Value: var v } when parameter.Type == "tinyint" && !byte.TryParse(v, out _) =>
                $"{parameter.Name} is a tinyint",
            _ => null,
        };
    }

    [GeneratedRegex(@"\((\d+)\)")]
    private static partial Regex Length();
}
