using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

/// <summary>A variable that is declared.</summary>
sealed record Declared(string Name, DataTypeReference Type, TSqlFragment At);

/// <summary>A column of a temporary table, as a statement names it.</summary>
sealed record ColumnUse(string Table, string Column, TSqlFragment At);

/// <summary>
/// Statements that are compiled together, a batch's or a procedure's, with what has to hold before the first of them runs.
/// </summary>
sealed class Code
{
    public Code(IEnumerable<TSqlStatement> statements)
    {
        Statements = [.. statements];
        Declarations declarations = new();
        ColumnUses columns = new();
        foreach (var statement in Statements)
        {
            // The body of a procedure is code of its own.
            if (statement is CreateProcedureStatement) continue;
            statement.Accept(declarations);
            statement.Accept(columns);
        }
        (Declared, Columns) = (declarations.Found, [.. columns.Found.DistinctBy(use => (use.Table, use.Column))]);
    }

    public IReadOnlyList<TSqlStatement> Statements { get; }
    public IReadOnlyList<Declared> Declared { get; }
    /// <summary>
    /// Columns of temporary tables: where the table is there already, one that it does not have is an error of the whole code, and nothing
    /// of it runs; where the table is still to come, its columns are looked for when the statement is reached (assumed: deferred-columns).
    /// </summary>
    public IReadOnlyList<ColumnUse> Columns { get; }

    sealed class Declarations : TSqlFragmentVisitor
    {
        public List<Declared> Found { get; } = [];
        public override void Visit(DeclareVariableElement node) => Found.Add(new(node.VariableName.Value, node.DataType, node));
    }

    /// <summary>
    /// Statements over one temporary table, and queries of one that stand in no other query: there a name can mean nothing else.
    /// </summary>
    sealed class ColumnUses : TSqlFragmentVisitor
    {
        string? table;
        bool isInside;

        public List<ColumnUse> Found { get; } = [];

        public override void ExplicitVisit(InsertStatement node)
        {
            if (Temporary(node.InsertSpecification.Target) is { } target)
                foreach (var column in node.InsertSpecification.Columns) Use(target, column);
            node.InsertSpecification.InsertSource.Accept(this);
        }

        public override void ExplicitVisit(UpdateStatement node) =>
            Within(Temporary(node.UpdateSpecification.Target), () => base.ExplicitVisit(node));

        public override void ExplicitVisit(DeleteStatement node) =>
            Within(Temporary(node.DeleteSpecification.Target), () => base.ExplicitVisit(node));

        public override void ExplicitVisit(QuerySpecification node)
        {
            if (isInside) return;
            Within(node.FromClause is { TableReferences: [var single] } ? Temporary(single) : null, () => base.ExplicitVisit(node));
        }

        public override void ExplicitVisit(ColumnReferenceExpression node)
        {
            if (table is not null && node.ColumnType == ColumnType.Regular) Use(table, node);
        }

        void Within(string? name, Action visit)
        {
            (table, isInside) = (name, true);
            visit();
            (table, isInside) = (null, false);
        }

        void Use(string name, ColumnReferenceExpression column) =>
            Found.Add(new(name, column.MultiPartIdentifier.Identifiers[^1].Value, column));

        static string? Temporary(TableReference reference) =>
            reference is NamedTableReference { SchemaObject: { } named } && Dialect.IsTemporary(named) ? named.BaseIdentifier.Value : null;
    }
}
