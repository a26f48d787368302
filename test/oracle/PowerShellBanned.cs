using System.Management.Automation.Language;

namespace Oracle;

/// <summary>Nothing runs text that was put together, and no data stands where it could be expanded.</summary>
static class PowerShellBanned
{
    const string Code = "ps-banned";
    public static readonly string[] Commands = ["Invoke-Expression", "iex", "Add-Type", "Invoke-Command", "icm", "Start-Process",
        "Start-Job", "Invoke-WmiMethod", "Invoke-CimMethod", "New-Alias", "Set-Alias", "Invoke-Sqlcmd"];
    static readonly string[] Methods = ["Create", "InvokeScript", "ExpandString", "NewScriptBlock", "AddScript"];

    public static IEnumerable<Finding> Check(string path, Ast ast)
    {
        foreach (var node in ast.All<Ast>())
            if (Why(node) is { } why) yield return PowerShellChecks.At(path, node.Extent, Code, why);
    }

    static string? Why(Ast node) => node switch
    {
        CommandAst c when Commands.Contains(c.GetCommandName() ?? "", StringComparer.OrdinalIgnoreCase) => c.GetCommandName(),
        CommandAst { CommandElements: [not StringConstantExpressionAst, ..] } c => $"{Operator(c)} with a command that is no literal",
        CommandAst { InvocationOperator: TokenKind.Dot } => "dot-sourcing",
        StringConstantExpressionAst
        {
            StringConstantType: StringConstantType.SingleQuotedHereString or StringConstantType.DoubleQuotedHereString
        } => "a here-string",
        ExpandableStringExpressionAst { StringConstantType: StringConstantType.DoubleQuotedHereString } => "a here-string",
        InvokeMemberExpressionAst { Expression: TypeExpressionAst { TypeName.Name: var type }, Member: StringConstantExpressionAst m }
            when type.Equals("scriptblock", StringComparison.OrdinalIgnoreCase)
            && m.Value.Equals("Create", StringComparison.OrdinalIgnoreCase) => "[scriptblock]::Create",
        InvokeMemberExpressionAst { Member: StringConstantExpressionAst m }
            when Methods.Skip(1).Contains(m.Value, StringComparer.OrdinalIgnoreCase) => $".{m.Value}()",
        InvokeMemberExpressionAst { Member: not StringConstantExpressionAst } => "a method named by an expression",
        // Uninstall-CsMirrorDatabase with it deletes the mirror's copy (its page).
        CommandParameterAst { ParameterName: var name } when IsDropping(name) => "-DropExistingDatabasesOnMirror",
        StringConstantExpressionAst { Value: var key, Parent: HashtableAst } when IsDropping(key) => "-DropExistingDatabasesOnMirror",
        TrapStatementAst => "trap",
        _ => null,
    };

    /// <summary>PowerShell takes the beginning of a parameter's name, where it is no other one's.</summary>
    static bool IsDropping(string name) =>
        name.Length > 3 && "DropExistingDatabasesOnMirror".StartsWith(name, StringComparison.OrdinalIgnoreCase);

    static string Operator(CommandAst command) =>
        command.InvocationOperator switch { TokenKind.Ampersand => "&", TokenKind.Dot => ".", _ => "" };
}
