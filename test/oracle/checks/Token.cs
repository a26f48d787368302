using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// The token is file and batch. Every batch after the guard first asks #hadrian_batch whether it may run, and last leaves the number of
/// the next: a selection run by itself, a reconnect, or a batch after a failed one does nothing. The end compares the last number.
/// </summary>
static class Token
{
    const string Code = "token";

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        if (script.Guard is not { } guard) yield break;
        var allowed = new HashSet<TSqlStatement>();
        string? name = null;
        if (guard.Statements.OfType<InsertStatement>().FirstOrDefault(i => i.InsertSpecification.Target.Is(Frame.TokenTable)) is { } first)
        {
            allowed.Add(first);
            var left = Left(first.InsertSpecification);
            name = left?.File;
            if (left is not { Batch: 1 }) yield return script.At(first, Code, "the guard does not leave a literal file name and batch 1");
        }
        int number = 0;
        foreach (var batch in script.WorkBatches)
        {
            number++;
            foreach (var f in Asks(script, batch, number, ref name)) yield return f;
            if (batch.Statements[^1] is UpdateStatement u && Next(u.UpdateSpecification) is { } next)
            {
                allowed.Add(u);
                if (next != number + 1) yield return script.At(u, Code, $"batch {number} leaves {next}, not {number + 1}");
            }
            else
                yield return script.At(batch.Statements[^1], Code, $"no UPDATE {Frame.TokenTable} SET batch = {number + 1} at the end");
        }
        if (name is not null && !Path.GetFullPath(script.Path).Replace('\\', '/').EndsWith("/" + name, StringComparison.Ordinal))
            yield return script.At(guard, Code, $"the token names {name}, not this file");

        // The end tells DONE from STOPPED by the number that the last batch leaves.
        var last = script.Batches[^1];
        var end = Frame.TokenFilter(Frame.TokenQuery(last)?.WhereClause);
        if ((end?.File as StringLiteral)?.Value is not { } file || file != name || end?.Batch.AsInteger() != number + 1)
            yield return script.At(last, Code, $"the end does not compare {Frame.TokenTable} with {name ?? "the file"} and {number + 1}");

        // A write of the token anywhere else would let a batch run that must not.
        foreach (var batch in script.Batches.Skip(script.Prelude.Count).SkipLast(1))
            foreach (var mention in batch.All<SchemaObjectName>().Where(n => n.BaseIdentifier.Is(Frame.TokenTable)))
                if (!allowed.Any(a => a.StartOffset <= mention.StartOffset && mention.StartOffset < a.StartOffset + a.FragmentLength))
                    yield return script.At(mention, Code, $"{Frame.TokenTable} outside the frame's places");
        foreach (var literal in script.AfterGuard.SelectMany(b => b.DynamicLiterals()))
            if (Frame.Names.FirstOrDefault(n => literal.Value.Contains(n, StringComparison.OrdinalIgnoreCase)) is { } own)
                yield return script.At(literal, Code, $"dynamic SQL that names {own}");
    }

    static IEnumerable<Finding> Asks(SqlScript script, TSqlBatch batch, int number, ref string? name)
    {
        var findings = new List<Finding>();
        var list = batch.Statements.SkipWhile(Frame.IsDeclaration).ToList();
        if (list.Count < 2 || Frame.Closed(list, 1) is not { Name: Frame.Batch } call)
            return [script.At(batch, Code, $"the batch does not first ask {Frame.Batch}, so that it fails closed")];
        foreach (var again in batch.All<ExecuteStatement>().Where(e => e.OwnCall() == Frame.Batch && e != call.Statement))
            findings.Add(script.At(again, Code, $"{Frame.Batch} is asked a second time"));
        if (call.Number(1) != number)
            findings.Add(script.At(call.Statement, Code, $"asks as {call.Number(1)?.ToString() ?? "no literal"}, and is batch {number}"));
        if (call.Text(0) is not { } file) findings.Add(script.At(call.Statement, Code, "the file's name is no literal"));
        else if (name is not null && name != file)
            findings.Add(script.At(call.Statement, Code, $"the file is named {file} here and {name} before"));
        name ??= call.Text(0);
        return findings;
    }

    /// <summary>`INSERT INTO #hadrian_token (file_name, batch) VALUES (N'…', n)`.</summary>
    static (string File, int Batch)? Left(InsertSpecification insert) =>
        insert.Columns.Select(c => c.MultiPartIdentifier.Identifiers[^1].Value).SequenceEqual(["file_name", "batch"])
        && insert.InsertSource is ValuesInsertSource { RowValues: [{ ColumnValues: [StringLiteral file, IntegerLiteral batch] }] }
            ? (file.Value, int.Parse(batch.Value)) : null;

    /// <summary>`UPDATE #hadrian_token SET batch = n`, of every row.</summary>
    static int? Next(UpdateSpecification update) =>
        update is { WhereClause: null, FromClause: null, TopRowFilter: null, SetClauses: [AssignmentSetClause set] }
        && set is { AssignmentKind: AssignmentKind.Equals, Column.MultiPartIdentifier.Identifiers: [{ Value: "batch" }] }
        && update.Target.Is(Frame.TokenTable) ? set.NewValue.AsInteger() : null;
}
