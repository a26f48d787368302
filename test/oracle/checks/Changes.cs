using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// The header's list of changes says what the file does: the statements that change something, found here in the tree, are those of the
/// list, as often and in the order in which each first occurs. Like calls share a line.
/// </summary>
static partial class Changes
{
    const string Code = "changes";

    sealed record Line(int Number, string Label, int Count, int At);

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        var lines = script.Header.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        var (first, count) = Lines(lines);
        if (count == 0) { yield return new(script.Path, 1, 1, Code, "the header has no list `-- Changes…`"); yield break; }
        var listed = new List<Line>();
        for (int i = first + 1; i < first + count; i++)
        {
            var m = Item().Match(lines[i]);
            if (m.Success)
            {
                var times = m.Groups[3].Success ? m.Groups[3].Value : "1";
                listed.Add(new(int.Parse(m.Groups[1].Value), m.Groups[2].Value, int.Parse(times), i + 1));
            }
            else
                yield return new(script.Path, i + 1, 1, Code, "no line `N. LABEL: names` or `N. LABEL, K statements: names`");
        }
        foreach (var (line, index) in listed.Select((l, i) => (l, i)).Where(l => l.l.Number != l.i + 1))
            yield return new(script.Path, line.At, 1, Code, $"number {line.Number} where {index + 1} is next");

        var made = new List<(string Label, TSqlStatement Statement)>();
        foreach (var batch in script.AfterGuard)
            foreach (var (statement, _) in TSqlWrites.Within(batch))
                foreach (var label in Labels(statement, batch))
                    if (label is null) yield return script.At(statement, Code, "dynamic SQL of which this batch does not say what it is");
                    else made.Add((label, statement));

        var groups = made.GroupBy(m => m.Label).ToList();
        foreach (var line in listed.Where(l => groups.All(g => g.Key != l.Label)))
            yield return new(script.Path, line.At, 1, Code, $"{line.Label} is listed and does not occur");
        foreach (var twice in listed.GroupBy(l => l.Label).Where(g => g.Count() > 1))
            yield return new(script.Path, twice.Last().At, 1, Code, $"{twice.Key} is listed twice");
        foreach (var group in groups)
            if (listed.FirstOrDefault(l => l.Label == group.Key) is not { } line)
                yield return script.At(group.First().Statement, Code, $"{group.Key} is not listed among the changes");
            else if (line.Count != group.Count())
                yield return new(script.Path, line.At, 1, Code, $"{line.Label} occurs {group.Count()} times, not {line.Count}");
        var order = groups.Select(g => g.Key).Where(k => listed.Any(l => l.Label == k)).ToList();
        var shown = listed.Select(l => l.Label).Where(order.Contains).Distinct().ToList();
        if (!order.SequenceEqual(shown))
        {
            int at = Enumerable.Range(0, order.Count).First(i => order[i] != shown[i]);
            var wrong = listed.First(l => l.Label == shown[at]);
            yield return new(script.Path, wrong.At, 1, Code, $"{wrong.Label} stands where {order[at]} comes first");
        }
        if (Nothing().IsMatch(lines[first]) && count > 1) yield return new(script.Path, first + 1, 1, Code, "`nothing`, and then a list");
    }

    /// <summary>Where the list stands among the header's lines: its first line, and how many there are; 0 where there is none.</summary>
    public static (int First, int Count) Lines(IReadOnlyList<string> lines)
    {
        int first = Enumerable.Range(0, lines.Count).FirstOrDefault(i => Nothing().IsMatch(lines[i]) || Heading().IsMatch(lines[i]), -1);
        if (first < 0) return (0, 0);
        int end = first + 1;
        while (end < lines.Count && Numbered().IsMatch(lines[end])) end++;
        return (first, end - first);
    }

    /// <summary>What a statement that changes something is called in the list; null for dynamic SQL that cannot be told.</summary>
    static IEnumerable<string?> Labels(TSqlStatement statement, TSqlBatch batch)
    {
        if (statement.Execution() is not { } execution) return [Label(statement)];
        var (dynamic, parts) = execution.DynamicParts();
        if (!dynamic) return [execution.ProcedureName()?.Last()];
        return parts.SelectMany(part => TSqlGrammar.ParsePiece(Text(part, batch, execution.StartOffset) ?? "(").Tree is { } tree
            ? TSqlWrites.Within(tree).SelectMany(w => Labels(w.Statement, tree.Batches[0])) : [null]);
    }

    /// <summary>
    /// The literal, or the one that the variable is first set to in this batch. What is added to it later are options: it begins with the
    /// variable itself, and its literals end no statement.
    /// </summary>
    static string? Text(ValueExpression part, TSqlBatch batch, int before)
    {
        if (part is StringLiteral literal) return literal.Value;
        if (part is not VariableReference v) return null;
        var set = batch.All<SetVariableStatement>().Where(s => s.Variable.Name == v.Name).Select(s => s.Expression)
            .Concat(batch.All<SelectSetVariable>().Where(s => s.Variable.Name == v.Name).Select(s => s.Expression))
            .Where(e => e.StartOffset < before).OrderBy(e => e.StartOffset).ToList();
        bool added = set.Skip(1).All(e => (First(e) as VariableReference)?.Name == v.Name
            && !e.All<StringLiteral>().Any(l => l.Value.Contains(';')));
        return added ? (set.FirstOrDefault() as StringLiteral)?.Value : null;
    }

    static ScalarExpression First(ScalarExpression e) =>
        e is BinaryExpression { BinaryExpressionType: BinaryExpressionType.Add } sum ? First(sum.FirstExpression) : e;

    /// <summary>The words that a statement begins with, by which a DBA knows it.</summary>
    static string Label(TSqlStatement statement) => statement switch
    {
        BackupDatabaseStatement => "BACKUP DATABASE",
        BackupTransactionLogStatement => "BACKUP LOG",
        RestoreStatement { Kind: RestoreStatementKind.TransactionLog } => "RESTORE LOG",
        RestoreStatement => "RESTORE DATABASE",
        AlterDatabaseSetStatement set => "ALTER DATABASE SET " + string.Join(", ", set.Options.Select(Option)),
        _ => string.Join(' ', statement.ScriptTokenStream.Skip(statement.FirstTokenIndex)
            .Where(t => t.TokenType != TSqlTokenType.WhiteSpace).TakeWhile(t => t.Text.All(char.IsLetter))
            .Take(2).Select(t => t.Text.ToUpperInvariant())),
    };

    static string Option(DatabaseOption option) => option switch
    {
        PartnerDatabaseOption partner => partner.PartnerOption switch
        {
            PartnerDatabaseOptionKind.PartnerServer => "PARTNER",
            PartnerDatabaseOptionKind.SafetyFull or PartnerDatabaseOptionKind.SafetyOff => "PARTNER SAFETY",
            PartnerDatabaseOptionKind.ForceServiceAllowDataLoss => "PARTNER FORCE_SERVICE_ALLOW_DATA_LOSS",
            var other => "PARTNER " + other.ToString().ToUpperInvariant(),
        },
        WitnessDatabaseOption { IsOff: true } => "WITNESS OFF",
        WitnessDatabaseOption => "WITNESS",
        { OptionKind: DatabaseOptionKind.SingleUser } => "SINGLE_USER",
        { OptionKind: DatabaseOptionKind.MultiUser } => "MULTI_USER",
        _ => option.OptionKind.ToString().ToUpperInvariant(),
    };

    [GeneratedRegex(@"^-- Changes:\s+nothing$")] private static partial Regex Nothing();
    [GeneratedRegex(@"^-- Changes, in this order(, .*)?:$")] private static partial Regex Heading();
    [GeneratedRegex(@"^--\s+\d+\. ")] private static partial Regex Numbered();
    [GeneratedRegex(@"^--\s+(\d+)\. ([^:,]+?)(?:, (\d+) statements)?(?:: .+)?$")] private static partial Regex Item();
}
