using System.Management.Automation.Language;

namespace Oracle;

/// <summary>Under Set-StrictMode a variable that nothing has set stops the script: each one read is set somewhere in the file.</summary>
static class PowerShellVariables
{
    static readonly HashSet<string> Automatic = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "PSItem", "args", "input", "this", "true", "false", "null", "Error", "Host", "MyInvocation", "PSCmdlet", "PSBoundParameters",
        "PSScriptRoot", "PSCommandPath", "PSVersionTable", "Matches", "LASTEXITCODE", "ErrorActionPreference", "WarningPreference",
        "VerbosePreference", "ProgressPreference", "ConfirmPreference", "WhatIfPreference", "PWD", "HOME", "PID",
    };

    public static IEnumerable<Finding> Check(string path, ScriptBlockAst script)
    {
        var known = new HashSet<string>(Automatic, StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in script.All<AssignmentStatementAst>())
            foreach (var v in assignment.Left.FindAll(a => a is VariableExpressionAst, true).Cast<VariableExpressionAst>())
                known.Add(Name(v));
        foreach (var parameter in script.All<ParameterAst>()) known.Add(Name(parameter.Name));
        foreach (var loop in script.All<ForEachStatementAst>()) known.Add(Name(loop.Variable));
        foreach (var command in script.All<CommandAst>())
            for (int i = 0; i + 1 < command.CommandElements.Count; i++)
                if (command.CommandElements[i] is CommandParameterAst { ParameterName: var p }
                    && p.EndsWith("Variable", StringComparison.OrdinalIgnoreCase)
                    && command.CommandElements[i + 1] is StringConstantExpressionAst named)
                    known.Add(named.Value.TrimStart('+'));
        foreach (var variable in script.All<VariableExpressionAst>())
            if (!variable.VariablePath.IsDriveQualified && !known.Contains(Name(variable)))
                yield return PowerShellChecks.At(path, variable.Extent, "ps-variable", $"{variable.Extent.Text} is set nowhere");
    }

    static string Name(VariableExpressionAst v) => v.VariablePath.UserPath[(v.VariablePath.UserPath.IndexOf(':') + 1)..];
}
