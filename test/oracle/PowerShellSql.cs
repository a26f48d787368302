using System.Management.Automation.Language;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Oracle.Checks;

namespace Oracle;

/// <summary>A T-SQL text that a .ps1 sends, with the names of the parameters that it may use.</summary>
sealed record SentSql(string Path, IScriptExtent Extent, TSqlScript Tree, IReadOnlyList<string> Parameters);

/// <summary>
/// The T-SQL that a .ps1 sends: a literal that is set to a variable named $sql…, or given to -Query, -Statement or CommandText. It
/// parses, holds what a script may hold, writes only where ShouldProcess was asked, and is compiled as scripts are.
/// </summary>
static class PowerShellSql
{
    static readonly Func<SqlScript, IEnumerable<Finding>>[] Checks =
        [Banned.Check, Functions.Check, Expressions.Check, RaiseErrors.Check, Calls.Check];

    public static IEnumerable<Finding> Check(string path, ScriptBlockAst script, Action<SentSql> sent)
    {
        var literals = new List<StringConstantExpressionAst>();
        var writing = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in script.All<AssignmentStatementAst>())
        {
            var right = (assignment.Right as CommandExpressionAst)?.Expression;
            if (assignment.Left is VariableExpressionAst v && IsSql(v))
            {
                if (right is StringConstantExpressionAst literal) literals.Add(literal);
                else yield return At(assignment.Extent, "ps-banned", $"{v.Extent.Text} is not set to a literal: SQL put together");
                if (right is StringConstantExpressionAst { Value: var text } && TSqlGrammar.ParsePiece(text).Tree is { } tree
                    && TSqlWrites.Within(tree).Any())
                    writing.Add(v.VariablePath.UserPath);
            }
            else if (assignment.Left is MemberExpressionAst { Member: StringConstantExpressionAst { Value: "CommandText" } })
                foreach (var f in Argument(right)) yield return f;
        }
        foreach (var command in script.All<CommandAst>())
            for (int i = 1; i < command.CommandElements.Count; i++)
            {
                if (command.CommandElements[i] is CommandParameterAst { ParameterName: "Query" or "Statement" } parameter)
                    foreach (var f in Argument(parameter.Argument ?? command.CommandElements.ElementAtOrDefault(i + 1) as ExpressionAst))
                        yield return f;
                if (command.CommandElements[i] is VariableExpressionAst used && writing.Contains(used.VariablePath.UserPath)
                    && !PowerShellCommands.Asked(command))
                    yield return At(command.Extent, "ps-should-process",
                        $"{used.Extent.Text} changes something, outside an if ($PSCmdlet.ShouldProcess(…))");
            }

        var parameters = script.All<InvokeMemberExpressionAst>()
            .Where(m => m.Member is StringConstantExpressionAst { Value: "AddWithValue" })
            .Select(m => m.Arguments?[0]).OfType<StringConstantExpressionAst>().Select(s => s.Value).Distinct().ToList();
        bool readOnly = SqlScript.Place(path).ReadOnly;
        foreach (var literal in literals)
        {
            var (tree, error) = TSqlGrammar.ParsePiece(literal.Value);
            if (error is not null)
                yield return At(literal.Extent, "grammar", $"in the T-SQL, {error.Line}:{error.Column}: {error.Message}");
            if (tree is null) continue;
            sent(new(path, literal.Extent, tree, parameters));
            var sql = new SqlScript(path, literal.Value, tree);
            foreach (var f in Checks.SelectMany(check => check(sql))) yield return At(literal.Extent, f.Code, f.Message);
            if (readOnly && TSqlWrites.Within(tree).Any())
                yield return At(literal.Extent, "read-only", "T-SQL that writes in a script that only reads");
        }

        IEnumerable<Finding> Argument(ExpressionAst? value)
        {
            if (value is StringConstantExpressionAst literal) literals.Add(literal);
            else if (value is not VariableExpressionAst)
                yield return At((value ?? (Ast)script).Extent, "ps-banned", "SQL put together: a literal, or a variable that is one");
        }

        Finding At(IScriptExtent extent, string code, string message) => PowerShellChecks.At(path, extent, code, message);
    }

    static bool IsSql(VariableExpressionAst v) => v.VariablePath.UserPath.StartsWith("sql", StringComparison.OrdinalIgnoreCase)
        && v.VariablePath.UserPath.Length > 3 && char.IsUpper(v.VariablePath.UserPath[3]);
}
