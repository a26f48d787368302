using System.Runtime.CompilerServices;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

/// <summary>A parameter; Default is null where the caller has to pass a value.</summary>
sealed record ProcedureParameterFacts(string Name, DataTypeReference Type, ScalarExpression? Default);

/// <summary>
/// A procedure of the session, made by CREATE PROCEDURE #…: docs/t-sql/statements/create-procedure-transact-sql.md. Nothing of it changes
/// any more, so that every session that has it, and every copy of one, has the same object.
/// </summary>
sealed class TemporaryProcedure
{
    static readonly ConditionalWeakTable<CreateProcedureStatement, TemporaryProcedure> known = [];

    TemporaryProcedure(CreateProcedureStatement statement)
    {
        Name = statement.ProcedureReference.Name.BaseIdentifier.Value;
        Parameters = [.. statement.Parameters.Select(parameter =>
            new ProcedureParameterFacts(parameter.VariableName.Value, parameter.DataType, parameter.Value))];
        Body = new(statement.StatementList.Statements);
    }

    public string Name { get; }
    public IReadOnlyList<ProcedureParameterFacts> Parameters { get; }
    public Code Body { get; }

    public static TemporaryProcedure Of(CreateProcedureStatement statement) => known.GetValue(statement, one => new(one));
}
