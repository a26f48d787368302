using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// The prelude's procedures: each dropped in an earlier batch (else 2714 in a second run), each alone in its batch, and each answers 1
/// only where the caller may go on. Every script relies on that, so their bodies are held to it here; none is made or dropped elsewhere.
/// </summary>
static class Procedures
{
    const string Code = "procedures";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var dropped = new HashSet<string>();
        foreach (var (batch, index) in script.Prelude.Select((b, i) => (b, i)))
        {
            if (index > 2 && batch.Statements is not [CreateProcedureStatement])
                yield return script.At(batch, Code, "a batch of the prelude that is no CREATE PROCEDURE");
            foreach (var made in batch.Statements.OfType<CreateProcedureStatement>())
            {
                var name = made.ProcedureReference.Name;
                if (!name.IsOwn()) yield return script.At(made, Code, $"{name.Last()} is not temporary, or not under {Frame.Prefix}");
                // What has been made is there: it has to be dropped again before it is made again.
                else if (!dropped.Remove(name.Last()))
                    yield return script.At(made, Code, $"no earlier batch drops {name.Last()}: error 2714 in a second run");
            }
            dropped.UnionWith(batch.Statements.Select(Frame.Dropped).Where(d => d is { Procedure: true }).Select(d => d!.Value.Name));
        }
        foreach (var wanted in Frame.Procedures)
        {
            if (script.Procedures.FirstOrDefault(p => p.ProcedureReference.Name.Last() == wanted) is not { } procedure)
                yield return script.AtOffset(script.PreludeStart, Code, $"{wanted} is not made");
            else if (Body(wanted)(procedure) is { } why) yield return script.At(procedure, Code, $"{wanted} {why}");
        }
        foreach (var statement in script.Batches.Skip(script.Prelude.Count).SelectMany(b => b.All<TSqlStatement>()))
            if (statement is ProcedureStatementBodyBase or DropProcedureStatement)
                yield return script.At(statement, Code, "a procedure is made or dropped outside the prelude");
    }

    static Func<CreateProcedureStatement, string?> Body(string name) => name switch
    {
        Frame.Stop => Stop,
        Frame.Failed => p => Last(p)?.OwnCall() == Frame.Stop && Returns(p).Count == 0 ? null : $"does not end in {Frame.Stop}",
        Frame.Batch => Batch,
        _ => Compare,
    };

    static TSqlStatement? Last(CreateProcedureStatement p) => p.StatementList.Statements.LastOrDefault();
    static List<ReturnStatement> Returns(CreateProcedureStatement p) => p.StatementList.All<ReturnStatement>();

    /// <summary>Takes the token away whatever happens, and raises the caller's message with all of its arguments last.</summary>
    static string? Stop(CreateProcedureStatement p)
    {
        var body = p.StatementList.Statements;
        // Where there is no token, there is none to take away (208 would end the procedure before it has said why).
        var looks = body.OfType<IfStatement>().Where(AsksForToken).ToList();
        bool takes = body.Concat(looks.Select(l => l.ThenStatement)).OfType<DeleteStatement>().Select(s => s.DeleteSpecification)
            .Any(d => d is { WhereClause: null, FromClause: null, TopRowFilter: null } && d.Target.Is(Frame.TokenTable));
        if (!takes) return "does not take the token away";
        if (Returns(p).Count > 0 || p.StatementList.All<IfStatement>().Count > looks.Count) return "can leave without a word";
        var names = p.Parameters.Select(v => v.VariableName.Value).ToList();
        bool raises = Last(p) is RaiseErrorStatement { FirstParameter: VariableReference message } raise && raise.Raises()
            && raise.OptionalParameters.Select(a => (a as VariableReference)?.Name).Prepend(message.Name).SequenceEqual(names);
        return raises ? null : "does not raise its message, with its arguments, as the last thing";
    }

    /// <summary>IF OBJECT_ID(N'tempdb..#hadrian_token') IS NOT NULL, without ELSE.</summary>
    static bool AsksForToken(IfStatement look) =>
        look is { ElseStatement: null, Predicate: BooleanIsNullExpression { IsNot: true, Expression: FunctionCall call } }
        && call.FunctionName.Is("OBJECT_ID") && call.Parameters is [StringLiteral { Value: var name }]
        && name.EndsWith(Frame.TokenTable, StringComparison.OrdinalIgnoreCase);

    /// <summary>1 where the token has this file and this batch, and nowhere else; else #hadrian_stop takes the token away.</summary>
    static string? Batch(CreateProcedureStatement p)
    {
        var names = p.Parameters.Select(v => v.VariableName.Value).ToList();
        bool asks = p.StatementList.Statements is
            [
                IfStatement { ThenStatement: IfStatement { ElseStatement: null, Predicate: ExistsPredicate exists } allowed } there,
                { } stop,
                ReturnStatement { Expression: IntegerLiteral { Value: "0" } },
            ]
            && AsksForToken(there)
            && allowed.ThenStatement.Body() is [ReturnStatement { Expression: IntegerLiteral { Value: "1" } }]
            && stop.OwnCall() == Frame.Stop
            && exists.Subquery.QueryExpression is QuerySpecification { FromClause.TableReferences: [{ } table] } query
            && table.Is(Frame.TokenTable)
            && Frame.TokenFilter(query.WhereClause) is ({ } file, { } batch)
            && names.SequenceEqual([(file as VariableReference)?.Name ?? "", (batch as VariableReference)?.Name ?? ""]);
        return asks ? null : $"does not answer 1 where {Frame.TokenTable} has the file and the batch, and else stop and answer 0";
    }

    /// <summary>Judges every row that has no verdict, and answers 1 only where no row failed; else #hadrian_stop says why.</summary>
    static string? Compare(CreateProcedureStatement p)
    {
        var body = p.StatementList.Statements;
        if (!body.OfType<UpdateStatement>().Any(Judges))
            return "does not judge found = expected where there is no verdict";
        var ones = Returns(p).Where(r => r.Expression is not IntegerLiteral { Value: "0" }).ToList();
        bool one = ones is [{ Expression: IntegerLiteral { Value: "1" } } only] && body.OfType<IfStatement>().Any(nothing =>
            nothing is { ElseStatement: null, Predicate: BooleanComparisonExpression { FirstExpression: VariableReference } none }
            && none is { ComparisonType: BooleanComparisonType.Equals, SecondExpression: IntegerLiteral { Value: "0" } }
            && nothing.ThenStatement.Body() is [{ } leave] && leave == only);
        if (!one) return "does not answer 1 only where nothing failed";
        return body is [.., { } stop, ReturnStatement { Expression: IntegerLiteral { Value: "0" } }] && stop.OwnCall() == Frame.Stop
            ? null : $"does not end in {Frame.Stop} and 0";
    }

    static bool Judges(UpdateStatement judge) =>
        judge.UpdateSpecification is { WhereClause.SearchCondition: BooleanIsNullExpression { IsNot: false }, SetClauses: [var set] } u
        && u.Target.Is(Frame.CheckTable) && set is AssignmentSetClause { NewValue: SearchedCaseExpression choice }
        && choice is { WhenClauses: [{ ThenExpression: StringLiteral { Value: "PASS" } } pass], ElseExpression: StringLiteral fail }
        && fail.Value == "FAIL" && pass.WhenExpression is BooleanComparisonExpression { ComparisonType: BooleanComparisonType.Equals };
}
