using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_executesql: a text with its own parameters, in the caller's session.
/// docs/relational-databases/system-stored-procedures/sp-executesql-transact-sql.md.
/// </summary>
static class ExecuteSql
{
    public static int Run(Call call)
    {
        var arguments = call.Arguments;
        if (arguments.Count == 0) throw SqlError.Of(201, "@stmt of sp_executesql");
        var text = arguments[0].Value;
        if (!text.Type.IsString || text.Type.Kind is not (Kind.NVarChar or Kind.NChar))
            throw new SqlError(214, 16, "Procedure expects parameter '@statement' of type 'ntext/nchar/nvarchar'.");
        Dictionary<string, Value> parameters = new(call.Session.Names);
        if (arguments.Count > 1)
        {
            foreach (var part in Parts(arguments[1].Value.Text!))
            {
                var blank = part.IndexOf(' ');
                var (name, type) = (part[..blank], call.Execution.ParseType(part[blank..].Trim(), call.At));
                var passed = arguments.Skip(2)
                    .FirstOrDefault(argument => argument.Name is not null && call.Session.Names.Equals(argument.Name, name))
                    ?? throw SqlError.Of(201, $"{name} of sp_executesql");
                if (passed.Output is not null) throw call.Execution.Outside(call.At, "OUTPUT of sp_executesql");
                parameters[name] = Conversion.To(passed.Value, type);
            }
            foreach (var argument in arguments.Skip(2))
                if (argument.Name is null || !parameters.ContainsKey(argument.Name))
                    throw SqlError.Of(8144, $"{argument.Name} of sp_executesql");
        }
        return text.IsNull ? 0 : call.Execution.Dynamic(text.Text!, parameters, call.Rows, call.At);
    }

    /// <summary>"@a numeric(25, 0), @b sysname" at the commas that stand in no parentheses.</summary>
    static IEnumerable<string> Parts(string declarations)
    {
        var (depth, from) = (0, 0);
        for (var at = 0; at <= declarations.Length; at++)
        {
            if (at == declarations.Length || (declarations[at] == ',' && depth == 0))
            {
                yield return declarations[from..at].Trim();
                from = at + 1;
            }
            else if (declarations[at] == '(') depth++;
            else if (declarations[at] == ')') depth--;
        }
    }
}
