using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Procedures;

namespace Rehearsal.TSql;

/// <summary>EXEC: procedures and dynamic SQL.</summary>
sealed partial class Execution
{
    /// <summary>Procedures in procedures: docs/t-sql/language-elements/execute-transact-sql.md.</summary>
    const int DeepestNesting = 32;

    public Flow Execute(ExecuteStatement statement)
    {
        Procedure(statement.ExecuteSpecification, null);
        return Flow.Next;
    }

    /// <summary>Calls a procedure, and sets its return code and OUTPUT variables.</summary>
    /// <param name="rows">Where INSERT … EXEC takes the result; null where it goes to the client.</param>
    void Procedure(ExecuteSpecification specification, List<object?[]>? rows)
    {
        if (specification.LinkedServer is not null || specification.ExecuteContext is not null)
            throw Outside(specification, "EXEC … AT or AS");
        if (specification.ExecutableEntity is not ExecutableProcedureReference entity
            || entity.ProcedureReference.ProcedureReference is not { } reference)
            throw Outside(specification, "EXEC of a string");
        if (Dialect.IsTemporary(reference.Name))
        {
            OfSession(specification, reference.Name.BaseIdentifier.Value, entity, rows);
            return;
        }
        var name = string.Join('.', reference.Name.Identifiers.Select(part => part.Value));
        var procedure = Dialect.Procedure(name) ?? throw Outside(reference, $"procedure {name}");
        if (!Session.Names.Equals(procedure.Name, name)) throw SqlError.Of(2812, name);
        var arguments = entity.Parameters.Select(parameter => new Argument(
            parameter.Variable?.Name,
            Evaluate(parameter.ParameterValue),
            parameter.IsOutput
                ? (parameter.ParameterValue as VariableReference)?.Name ?? throw Outside(parameter, "OUTPUT of no variable")
                : null)).ToList();
        Call call = new(this, procedure.Name, arguments, rows, specification);
        int? code = null;
        try
        {
            RaiseFault(procedure.Name, specification);
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
            if (call.Outputs.TryGetValue(argument.Name?.TrimStart('@').ToLowerInvariant() ?? "", out var value))
                Assign(argument.Output!, value, specification);
        Succeed();
    }

    void Return(ExecuteSpecification specification, int? code)
    {
        if (specification.Variable is { } variable && code is { } number) Assign(variable.Name, Value.Of(number), specification);
    }

    // ---- procedures of the session

    /// <summary>
    /// Calls a temporary procedure. It has variables of its own, sees the tables of the session, and its SET options end with it:
    /// docs/t-sql/statements/create-procedure-transact-sql.md. Where it is not entered, or does not come to its end, the return code stays
    /// as it was (assumed: return-code-of-a-failed-call).
    /// </summary>
    void OfSession(ExecuteSpecification specification, string name, ExecutableProcedureReference entity, List<object?[]>? rows)
    {
        if (!Session.Procedures.TryGetValue(name, out var procedure)) throw SqlError.Of(2812, name);
        var passed = Passed(procedure, entity);
        if (nesting == DeepestNesting) throw SqlError.Of(217, name, Ends.Batch);
        Execution inner = new(Session, File, 0, observer, rows) { procedure = procedure, nesting = nesting + 1, isInTry = IsInTry };
        for (var index = 0; index < procedure.Parameters.Count; index++)
        {
            var parameter = procedure.Parameters[index];
            var type = TypeOf(parameter.Type);
            inner.variables[parameter.Name] = (type, Parameter(passed[index] ?? inner.Evaluate(parameter.Default!), type).Data);
        }
        var errors = Session.Messages.Count;
        if (!Enter(inner, procedure.Body)) return;
        if (rows is null) Answer ??= inner.Answer;
        // No page says what a procedure returns that failed and has no RETURN.
        if (specification.Variable is not null && inner.code is null && Session.Messages.Skip(errors).Any(message => message.Severity > 10))
            throw Outside(specification, $"the return code of {name}, which failed without RETURN,");
        Return(specification, inner.code ?? 0);
    }

    /// <summary>The arguments by the parameters' places; null where one was not passed, and has a default.</summary>
    /// <exception cref="SqlError">It is not entered: 201 one is missing, 8144 or 8146 too many, 8145 an unknown name.</exception>
    Value?[] Passed(TemporaryProcedure procedure, ExecutableProcedureReference entity)
    {
        var parameters = procedure.Parameters;
        if (parameters.Count == 0 && entity.Parameters.Count > 0) throw SqlError.Of(8146, procedure.Name, Ends.Batch);
        var passed = new Value?[parameters.Count];
        for (var index = 0; index < entity.Parameters.Count; index++)
        {
            var argument = entity.Parameters[index];
            if (argument.IsOutput) throw Outside(argument, "OUTPUT of a temporary procedure");
            var place = index;
            if (argument.Variable is { } named)
            {
                place = IndexOf(parameters, named.Name);
                if (place < 0) throw SqlError.Of(8145, $"{named.Name} of {procedure.Name}");
            }
            else if (index >= parameters.Count) throw SqlError.Of(8144, procedure.Name);
            if (passed[place] is not null) throw Outside(argument, $"{parameters[place].Name} passed twice");
            passed[place] = Evaluate(argument.ParameterValue);
        }
        for (var place = 0; place < passed.Length; place++)
            if (passed[place] is null && parameters[place].Default is null)
                throw SqlError.Of(201, $"{parameters[place].Name} of {procedure.Name}");
        return passed;
    }

    int IndexOf(IReadOnlyList<ProcedureParameterFacts> parameters, string name)
    {
        for (var place = 0; place < parameters.Count; place++) if (Session.Names.Equals(parameters[place].Name, name)) return place;
        return -1;
    }

    /// <summary>
    /// A value as a parameter takes it: too long a string is cut, whatever ANSI_WARNINGS says (the page's note); what cannot be converted
    /// is 8114, and the procedure is not entered.
    /// </summary>
    static Value Parameter(Value value, SqlType type)
    {
        try { return Conversion.To(value, type); }
        catch (SqlError error) { throw SqlError.Of(8114, error.Message); }
    }

    /// <summary>
    /// Runs a procedure's body, or a text of dynamic SQL. What SET and USE did in there ends with it:
    /// docs/t-sql/statements/set-statements-transact-sql.md.
    /// </summary>
    /// <returns>False: it did not come to its end. An error that ends the batch ends this one too.</returns>
    bool Enter(Execution inner, Code code)
    {
        var settings = Session.Settings;
        try
        {
            var flow = inner.All(code);
            return flow == Flow.EndBatch ? throw new BatchEnded() : flow != Flow.EndScope;
        }
        // What ends a scope further in is an error of the call here, and TRY catches it:
        // docs/t-sql/language-elements/try-catch-transact-sql.md.
        catch (SqlError error) when (error.Ends == Ends.Scope) { throw new SqlError(error.Number, error.Severity, error.Message); }
        finally { Session.Settings = settings; }
    }

    /// <summary>An error within a call, reported already, has ended the batch.</summary>
    sealed class BatchEnded : Exception;

    public Flow CreateProcedure(CreateProcedureStatement statement)
    {
        var procedure = TemporaryProcedure.Of(statement);
        if (Session.IsTaken(procedure.Name)) throw Taken(procedure.Name);
        Session.Procedures = Session.Procedures.Add(procedure.Name, procedure);
        Succeed();
        return Flow.Next;
    }

    public Flow DropProcedure(DropProcedureStatement statement)
    {
        foreach (var target in statement.Objects)
        {
            var name = target.BaseIdentifier.Value;
            if (Session.Temporary.ContainsKey(name)) throw SqlError.Of(3705, $"DROP PROCEDURE of the table {name}");
            if (!Session.Procedures.ContainsKey(name)) throw SqlError.Of(3701, name);
            Session.Procedures = Session.Procedures.Remove(name);
        }
        Succeed();
        return Flow.Next;
    }

    /// <summary>
    /// RETURN, in a procedure also with a number. NULL is not allowed: a warning, and 0
    /// (docs/t-sql/language-elements/return-transact-sql.md).
    /// </summary>
    public Flow Return(ReturnStatement statement)
    {
        if (statement.Expression is null) return Flow.Return;
        if (procedure is null) throw Outside(statement, "RETURN with a value, in no procedure");
        var value = Conversion.To(Evaluate(statement.Expression), SqlType.Int);
        if (value.IsNull)
        {
            var warning = $"The '{procedure.Name}' procedure attempted to return a status of NULL, which is not allowed.";
            Session.Say(282, 10, $"{warning} A status of 0 will be returned instead.", Line(statement));
        }
        code = (int)((long?)value.Data ?? 0);
        return Flow.Return;
    }

    // ---- faults

    /// <summary>A fault of the kind that gives a return code and no error.</summary>
    sealed class ReturnOnly(int code) : Exception
    {
        public int Code { get; } = code;
    }

    /// <summary>Counts a call that can fail, and raises the fault whose turn it is.</summary>
    public void RaiseFault(string what, TSqlFragment at)
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

    // ---- dynamic SQL

    /// <summary>Runs a text as sp_executesql does: its own variables, the same session, the caller's file for diagnostics.</summary>
    /// <returns>0, or the number of the error that ended it.</returns>
    public int Dynamic(string text, IReadOnlyDictionary<string, Value> parameters, List<object?[]>? rows, TSqlFragment at)
    {
        var script = Script.Of($"{File}:{Line(at)} (dynamic)", text);
        if (script.Batches is not [{ Text: { } batch }]) throw Outside(at, "GO in dynamic SQL");
        if (batch.Fault is { } fault) throw new SqlError(fault.Number, fault.Severity, fault.Message);
        // It would end with the text.
        if (batch.Code!.Statements.Any(statement => statement is CreateProcedureStatement or CreateTableStatement))
            throw Outside(at, "CREATE in dynamic SQL");
        Execution inner = new(Session, script.File, 0, observer, rows) { nesting = nesting + 1, isInTry = IsInTry };
        foreach (var (name, value) in parameters) inner.variables[name] = (value.Type, value.Data);
        var before = Session.Messages.Count(message => message.Severity > 10);
        Enter(inner, batch.Code);
        if (rows is null) Answer ??= inner.Answer;
        return Session.Messages.Count(message => message.Severity > 10) > before ? Session.Error : 0;
    }

    public SqlType ParseType(string text, TSqlFragment at)
    {
        try { return SqlType.Parse(text); }
        catch (FormatException) { throw Outside(at, $"type {text}"); }
    }
}
