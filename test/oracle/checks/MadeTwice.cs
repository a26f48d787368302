using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// A temporary table is dropped before it is made: else a second run in one window is error 2714, in the middle of the work.
/// </summary>
static class MadeTwice
{
    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var drops = script.Tree.All<IfStatement>().Select(s => (s.StartOffset, Frame.Dropped(s)?.Name)).ToList();
        foreach (var create in script.Tree.All<CreateTableStatement>().Where(c => c.SchemaObjectName.IsTemporary()))
            if (!drops.Any(d => d.Name == create.SchemaObjectName.Last() && d.StartOffset < create.StartOffset))
                yield return script.At(create, "made-twice", $"{create.SchemaObjectName.Last()} is not dropped before it is made");
    }
}
