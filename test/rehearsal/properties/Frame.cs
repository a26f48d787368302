using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Input;
using Rehearsal.TSql;

namespace Rehearsal.Properties;

/// <summary>
/// A script's batches by what they are for (design, section 4): the prelude, the guard that puts the token into the session, the numbered
/// batches that each need it, and the end.
/// </summary>
sealed class Frame
{
    /// <summary>What a numbered batch says where the token does not name it.</summary>
    public const string NeedsAbove = "this part needs the parts above it";

    Frame(IReadOnlyList<Batch> batches, int guard, int end) => (Batches, Guard, End) = (batches, guard, end);

    public IReadOnlyList<Batch> Batches { get; }
    /// <summary>Where the guard stands. What is above it is the prelude.</summary>
    public int Guard { get; }
    /// <summary>Where the end begins, with SET NOEXEC OFF.</summary>
    public int End { get; }

    /// <summary>Everything but one batch.</summary>
    public IEnumerable<Batch> Without(int index) => Batches.Where((_, at) => at != index);

    /// <summary>How many batches check the token: number n stands n behind the guard.</summary>
    public int Numbered => End - Guard - 1;

    /// <summary>The frame of a script; null where it has no guard or no end.</summary>
    public static Frame? Of(Step step)
    {
        var batches = Script.Of(step.Path, step.Text).Batches;
        var (guard, end) = (Index(batches, 0, IsGuard), -1);
        if (guard >= 0) end = Index(batches, guard + 1, IsOff);
        return end < 0 ? null : new(batches, guard, end);
    }

    static int Index(IReadOnlyList<Batch> batches, int from, Func<Batch, bool> test)
    {
        for (var index = from; index < batches.Count; index++) if (test(batches[index])) return index;
        return -1;
    }

    /// <summary>A statement that writes rows for #hadrian_compare.</summary>
    public static bool IsCheck(TSqlStatement statement) => statement is InsertStatement insert && Into(insert) == "#hadrian_check";

    static string? Into(InsertStatement insert) =>
        (insert.InsertSpecification.Target as NamedTableReference)?.SchemaObject.BaseIdentifier.Value;

    static bool IsGuard(Batch batch) => batch.Statements.OfType<InsertStatement>()
        .Any(insert => Into(insert) == "#hadrian_token");

    static bool IsOff(Batch batch) => batch.Statements is [PredicateSetStatement { Options: SetOptions.NoExec, IsOn: false }];
}
