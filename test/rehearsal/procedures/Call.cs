using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>An argument as written: its name where it has one, its value, and the variable that takes an OUTPUT.</summary>
sealed record Argument(string? Name, Value Value, string? Output);

/// <summary>A procedure of the dialect: the name in its own case, and what it does. Run returns the return code.</summary>
sealed record Procedure(string Name, Func<Call, int> Run);

/// <summary>One call of a procedure: the arguments by name, checked against the procedure's page, and where results go.</summary>
sealed class Call
{
    readonly Dictionary<string, Argument> named = new(StringComparer.OrdinalIgnoreCase);
    readonly Reference.ProcedureFact? page;
    readonly string procedure;

    public Call(Execution execution, string name, IReadOnlyList<Argument> arguments, List<object?[]>? rows, TSqlFragment at)
    {
        (Execution, Arguments, Rows, At, procedure) = (execution, arguments, rows, at, name);
        page = Reference.Procedures.GetValueOrDefault(name);
        foreach (var argument in arguments) if (argument.Name is { } own) named[own.TrimStart('@')] = argument;
    }

    public Execution Execution { get; }
    public IReadOnlyList<Argument> Arguments { get; }
    public List<object?[]>? Rows { get; }
    public TSqlFragment At { get; }
    public Session Session => Execution.Session;
    public Instance Instance => Session.Instance;
    public Estate Estate => Session.Estate;
    public Dictionary<string, Value> Outputs { get; } = [];
    /// <summary>The error that came with a return code.</summary>
    public SqlError? Failure { get; private set; }

    /// <summary>
    /// Whether the write on the remote monitor fails, behind the one on the own server: the pages of the procedures have them in this
    /// order, and none says that the first is taken back.
    /// </summary>
    public bool FailsOnMonitor(string? monitor) =>
        Estate.Monitors(Instance, monitor).Skip(1).Any() && Estate.StrikesRemoteMonitor(procedure);

    /// <summary>Ends a procedure with an error and return code 1.</summary>
    public int Fail(int error, string? detail = null)
    {
        Failure = SqlError.Of(error, detail);
        return 1;
    }

    /// <summary>
    /// The arguments against the page: unknown (8145), missing (201), wrong type; too long a string is cut, as parameters cut it.
    /// </summary>
    /// <exception cref="SqlError">The call does not begin.</exception>
    public void Check()
    {
        if (page is null) throw new InvalidOperationException($"{procedure} has no page");
        foreach (var argument in Arguments)
        {
            if (argument.Name is null) throw Execution.Outside(At, $"{procedure} with arguments by position");
            var parameter = page.Parameters.FirstOrDefault(one => Session.Names.Equals(one.Name, argument.Name))
                ?? throw SqlError.Of(8145, $"{argument.Name} of {procedure}");
            if (parameter.Documented is not null) throw Execution.Outside(At, $"{argument.Name} of {procedure}, which no page describes");
            if (argument.Output is not null && !parameter.Output)
                throw Execution.Outside(At, $"OUTPUT of {argument.Name}, which {procedure} does not give");
            if (parameter.Type is { } type && !argument.Value.IsNull)
                named[argument.Name.TrimStart('@')] = argument with { Value = Conversion.To(argument.Value, SqlType.Parse(type)) };
        }
        foreach (var parameter in page.Parameters.Where(parameter => parameter.Required))
            if (!named.ContainsKey(parameter.Name.TrimStart('@'))) throw SqlError.Of(201, $"{parameter.Name} of {procedure}");
        if (Session.TransactionCount > 0 && procedure.Contains("log_shipping", StringComparison.Ordinal)) throw SqlError.Of(226, procedure);
    }

    public bool Has(string name) => named.ContainsKey(name);
    public object? this[string name] => named.GetValueOrDefault(name)?.Value.Data;
    public string? Text(string name) => (string?)this[name];
    public long? Number(string name) => (long?)this[name];
    public Guid? Id(string name) => (Guid?)this[name];

    /// <summary>A number, or what the procedure takes where it is not passed.</summary>
    public long Number(string name, long otherwise) => Number(name) ?? otherwise;

    public void Give(string name, Value value) => Outputs[name] = value;
}
