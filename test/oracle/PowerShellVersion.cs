using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Oracle;

/// <summary>PowerShell 7's parser takes more than Windows PowerShell 3 does: what came later is refused here.</summary>
static partial class PowerShellVersion
{
    const string Code = "ps-version";

    public static IEnumerable<Finding> Check(string path, Ast ast, Token[] tokens)
    {
        foreach (var node in ast.All<Ast>())
            if (Newer(node) is { } why) yield return PowerShellChecks.At(path, node.Extent, Code, why);
        foreach (var token in tokens.SelectMany(Flat))
        {
            if (token.Kind == TokenKind.Number && NewNumber().IsMatch(token.Text))
                yield return PowerShellChecks.At(path, token.Extent, Code, $"{token.Text}: a number of PowerShell 6 and later");
            if (token is StringExpandableToken && NewEscape().IsMatch(token.Text))
                yield return PowerShellChecks.At(path, token.Extent, Code, "an escape of PowerShell 6 and later");
        }
    }

    static string? Newer(Ast node) => node switch
    {
        TernaryExpressionAst => "the ternary operator: PowerShell 7",
        PipelineChainAst => "&& and ||: PowerShell 7",
        PipelineAst { Background: true } => "& at the end of a pipeline: PowerShell 6",
        BinaryExpressionAst { Operator: TokenKind.QuestionQuestion } => "??: PowerShell 7",
        AssignmentStatementAst { Operator: TokenKind.QuestionQuestionEquals } => "??=: PowerShell 7",
        InvokeMemberExpressionAst { NullConditional: true } or MemberExpressionAst { NullConditional: true } => "?.: PowerShell 7",
        IndexExpressionAst { NullConditional: true } => "?[]: PowerShell 7",
        ScriptBlockAst { CleanBlock: not null } => "a clean block: PowerShell 7.3",
        TypeDefinitionAst => "class and enum: PowerShell 5",
        UsingStatementAst => "a using statement: PowerShell 5",
        ConfigurationDefinitionAst or DynamicKeywordStatementAst => "a configuration: PowerShell 4",
        InvokeMemberExpressionAst { Static: true, Member: StringConstantExpressionAst { Value: var name } }
            when name.Equals("new", StringComparison.OrdinalIgnoreCase) => "::new(): PowerShell 5; use New-Object",
        InvokeMemberExpressionAst { Static: false, Member: StringConstantExpressionAst { Value: var name } } m
            when (name.Equals("ForEach", StringComparison.OrdinalIgnoreCase) || name.Equals("Where", StringComparison.OrdinalIgnoreCase))
                && m.Arguments is [ScriptBlockExpressionAst, ..] => $".{name}(): PowerShell 4",
        ScriptBlockAst { ScriptRequirements: { RequiredPSEditions.Count: > 0 } } => "#Requires -PSEdition: PowerShell 5.1",
        ScriptBlockAst { ScriptRequirements: { IsElevationRequired: true } } => "#Requires -RunAsAdministrator: PowerShell 4",
        _ => null,
    };

    static IEnumerable<Token> Flat(Token token) =>
        token is StringExpandableToken { NestedTokens: { } nested } ? nested.SelectMany(Flat).Prepend(token) : [token];

    [GeneratedRegex(@"^0b|(uy|us|u|ul|y|s|n)(kb|mb|gb|tb|pb)?$", RegexOptions.IgnoreCase)] private static partial Regex NewNumber();
    [GeneratedRegex(@"(?<!`)(``)*`[eu]")] private static partial Regex NewEscape();
}
