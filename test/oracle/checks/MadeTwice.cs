using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// A temporary table is dropped before it is made: else a second run in one window is error 2714, in the middle of the work. Where the
/// batch that makes it uses it, an earlier one drops it: a batch is compiled against the table that is there, whatever its columns are.
/// </summary>
static class MadeTwice
{
    const string Code = "made-twice";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var drops = script.Tree.All<IfStatement>().Select(s => (s.StartOffset, Frame.Dropped(s)?.Name)).ToList();
        foreach (var batch in script.Batches)
            foreach (var create in batch.All<CreateTableStatement>().Where(c => c.SchemaObjectName.IsTemporary()))
            {
                var name = create.SchemaObjectName.Last();
                var dropped = drops.Where(d => d.Name == name && d.StartOffset < create.StartOffset).ToList();
                if (dropped.Count == 0) yield return script.At(create, Code, $"{name} is not dropped before it is made");
                else if (dropped.All(d => d.StartOffset > batch.StartOffset) && batch.All<NamedTableReference>().Any(t => t.Is(name)))
                    yield return script.At(create, Code, $"{name} is dropped in the batch that makes and uses it");
            }
    }
}
