using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>Nothing is written before a SELECT, after the guard, has read the state of the same area.</summary>
static class LookBeforeWrite
{
    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var looked = new List<string>();
        foreach (var batch in script.AfterGuard)
        {
            var reads = batch.All<NamedTableReference>().Where(t => !t.SchemaObject.IsTemporary())
                .Select(t => (t.StartOffset, Name: t.SchemaObject.Last().ToLowerInvariant()));
            var dynamicReads = batch.DynamicLiterals().SelectMany(l => TSqlGrammar.ParsePiece(l.Value).Tree.All<NamedTableReference>()
                .Select(t => (l.StartOffset, Name: t.SchemaObject.Last().ToLowerInvariant())));
            var all = reads.Concat(dynamicReads).ToList();
            foreach (var (statement, area) in TSqlWrites.Within(batch))
            {
                var seen = looked.Concat(all.Where(r => r.StartOffset < statement.StartOffset).Select(r => r.Name));
                if (!seen.Any(name => TSqlWrites.Looks[area].Any(look => look.EndsWith('_') ? name.StartsWith(look) : name == look)))
                    yield return script.At(statement, "look-before-write",
                        $"nothing has read the state of {area} before this write: {string.Join(", ", TSqlWrites.Looks[area])}");
            }
            looked.AddRange(all.Select(r => r.Name));
        }
    }
}
