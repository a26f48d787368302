using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// No batch stops without saying so, and none goes on where it cannot: RETURN and SET NOEXEC ON stand beside RAISERROR of severity 16 or
/// the stage that is left, NOEXEC ON is followed by RETURN, and a block belongs to an IF, a WHILE or a TRY.
/// </summary>
static class Flow
{
    const string Code = "flow";

    public static IEnumerable<Finding> Check(SqlScript script) => script.Batches.SelectMany(b => In(script, b.Statements));

    static IEnumerable<Finding> In(SqlScript script, IList<TSqlStatement> list)
    {
        bool said = list.Any(s => s.Raises() || s is UpdateStatement u && Token.IsGuardTable(u.UpdateSpecification.Target));
        for (int i = 0; i < list.Count; i++)
        {
            var statement = list[i];
            if (statement is ReturnStatement && !said) yield return script.At(statement, Code, "RETURN without RAISERROR of severity 16 or the stage that is left");
            if (statement is ReturnStatement && i + 1 < list.Count) yield return script.At(list[i + 1], Code, "never reached");
            if (statement.IsSet(SetOptions.NoExec, on: true) && !(said && i + 1 < list.Count && list[i + 1] is ReturnStatement))
                yield return script.At(statement, Code, "SET NOEXEC ON stands between RAISERROR of severity 16 and RETURN");
            if (statement is BeginEndBlockStatement) yield return script.At(statement, Code, "a block of no IF, WHILE or TRY");
            foreach (var f in statement.Lists().SelectMany(inner => In(script, inner))) yield return f;
        }
    }
}
