using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// Nothing answers with a grid, but a status script: messages are PRINT and RAISERROR lines. No SELECT * either: columns come and go
/// with versions.
/// </summary>
static class Grid
{
    const string Code = "grid";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var cursors = script.Tree.All<CursorDefinition>().Select(c => c.Select).ToHashSet();
        foreach (var select in script.Tree.All<SelectStatement>())
            if (!cursors.Contains(select) && Answers(select) && select != Result.Of(script))
                yield return script.At(select, Code, "a SELECT that answers with a grid");
        foreach (var statement in script.Tree.All<TSqlStatement>())
        {
            if (statement is ExecuteStatement && statement.Execution()!.Procedure() is { } procedure
                && Answers(procedure, statement.Execution()!))
                yield return script.At(statement, Code, $"{procedure.Name} answers with a grid: catch it with INSERT … EXEC");
            if (statement is RestoreStatement
                { Kind: RestoreStatementKind.FileListOnly or RestoreStatementKind.HeaderOnly or RestoreStatementKind.LabelOnly })
                yield return script.At(statement, Code, "RESTORE … ONLY answers with a grid: catch it with INSERT … EXEC");
        }
        var tests = script.Tree.All<ExistsPredicate>();
        foreach (var star in script.Tree.All<SelectStarExpression>())
            if (!tests.Any(t => t.StartOffset < star.StartOffset && star.StartOffset < t.StartOffset + t.FragmentLength))
                yield return script.At(star, Code, "SELECT *: name the columns");
    }

    static bool Answers(SelectStatement select) =>
        select.Into is null
        && (select.QueryExpression is not QuerySpecification q || q.SelectElements.Any(e => e is not SelectSetVariable));

    static bool Answers(Procedure procedure, ExecuteSpecification execution)
    {
        var given = ((ExecutableProcedureReference)execution.ExecutableEntity).Parameters;
        if (procedure.Name is "xp_fileexist" or "xp_instance_regread") return !given.Any(p => p.IsOutput);
        return procedure.Name is "xp_servicecontrol" or "xp_dirtree"
            || procedure.AnswersRows && procedure.Name != "sp_configure"
            || procedure.Name == "sp_configure" && given.Count < 2;
    }
}
