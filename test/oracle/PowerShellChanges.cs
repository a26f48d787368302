using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Oracle;

/// <summary>The head's list `# Changes:` has what the script changes and nothing else: cmdlets by their name, T-SQL word by word.</summary>
static partial class PowerShellChanges
{
    const string Code = "ps-changes";
    static readonly string[] Reading = ["Get", "Test"];

    public static IEnumerable<Finding> Check(string path, ScriptBlockAst script)
    {
        var head = script.Extent.Text.Split('\n').Select(line => line.TrimEnd('\r', ' '))
            .TakeWhile(line => line.StartsWith('#') && !line.StartsWith("#Requires", StringComparison.Ordinal)).ToList();
        int at = head.FindIndex(line => line.StartsWith("# Changes:", StringComparison.Ordinal));
        if (at < 0)
        {
            yield return new(path, 1, 1, Code, "the head has no list of changes");
            yield break;
        }
        var listed = head.Skip(at + 1).Select(line => Item().Match(line)).TakeWhile(match => match.Success)
            .Select(match => match.Groups[1].Value).ToList();
        if (listed.Count == 0 != head[at].EndsWith(" nothing", StringComparison.Ordinal))
            yield return new(path, at + 1, 1, Code, "the head lists changes, or says nothing, and not both");
        var made = Cmdlets(script).Concat(Statements(script)).Distinct().ToList();
        foreach (var one in made.Where(one => !listed.Any(line => Is(one, line))))
            yield return new(path, at + 1, 1, Code, $"the head does not list {one}");
        foreach (var line in listed.Where(line => !made.Any(one => Is(one, line))))
            yield return new(path, at + 1, 1, Code, $"the head lists what the script does not change: {line}");
    }

    /// <summary>The scripts' own functions by which they change something.</summary>
    static readonly string[] OwnFunctions = ["Copy-LogBackup", "Set-ServiceFolder"];

    static bool Is(string made, string listed) =>
        listed == made || (IsChange(made) && listed.StartsWith($"{made} ", StringComparison.Ordinal));

    static IEnumerable<string> Cmdlets(ScriptBlockAst script) =>
        script.All<CommandAst>().Select(command => command.GetCommandName()).OfType<string>().Where(IsChange);

    /// <summary>A cmdlet of the product that does not only look, or one of the scripts' own functions.</summary>
    public static bool IsChange(string? cmdlet) =>
        cmdlet is not null && (OwnFunctions.Contains(cmdlet)
            || (Reference.Cmdlets.ContainsKey(cmdlet) && !Reading.Contains(cmdlet.Split('-')[0])));

    static IEnumerable<string> Statements(ScriptBlockAst script) => Sent(script).Select(sent => sent.Text);

    /// <summary>T-SQL that writes, in variables that a command is given, with where that is first named.</summary>
    public static IEnumerable<(int At, string Text)> Sent(ScriptBlockAst script)
    {
        var used = script.All<CommandAst>().SelectMany(command => command.CommandElements.OfType<VariableExpressionAst>())
            .Select(v => v.VariablePath.UserPath).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = script.All<VariableExpressionAst>().Where(v => v.Parent is not AssignmentStatementAst)
            .ToLookup(v => v.VariablePath.UserPath, StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in script.All<AssignmentStatementAst>())
            if (assignment is { Left: VariableExpressionAst v, Right: CommandExpressionAst { Expression: var right } }
                && right is StringConstantExpressionAst { Value: var text } && used.Contains(v.VariablePath.UserPath)
                && v.VariablePath.UserPath.StartsWith("sql", StringComparison.Ordinal)
                && TSqlGrammar.ParsePiece(text).Tree is { } tree && TSqlWrites.Within(tree).Any())
                yield return (named[v.VariablePath.UserPath].Min(one => one.Extent.StartOffset), text);
    }

    [GeneratedRegex(@"^# {3}\d+\. (.+)$")] private static partial Regex Item();
}
