using System.Management.Automation.Language;

namespace Rehearsal.PowerShell;

/// <summary>Walks a script's tree against the tables of Dialect.cs.</summary>
sealed class DialectCheck
{
    readonly string file;
    readonly CmdletReference reference;
    readonly HashSet<string> functions;
    readonly HashSet<string> known;

    DialectCheck(string file, ScriptBlockAst script, CmdletReference reference)
    {
        this.file = file;
        this.reference = reference;
        functions = script.FindAll(a => a is FunctionDefinitionAst, true)
            .Select(f => ((FunctionDefinitionAst)f).Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        known = new(Dialect.Variables, StringComparer.OrdinalIgnoreCase);
        foreach (var node in script.FindAll(a => a is AssignmentStatementAst or ParameterAst or ForEachStatementAst, true))
        {
            IEnumerable<Ast> set = node switch
            {
                AssignmentStatementAst a => a.Left.FindAll(v => v is VariableExpressionAst, true),
                ParameterAst p => [p.Name],
                _ => [((ForEachStatementAst)node).Variable],
            };
            known.UnionWith(set.Select(v => Name((VariableExpressionAst)v)));
        }
    }

    /// <summary>Throws OutOfDialect for the first thing, in the order of the text, that no table has.</summary>
    public static void Check(string file, ScriptBlockAst script, CmdletReference reference)
    {
        var check = new DialectCheck(file, script, reference);
        if (script.ScriptRequirements is { } requires)
        {
            if (requires.RequiredModules.Count + requires.RequiredAssemblies.Count > 0 || requires.RequiredPSVersion?.Major > 5)
                throw new OutOfDialect(file, 1, "#Requires beyond -Version 5");
        }
        foreach (var node in script.FindAll(_ => true, true).OrderBy(n => n.Extent.StartOffset)) check.Look(node);
    }

    void Look(Ast node)
    {
        var kind = node.GetType().Name[..^"Ast".Length];
        if (!Dialect.Nodes.Contains(kind)) throw Out(node, $"{kind} ({First(node)})");
        switch (node)
        {
            case CommandAst c: Command(c); break;
            case TypeExpressionAst t: TypeValue(t); break;
            case TypeConstraintAst t when !Dialect.Types.Contains(t.TypeName.FullName): throw Out(t, $"[{t.TypeName.FullName}]");
            case AttributeAst a when !Dialect.Attributes.Contains(a.TypeName.FullName): throw Out(a, $"[{a.TypeName.FullName}()]");
            case MemberExpressionAst m: Member(m); break;
            case VariableExpressionAst v: Variable(v); break;
            case BinaryExpressionAst b: Operator(b, b.Operator); break;
            case UnaryExpressionAst u: Operator(u, u.TokenKind); break;
            case AssignmentStatementAst a: Operator(a, a.Operator); break;
            case SwitchStatementAst s when s.Flags != SwitchFlags.None: throw Out(s, $"switch -{s.Flags}");
            case FunctionDefinitionAst f when f.IsWorkflow || f.IsFilter: throw Out(f, First(f));
        }
    }

    void Command(CommandAst command)
    {
        if (command.GetCommandName() is not { } name || command.InvocationOperator != TokenKind.Unknown) throw Out(command, First(command));
        if (functions.Contains(name)) return;
        if (!Dialect.Commands.TryGetValue(name, out var parameters)) throw Out(command, name);
        var given = command.CommandElements.OfType<CommandParameterAst>().ToList();
        foreach (var parameter in given)
        {
            // A parameter that the cmdlet's page does not have is for PowerShell to refuse, as it would.
            bool toRefuse = reference.Cmdlets.TryGetValue(name, out var cmdlet) && !cmdlet.Parameters.ContainsKey(parameter.ParameterName);
            if (!toRefuse && !parameters.Contains(parameter.ParameterName, StringComparer.OrdinalIgnoreCase))
                throw Out(parameter, $"{name} -{parameter.ParameterName}");
        }
        if (command.CommandElements.FirstOrDefault(e => e is VariableExpressionAst { Splatted: true }) is { } splat)
            throw Out(splat, $"{name} {splat.Extent.Text}");
        if (name.Equals("New-Object", StringComparison.OrdinalIgnoreCase)) Literal(command, "TypeName", Dialect.Objects.Contains);
        if (name.Equals("Get-CimInstance", StringComparison.OrdinalIgnoreCase))
        {
            var cim = Literal(command, "ClassName", Dialect.CimClasses.ContainsKey);
            var filter = given.Any(g => g.ParameterName.Equals("Filter", StringComparison.OrdinalIgnoreCase));
            if (filter || Dialect.CimClasses[cim] != "") Literal(command, "Filter", f => f == Dialect.CimClasses[cim]);
        }
    }

    /// <summary>The parameter's value, which must be a literal that is known.</summary>
    string Literal(CommandAst command, string parameter, Func<string, bool> isKnown)
    {
        for (int i = 1; i < command.CommandElements.Count; i++)
        {
            if (command.CommandElements[i] is not CommandParameterAst p
                || !p.ParameterName.Equals(parameter, StringComparison.OrdinalIgnoreCase))
                continue;
            var value = p.Argument ?? command.CommandElements.ElementAtOrDefault(i + 1);
            if (value is StringConstantExpressionAst { Value: var text } && isKnown(text)) return text;
            throw Out(command, $"{command.GetCommandName()} {value?.Extent.Text}");
        }
        throw Out(command, $"{command.GetCommandName()} without -{parameter}");
    }

    void TypeValue(TypeExpressionAst type)
    {
        var name = type.TypeName.FullName;
        if (type.Parent is MemberExpressionAst { Static: true } member && member.Expression == type)
        {
            if (!Dialect.Statics.TryGetValue(name, out var members) || !members.Contains(Name(member), StringComparer.OrdinalIgnoreCase))
                throw Out(type, $"[{name}]::{Name(member)}");
        }
        // [int] [Enum]::Member is a conversion: there the type is a constraint.
        else if (!Dialect.Types.Contains(name)) throw Out(type, $"[{name}]");
    }

    void Operator(Ast node, TokenKind kind)
    {
        if (!Dialect.Operators.Contains(kind.ToString())) throw Out(node, $"{kind.Text()} ({First(node)})");
    }

    void Member(MemberExpressionAst member)
    {
        if (member.NullConditional) throw Out(member, $"?. ({First(member)})");
        if (member.Static)
        {
            if (member.Expression is not TypeExpressionAst) throw Out(member, First(member));
            return;
        }
        var names = member is InvokeMemberExpressionAst ? Dialect.Methods : Dialect.Properties;
        if (member.Member is not StringConstantExpressionAst || !names.Contains(Name(member)))
            throw Out(member.Member, $".{Name(member)}{(member is InvokeMemberExpressionAst ? "()" : "")}");
    }

    void Variable(VariableExpressionAst variable)
    {
        var path = variable.VariablePath;
        if (path.IsDriveQualified || (!path.IsUnqualified && !path.IsScript) || variable.Splatted || !known.Contains(Name(variable)))
            throw Out(variable, variable.Extent.Text);
    }

    OutOfDialect Out(Ast node, string name) => new(file, node.Extent.StartLineNumber, name);

    static string Name(VariableExpressionAst v) => v.VariablePath.UserPath[(v.VariablePath.UserPath.IndexOf(':') + 1)..];

    static string Name(MemberExpressionAst m) => m.Member is StringConstantExpressionAst s ? s.Value : m.Member.Extent.Text;

    static string First(Ast node) => node.Extent.Text.Split('\n')[0].TrimEnd();
}
