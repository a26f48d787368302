using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>After the session comes the guard: on the wrong server, login or transaction it raises and sets NOEXEC ON; else it leaves the token.</summary>
static class GuardSecond
{
    const string Code = "guard-second";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.Guard is not { } guard) { yield return new(script.Path, 1, 1, Code, "no guard"); yield break; }
        if (!guard.Calls("SERVERPROPERTY", "ServerName")) yield return script.At(guard, Code, "the guard does not read SERVERPROPERTY('ServerName')");
        if (!guard.ReadsGlobal("@@SERVERNAME")) yield return script.At(guard, Code, "the guard does not read @@SERVERNAME");
        if (!guard.ReadsGlobal("@@TRANCOUNT")) yield return script.At(guard, Code, "the guard does not read @@TRANCOUNT");
        if (!guard.Calls("IS_SRVROLEMEMBER")) yield return script.At(guard, Code, "the guard does not call IS_SRVROLEMEMBER");

        var tokens = guard.All<InsertStatement>().Where(i => Token.IsGuardTable(i.InsertSpecification.Target)).ToList();
        if (tokens.Count == 0) yield return script.At(guard, Code, "a passed guard leaves no row in #hadrian_guard");
        var refusals = guard.All<IfStatement>().SelectMany(i => new[] { (If: i, Branch: i.ThenStatement), (If: i, Branch: i.ElseStatement) })
            .Where(r => r.Branch is not null && r.Branch.RaisesWithin() && r.Branch.Body().Any(s => s.IsSet(SetOptions.NoExec, on: true))).ToList();
        foreach (var raise in guard.All<RaiseErrorStatement>().Where(r => r.Raises() && !refusals.Any(f => Within(f.Branch, r))))
            yield return script.At(raise, Code, "the guard refuses without SET NOEXEC ON");
        if (refusals.Count == 0) yield return script.At(guard, Code, "no branch raises severity 16 and sets NOEXEC ON");
        foreach (var token in tokens)
        {
            // The row is written where no refusal was taken: after its IF, or in its other branch.
            if (refusals.Any(r => Within(r.Branch, token)))
                yield return script.At(token, Code, "a failed guard writes the token");
            else if (refusals.Any(r => token.StartOffset < End(r.If) && !Within(r.If, token)))
                yield return script.At(token, Code, "the token is written before the guard has decided");
        }
        foreach (var (statement, _) in TSqlWrites.Within(guard))
            yield return script.At(statement, Code, "the guard writes");
    }

    static int End(TSqlFragment f) => f.StartOffset + f.FragmentLength;
    static bool Within(TSqlFragment outer, TSqlFragment inner) => inner.StartOffset >= outer.StartOffset && End(inner) <= End(outer);
}
