using System.Collections.Concurrent;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

/// <summary>
/// The text of one batch, read with Microsoft's own parser. It belongs to no file: the prelude's batches are the same bytes in every
/// script, and are parsed and checked once.
/// </summary>
sealed class BatchText
{
    static readonly ConcurrentDictionary<string, BatchText> known = new(StringComparer.Ordinal);

    BatchText(string text)
    {
        var parser = new TSql170Parser(initialQuotedIdentifiers: true);
        using var reader = new StringReader(text);
        var tree = (TSqlScript?)parser.Parse(reader, out var errors);
        if (errors.Count > 0 || tree is null)
        {
            Fault = new(errors[0].Number, 15, $"line {errors[0].Line}: {errors[0].Message}", Ends.Scope);
            return;
        }
        Code = new(tree.Batches.SelectMany(batch => batch.Statements));
        try { Dialect.Check(tree); }
        catch (OutOfDialect outside) { Outside = outside; }
    }

    /// <summary>Its statements; null where the grammar refuses it.</summary>
    public Code? Code { get; }
    /// <summary>The error of its grammar, for which a server refuses the whole batch.</summary>
    public SqlError? Fault { get; }
    /// <summary>The first thing in it that the dialect does not have.</summary>
    public OutOfDialect? Outside { get; }

    public static BatchText Of(string text) => known.GetOrAdd(text, one => new(one));
}
