using System.Collections.Concurrent;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

/// <summary>One batch: its tree, or the error of its grammar, for which a server refuses the whole batch.</summary>
sealed record Batch(string File, IReadOnlyList<TSqlStatement> Statements, IReadOnlyList<DeclareVariableElement> Declarations, SqlError? Fault);

/// <summary>A script as batches, read with Microsoft's own parser. GO separates them.</summary>
sealed class Script
{
    static readonly ConcurrentDictionary<(string, string), Script> known = new();

    Script(string file, string text)
    {
        File = file;
        var parser = new TSql170Parser(initialQuotedIdentifiers: true);
        using var reader = new StringReader(text);
        var tree = (TSqlScript?)parser.Parse(reader, out var errors);
        Batches = errors.Count > 0 || tree is null
            ? [new(file, [], [], new SqlError(errors[0].Number, 15, $"line {errors[0].Line}: {errors[0].Message}", Ends.Batch))]
            : [.. tree.Batches.Select(batch => new Batch(file, [.. batch.Statements], Declared(batch), null))];
        if (tree is not null && errors.Count == 0) Dialect.Check(file, tree);
    }

    static IReadOnlyList<DeclareVariableElement> Declared(TSqlBatch batch)
    {
        var visitor = new Declarations();
        batch.Accept(visitor);
        return visitor.Found;
    }

    sealed class Declarations : TSqlFragmentVisitor
    {
        public List<DeclareVariableElement> Found { get; } = [];
        public override void Visit(DeclareVariableElement node) => Found.Add(node);
    }

    public string File { get; }
    public IReadOnlyList<Batch> Batches { get; }

    /// <summary>A script's batches. The same text is parsed once.</summary>
    /// <exception cref="OutOfDialect">The text uses what the rehearsal does not know, run or not.</exception>
    public static Script Of(string file, string text) => known.GetOrAdd((file, text), pair => new Script(pair.Item1, pair.Item2));
}
