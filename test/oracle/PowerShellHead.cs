using System.Management.Automation.Language;

namespace Oracle;

/// <summary>What every script begins with: #Requires, CmdletBinding with ShouldProcess and ConfirmImpact High, strict mode, Stop.</summary>
static class PowerShellHead
{
    const string Code = "ps-head";

    public static IEnumerable<Finding> Check(string path, ScriptBlockAst script)
    {
        if (script.ScriptRequirements?.RequiredPSVersion is null) yield return new(path, 1, 1, Code, "no #Requires -Version");
        else if (script.ScriptRequirements.RequiredPSVersion.Major > 3) yield return new(path, 1, 1, Code, "#Requires a version over 3.0");
        var binding = script.ParamBlock?.Attributes.OfType<AttributeAst>()
            .FirstOrDefault(a => a.TypeName.Name.Equals("CmdletBinding", StringComparison.OrdinalIgnoreCase));
        if (binding is null) yield return new(path, 1, 1, Code, "no [CmdletBinding()] on the script's param block");
        else
        {
            var named = binding.NamedArguments
                .ToDictionary(a => a.ArgumentName, a => a.Argument.Extent.Text.Trim('\'', '"'), StringComparer.OrdinalIgnoreCase);
            if (!named.TryGetValue("SupportsShouldProcess", out var supports) || !(supports is "" or "$true" or "SupportsShouldProcess"))
                yield return PowerShellChecks.At(path, binding.Extent, Code, "CmdletBinding without SupportsShouldProcess");
            if (named.GetValueOrDefault("ConfirmImpact") != "High")
                yield return PowerShellChecks.At(path, binding.Extent, Code, "CmdletBinding without ConfirmImpact = 'High'");
        }
        var body = script.EndBlock?.Statements ?? (IReadOnlyList<StatementAst>)[];
        // Strict mode and Stop come before anything that could fail.
        var head = body.Where(s => s is not FunctionDefinitionAst).Take(2).ToList();
        if (!head.Any(s => s is PipelineAst { PipelineElements: [CommandAst c] } && c.GetCommandName() == "Set-StrictMode"))
            yield return new(path, 1, 1, Code, "Set-StrictMode is not among the first two statements");
        if (!head.Any(s => s is AssignmentStatementAst { Left: VariableExpressionAst v, Right: CommandExpressionAst right }
            && right.Expression is StringConstantExpressionAst { Value: "Stop" } && v.VariablePath.UserPath == "ErrorActionPreference"))
            yield return new(path, 1, 1, Code, "$ErrorActionPreference = 'Stop' is not among the first two statements");
    }
}
