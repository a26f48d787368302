using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// A check that fails as a statement must not leave its row out: rows of #hadrian_check are written under XACT_ABORT ON, which ends the
/// batch, and so the file, at such an error (docs/t-sql/statements/set-xact-abort-transact-sql.md). What changes the server runs under OFF,
/// because its errors and return codes are read.
/// </summary>
static class LostChecks
{
    const string Code = "lost-checks";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var on = script.UnderAbort;
        foreach (var statement in script.Batches.Skip(script.Prelude.Count).SkipLast(1).SelectMany(b => b.All<TSqlStatement>()))
            if (!on.Contains(statement) && statement is InsertStatement insert && insert.InsertSpecification.Target.Is(Frame.CheckTable))
                yield return script.At(insert, Code, $"a row of {Frame.CheckTable} under XACT_ABORT OFF");
            else if (on.Contains(statement) && TSqlWrites.Area(statement) is not null)
                yield return script.At(statement, Code, "a change under XACT_ABORT ON");
        foreach (var list in script.Batches.SelectMany(b => b.All<TSqlStatement>()).SelectMany(s => s.Lists()))
            if (list.LastOrDefault(s => SqlScript.Abort(s) is not null) is { } last && SqlScript.Abort(last) == !on.Contains(list[0]))
                yield return script.At(last, Code, "XACT_ABORT is set for what follows the block too");
    }
}
