using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Procedures;

namespace Rehearsal.TSql;

/// <summary>EXEC: procedures and dynamic SQL.</summary>
sealed partial class Execution
{
    public Flow Execute(ExecuteStatement statement)
    {
        Procedure(statement.ExecuteSpecification, null);
        return Flow.Next;
    }

    /// <summary>Calls a procedure, and sets its return code and OUTPUT variables.</summary>
    /// <param name="rows">Where INSERT … EXEC takes the result; null where it goes to the client.</param>
    void Procedure(ExecuteSpecification specification, List<object?[]>? rows)
    {
        if (specification.LinkedServer is not null || specification.ExecuteContext is not null) throw Outside(specification, "EXEC … AT or AS");
        if (specification.ExecutableEntity is not ExecutableProcedureReference { ProcedureReference.ProcedureReference: { } reference } entity)
            throw Outside(specification, "EXEC of a string");
        var name = string.Join('.', reference.Name.Identifiers.Select(part => part.Value));
        var procedure = Dialect.Procedure(File, reference, name);
        if (!Session.Names.Equals(procedure.Name, name)) throw new SqlError(2812, 16, $"Could not find stored procedure '{name}'.");
        var arguments = entity.Parameters.Select(parameter => new Argument(
            parameter.Variable?.Name,
            Evaluate(parameter.ParameterValue),
            parameter.IsOutput ? (parameter.ParameterValue as VariableReference)?.Name ?? throw Outside(parameter, "OUTPUT of no variable") : null)).ToList();
        Call call = new(this, procedure.Name, arguments, rows, specification);
        int? code = null;
        try
        {
            Meet(procedure.Name, specification);
            code = procedure.Run(call);
            // The return code is set before the error that came with it is seen.
            Return(specification, code);
            if (call.Failure is { } failure) throw failure;
        }
        catch (ReturnOnly only)
        {
            Return(specification, only.Code);
        }
        foreach (var argument in arguments.Where(argument => argument.Output is not null))
            if (call.Outputs.TryGetValue(argument.Name?.TrimStart('@').ToLowerInvariant() ?? "", out var value)) Assign(argument.Output!, value, specification);
        Succeed();
    }

    void Return(ExecuteSpecification specification, int? code)
    {
        if (specification.Variable is { } variable && code is { } number) Assign(variable.Name, Value.Of(number), specification);
    }

    /// <summary>A fault of the kind that gives a return code and no error.</summary>
    sealed class ReturnOnly(int code) : Exception
    {
        public int Code { get; } = code;
    }

    /// <summary>Counts a call that can fail, and lets the fault strike whose turn it is.</summary>
    public void Meet(string what, TSqlFragment at)
    {
        if (Session.Estate.Fault is not { } fault || Dialect.Looks.Contains(what)) return;
        if (!Session.Estate.Strikes(what, hasReturnCode: at is ExecuteSpecification { Variable: not null })) return;
        switch (fault.Kind)
        {
            case FaultKind.Permission:
                throw SqlError.Of(229, what);
            case FaultKind.ReturnCode:
                throw new ReturnOnly(1);
            default:
                if (at is ExecuteSpecification specification) Return(specification, 1);
                throw new SqlError(50001, 16, $"{what} fails, as the rehearsal wants it");
        }
    }

    /// <summary>Runs a text as sp_executesql does: its own variables, the same session, the caller's file for diagnostics.</summary>
    /// <returns>0, or the number of the error that ended it.</returns>
    public int Dynamic(string text, IReadOnlyDictionary<string, Value> parameters, List<object?[]>? rows, TSqlFragment at)
    {
        var script = Script.Of($"{File}:{at.StartLine} (dynamic)", text);
        if (script.Batches.Count != 1) throw Outside(at, "GO in dynamic SQL");
        var inner = new Execution(Session, script.File, observer, rows) { tries = tries };
        foreach (var (name, value) in parameters) inner.variables[name] = (value.Type, value.Data);
        var before = Session.Messages.Count(message => message.Severity > 10);
        inner.All(script.Batches[0]);
        if (rows is null) Answer ??= inner.Answer;
        return Session.Messages.Count(message => message.Severity > 10) > before ? Session.Error : 0;
    }

    public SqlType ParseType(string text, TSqlFragment at)
    {
        try { return SqlType.Parse(text); }
        catch (FormatException) { throw Outside(at, $"type {text}"); }
    }
}
