using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>Each variable, temporary table, column and alias is written in one case: servers may be case-sensitive.</summary>
static class OneCase
{
    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, where) in Names(script.Tree).OrderBy(n => n.Where.StartOffset))
            if (!first.TryAdd(name, name) && first[name] != name)
                yield return script.At(where, "one-case", $"{name} here, {first[name]} before");
    }

    static IEnumerable<(string Name, TSqlFragment Where)> Names(TSqlScript tree)
    {
        foreach (var node in tree.All<TSqlFragment>())
            switch (node)
            {
                case VariableReference v: yield return (v.Name, v); break;
                case DeclareVariableElement d: yield return (d.VariableName.Value, d); break;
                case DeclareTableVariableBody t: yield return (t.VariableName.Value, t); break;
                case SchemaObjectName { BaseIdentifier: { } id } when id.Value.StartsWith('#'): yield return (id.Value, id); break;
                case ColumnReferenceExpression { MultiPartIdentifier: { } m }:
                    foreach (var id in m.Identifiers) yield return (id.Value, id);
                    break;
                case ColumnDefinition c: yield return (c.ColumnIdentifier.Value, c.ColumnIdentifier); break;
                case TableReferenceWithAlias { Alias: { } alias }: yield return (alias.Value, alias); break;
            }
    }
}
