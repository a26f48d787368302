using System.Management.Automation.Language;

namespace Oracle;

/// <summary>
/// Every command is one of the script's own functions, a Skype cmdlet with parameters of one of its parameter sets, or in
/// powershell-commands.txt. What changes something asks ShouldProcess first, and stands in no script that only reads.
/// </summary>
static class PowerShellCommands
{
    const string Code = "ps-command";
    const string CmdletCode = "ps-cmdlet";
    static readonly string[] Reading = ["Get", "Test"];
    /// <summary>Methods of .NET that change something.</summary>
    static readonly string[] Writing = ["Copy", "CreateDirectory", "Move", "SetAccessControl"];
    static readonly string[] Common = ["Verbose", "Debug", "ErrorAction", "ErrorVariable", "WarningAction", "WarningVariable",
        "OutVariable", "OutBuffer"];

    sealed record Known(string From, string To, string[] Parameters);

    static readonly Dictionary<string, Known> Allowed = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "powershell-commands.txt"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(f => f[0], f => new Known(f[1].Split('-')[0], f[1].Split('-')[1], f[2..]), StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<Finding> Check(string path, ScriptBlockAst script)
    {
        var functions = script.All<FunctionDefinitionAst>().ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        bool readOnly = SqlScript.Place(path).ReadOnly;
        foreach (var command in script.All<CommandAst>())
        {
            if (command.GetCommandName() is not { } name || PowerShellBanned.Commands.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;
            var given = Given(command);
            if (Reference.Cmdlets.TryGetValue(name, out var cmdlet))
            {
                if (name != cmdlet.Name) yield return At(CmdletCode, $"{name}: write {cmdlet.Name}");
                foreach (var why in Misuse(cmdlet, command, script)) yield return At(CmdletCode, why);
                if (Reading.Contains(name.Split('-')[0])) continue;
                if (readOnly) yield return At("read-only", $"{name} in a script that only reads");
                if (!Asked(command)) yield return At("ps-should-process", $"{name} outside an if ($PSCmdlet.ShouldProcess(…))");
            }
            else if (name.Contains("-Cs", StringComparison.OrdinalIgnoreCase))
                yield return At(CmdletCode, $"{name} is no cmdlet of the reference");
            else if (functions.TryGetValue(name, out var function))
            {
                var declared = function.Parameters ?? function.Body.ParamBlock?.Parameters;
                var parameters = declared?.Select(p => p.Name.VariablePath.UserPath).ToList() ?? [];
                foreach (var parameter in Unknown(given, parameters))
                    yield return At(Code, $"the function {name} has no parameter -{parameter}");
                if (WritesUnasked(function) && !Asked(command))
                    yield return At("ps-should-process", $"{name}, which writes, outside an if ($PSCmdlet.ShouldProcess(…))");
            }
            else if (Allowed.TryGetValue(name, out var known))
            {
                if (known.To != "") yield return At(Code, $"{name} is not in PowerShell after {known.To}");
                if (Version.Parse(known.From) > new Version(3, 0)) yield return At(Code, $"{name} came with PowerShell {known.From}");
                foreach (var parameter in Unknown(given, known.Parameters))
                    yield return At(Code, $"{name} -{parameter} is not in powershell-commands.txt");
            }
            else yield return At(Code, $"{name} is not in powershell-commands.txt");

            Finding At(string code, string message) => PowerShellChecks.At(path, command.Extent, code, message);
        }
    }

    /// <summary>Whether it calls a method that writes without asking by itself: then whoever calls it asks.</summary>
    static bool WritesUnasked(FunctionDefinitionAst function) => function.Body.All<InvokeMemberExpressionAst>()
        .Any(m => m.Member is StringConstantExpressionAst { Value: var method } && Writing.Contains(method) && !Asked(m));

    static List<string> Given(CommandAst command) =>
        command.CommandElements.OfType<CommandParameterAst>().Select(p => p.ParameterName).ToList();

    /// <summary>Those that are neither among these nor common to all commands.</summary>
    static IEnumerable<string> Unknown(IEnumerable<string> given, IReadOnlyList<string> parameters) =>
        given.Where(g => !parameters.Concat(Common).Contains(g, StringComparer.OrdinalIgnoreCase));

    static IEnumerable<string> Misuse(Cmdlet cmdlet, CommandAst command, ScriptBlockAst script)
    {
        var given = Given(command);
        bool whole = true;
        for (int i = 1; i < command.CommandElements.Count; i++)
        {
            var element = command.CommandElements[i];
            if (element is VariableExpressionAst { Splatted: true } splat)
            {
                var (keys, all) = SplattedKeys(splat.VariablePath.UserPath, script);
                given.AddRange(keys);
                whole &= all;
            }
            else if (element is CommandParameterAst parameter)
            {
                if (cmdlet.Parameters.TryGetValue(parameter.ParameterName, out var declared))
                {
                    bool isSwitch = declared.Type.Contains("Switch", StringComparison.OrdinalIgnoreCase);
                    var value = parameter.Argument
                        ?? (isSwitch ? null : command.CommandElements.ElementAtOrDefault(i + 1) as ExpressionAst);
                    if (!isSwitch && value is null) yield return $"{cmdlet.Name} -{parameter.ParameterName} without a value";
                    if (value is StringConstantExpressionAst literal && declared.Values.Count > 0
                        && !declared.Values.Contains(literal.Value, StringComparer.OrdinalIgnoreCase))
                        yield return $"{cmdlet.Name} -{parameter.ParameterName} takes {string.Join(", ", declared.Values)}, "
                            + $"not {literal.Value}";
                    if (!isSwitch && parameter.Argument is null) i++;
                }
            }
            else yield return $"{cmdlet.Name}: an argument without its parameter's name";
        }
        foreach (var name in given.Where(g => !cmdlet.Parameters.ContainsKey(g) && !Common.Contains(g, StringComparer.OrdinalIgnoreCase)))
            yield return $"{cmdlet.Name} has no parameter -{name}";
        var own = given.Where(cmdlet.Parameters.ContainsKey).ToList();
        var sets = cmdlet.Sets.Where(s => own.All(s.Parameters.Contains)).ToList();
        string Missing(ParameterSet set) =>
            string.Join(", ", set.Mandatory.Except(own, StringComparer.OrdinalIgnoreCase).Select(m => "-" + m));
        if (sets.Count == 0) yield return $"{cmdlet.Name}: no parameter set has all of {string.Join(", ", own.Select(o => "-" + o))}";
        else if (whole && command.Parent is PipelineAst p && p.PipelineElements[0] == command
            && !sets.Any(s => s.Mandatory.All(m => own.Contains(m, StringComparer.OrdinalIgnoreCase))))
            yield return $"{cmdlet.Name} needs {string.Join(" or ", sets.Select(Missing).Distinct())}";
    }

    /// <summary>
    /// The keys of a splatted hashtable, from the literals that it is set to and the keys added later; all of them, or maybe not.
    /// </summary>
    static (List<string> Keys, bool All) SplattedKeys(string variable, ScriptBlockAst script)
    {
        var keys = new List<string>();
        bool all = true;
        foreach (var assignment in script.All<AssignmentStatementAst>())
            switch (assignment.Left)
            {
                case VariableExpressionAst v when v.VariablePath.UserPath.Equals(variable, StringComparison.OrdinalIgnoreCase):
                    var table = assignment.Right.Find(a => a is HashtableAst, false) as HashtableAst;
                    if (table is null) all = false;
                    else keys.AddRange(table.KeyValuePairs.Select(p => p.Item1.Extent.Text.Trim('\'')));
                    break;
                case IndexExpressionAst { Target: VariableExpressionAst v, Index: StringConstantExpressionAst key }
                    when v.VariablePath.UserPath.Equals(variable, StringComparison.OrdinalIgnoreCase):
                    keys.Add(key.Value);
                    all = false;
                    break;
                case MemberExpressionAst { Expression: VariableExpressionAst v, Member: StringConstantExpressionAst key }
                    when v.VariablePath.UserPath.Equals(variable, StringComparison.OrdinalIgnoreCase):
                    keys.Add(key.Value);
                    all = false;
                    break;
            }
        return (keys, all);
    }

    /// <summary>In the body of an `if` whose condition asks ShouldProcess, or after `if (-not …ShouldProcess(…)) { return }`.</summary>
    public static bool Asked(Ast command)
    {
        for (Ast child = command, node = command.Parent; node is not null; child = node, node = node.Parent)
        {
            if (node is IfStatementAst conditional && conditional.Clauses.Any(c => c.Item2 == child && Asks(c.Item1) && !Negated(c.Item1)))
                return true;
            var before = node switch { NamedBlockAst b => b.Statements, StatementBlockAst b => b.Statements, _ => null };
            if (before?.TakeWhile(s => s != child).OfType<IfStatementAst>().Any(LeavesUnasked) == true) return true;
        }
        return false;
    }

    static bool LeavesUnasked(IfStatementAst check)
    {
        var (condition, then) = check.Clauses[0];
        return Asks(condition) && Negated(condition)
            && then.Statements.LastOrDefault() is ReturnStatementAst or ExitStatementAst or ContinueStatementAst;
    }

    static bool Asks(Ast condition) =>
        condition.All<InvokeMemberExpressionAst>().Any(m => m.Member is StringConstantExpressionAst { Value: "ShouldProcess" });
    static bool Negated(Ast condition) =>
        condition is PipelineAst { PipelineElements: [CommandExpressionAst { Expression: UnaryExpressionAst negation }] }
        && negation.TokenKind is TokenKind.Not or TokenKind.Exclaim;
}
