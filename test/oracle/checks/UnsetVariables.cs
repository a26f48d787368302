using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// No variable is read, in the order of the text, before something sets it; a test for NULL may be what its first value is for. A
/// parameter is set by the caller.
/// </summary>
static class UnsetVariables
{
    public static IEnumerable<Finding> Check(SqlScript script) => script.Batches.SelectMany(b => In(script, b));

    static IEnumerable<Finding> In(SqlScript script, TSqlBatch batch)
    {
        var set = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var targets = new HashSet<TSqlFragment>();
        foreach (var node in batch.All<TSqlFragment>())
            switch (node)
            {
                case ProcedureParameter p: Sets(p.VariableName.Value, p); break;
                case DeclareVariableElement { Value: not null } d: Sets(d.VariableName.Value, d); break;
                case SetVariableStatement s: Sets(s.Variable.Name, s, s.Variable); break;
                case SelectSetVariable s: Sets(s.Variable.Name, s, s.Variable); break;
                case AssignmentSetClause { Variable: { } v } a: Sets(v.Name, a, v); break;
                case ExecuteSpecification { Variable: { } v } e: Sets(v.Name, e, v); break;
                case ExecuteParameter { IsOutput: true, ParameterValue: VariableReference v } p: Sets(v.Name, p, v); break;
                case FetchCursorStatement f: foreach (var v in f.IntoVariables) Sets(v.Name, f, v); break;
                case BooleanIsNullExpression { IsNot: false, Expression: VariableReference v }: targets.Add(v); break;
                case FunctionCall f when f.FunctionName.Is("ISNULL") && f.Parameters[0] is VariableReference v: targets.Add(v); break;
                case CoalesceExpression c: foreach (var v in c.Expressions.OfType<VariableReference>()) targets.Add(v); break;
                case ExecuteParameter { Variable: { } name }: targets.Add(name); break;
            }
        foreach (var p in batch.All<ExecuteParameter>().Where(p => p.Variable is not null)) targets.Add(p.Variable);
        var tables = batch.All<VariableTableReference>().Select(t => (TSqlFragment)t.Variable).ToHashSet();
        var declared = batch.All<DeclareVariableElement>().Select(d => d.VariableName.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var reads = batch.All<VariableReference>().Where(v => !targets.Contains(v) && !tables.Contains(v) && declared.Contains(v.Name));
        foreach (var read in reads)
            if ((!set.TryGetValue(read.Name, out int from) || read.StartOffset < from) && told.Add(read.Name))
                yield return script.At(read, "unset-variable", $"{read.Name} is read before anything sets it");

        // Set once the whole of it has been read.
        void Sets(string name, TSqlFragment by, TSqlFragment? target = null)
        {
            int end = by.StartOffset + by.FragmentLength;
            if (!set.TryGetValue(name, out int before) || end < before) set[name] = end;
            if (target is not null) targets.Add(target);
        }
    }
}
