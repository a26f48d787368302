using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle;

/// <summary>
/// Microsoft's compiler for T-SQL: every batch, and every procedure of the prelude with its parameters, as the body of a procedure,
/// against the stubs, on a case-sensitive server.
/// </summary>
static partial class TSqlCompile
{
    const int BatchesPerModel = 150;

    /// <summary>Where a text stands: what it is made of, and the line and column of its literal where it stands in one.</summary>
    sealed record Place(string Path, TSqlFragment Text, int Line, int Column, bool InLiteral);

    /// <summary>One text to compile, and every place in the files that it came from.</summary>
    sealed record Unit(Surface Surface, string Parameters, string Body, IReadOnlyDictionary<string, string> Tables)
    {
        public List<Place> Places { get; } = [];
        /// <summary>Of the tables, those that this text makes: what is wrong with one is told here.</summary>
        public HashSet<string> Makes { get; } = [];
        public bool Suspect { get; set; }
    }

    public static IEnumerable<Finding> Check(IReadOnlyList<SqlScript> scripts, IReadOnlyList<SentSql> sent)
    {
        var units = new Dictionary<string, Unit>();
        foreach (var (unit, place) in scripts.SelectMany(Units).Concat(sent.SelectMany(Units)))
        {
            var key = $"{unit.Surface}\n{unit.Parameters}\n{unit.Body}\n{string.Join('\n', unit.Makes)}";
            if (!units.TryGetValue(key, out var known)) units[key] = known = unit;
            known.Places.Add(place);
        }

        var findings = new ConcurrentBag<Finding>();
        // A batch that AddObjects refuses blocks its model: those that look it get a model each.
        var models = units.Values.Where(u => !u.Suspect).GroupBy(u => u.Surface).SelectMany(g => g.Chunk(BatchesPerModel))
            .Concat(units.Values.Where(u => u.Suspect).Select(u => new[] { u }));
        Parallel.ForEach(models.ToList(), group =>
        {
            foreach (var (unit, message) in Compile(group))
                foreach (var place in unit.Places)
                    findings.Add(Locate(place, message));
        });
        return findings;
    }

    // ---- from a script to what is compiled

    static IEnumerable<(Unit Unit, Place Place)> Units(SentSql sent)
    {
        var parameters = string.Join(", ", sent.Parameters.Select(p => $"{p} nvarchar(4000)"));
        var tables = new Dictionary<string, string>(StringComparer.Ordinal);
        var stubs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var batch in sent.Tree.Batches)
            yield return (ToUnit(batch, sent.Tree.ScriptTokenStream, Surface.Oldest, parameters, tables, stubs, new HashSet<string>()),
                new(sent.Path, batch, sent.Extent.StartLineNumber, sent.Extent.StartColumnNumber, true));
    }

    static IEnumerable<(Unit Unit, Place Place)> Units(SqlScript script)
    {
        var surface = script.Version == "2025" ? Surface.Newest : Surface.Oldest;
        var tables = new Dictionary<string, string>(StringComparer.Ordinal);
        var stubs = new Dictionary<string, string>(StringComparer.Ordinal);
        // What an earlier run left is dropped before this one makes it.
        var made = script.Tree.All<CreateTableStatement>().Select(c => c.SchemaObjectName.Last())
            .Concat(script.Procedures.Select(p => p.ProcedureReference.Name.Last())).ToHashSet();
        foreach (var batch in script.Batches)
        {
            // A temporary procedure is there from its own batch on; its body may be any batch's.
            var procedure = batch.Statements is [CreateProcedureStatement p] && p.ProcedureReference.Name.IsTemporary() ? p : null;
            var parameters = procedure is null ? "" : Source(script.Tokens, procedure.Parameters);
            if (procedure is not null)
            {
                var (stub, sql) = TSqlStubs.SessionProcedure(procedure.ProcedureReference.Name.Last(), parameters);
                tables[procedure.ProcedureReference.Name.Last()] = stub;
                stubs[stub] = sql;
            }
            TSqlFragment body = procedure is null ? batch : procedure.StatementList;
            yield return (ToUnit(body, script.Tokens, surface, parameters, tables, stubs, made),
                new(script.Path, body, body.StartLine, body.StartColumn, false));
            foreach (var execution in batch.All<ExecuteSpecification>())
            {
                var (dynamic, parts) = execution.DynamicParts();
                if (!dynamic || parts is not [StringLiteral literal]) continue;
                if (TSqlGrammar.ParsePiece(literal.Value).Tree is not { Batches: [{ } piece] } tree) continue;
                var declared = execution.ExecutableEntity is ExecutableProcedureReference call
                    && call.Parameters is [_, { ParameterValue: StringLiteral d }, ..] ? d.Value : "";
                yield return (ToUnit(piece, tree.ScriptTokenStream, Surface.Everything, declared, tables, stubs, made),
                    new(script.Path, piece, literal.StartLine, literal.StartColumn, true));
            }
        }
    }

    /// <summary>The text of some fragments that follow each other.</summary>
    static string Source(IList<TSqlParserToken> tokens, IEnumerable<TSqlFragment> parts) => string.Join(", ", parts.Select(part =>
        string.Concat(tokens.Skip(part.FirstTokenIndex).Take(part.LastTokenIndex - part.FirstTokenIndex + 1).Select(t => t.Text))));

    static Unit ToUnit(TSqlFragment batch, IList<TSqlParserToken> tokens, Surface surface, string parameters,
        Dictionary<string, string> tables, Dictionary<string, string> stubs, IReadOnlySet<string> made)
    {
        var edits = new Dictionary<int, (int Last, string Text)>();
        void Replace(TSqlFragment f, string text) => edits.TryAdd(f.FirstTokenIndex, (f.LastTokenIndex, text));

        var makes = new List<string>();
        // Table variables live in their batch, temporary tables from their CREATE on.
        var local = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var declare in batch.All<DeclareTableVariableBody>())
            local[declare.VariableName.Value] = Stub(declare.VariableName.Value, declare.Definition);
        foreach (var create in batch.All<CreateTableStatement>().Where(c => c.SchemaObjectName.IsTemporary()))
            tables[create.SchemaObjectName.Last()] = Stub(create.SchemaObjectName.Last(), create.Definition);

        string Stub(string name, TableDefinition definition)
        {
            var (table, sql) = TSqlStubs.SessionTable(name, $"({Source(tokens, [definition])})");
            stubs[table] = sql;
            makes.Add(table);
            return table;
        }

        foreach (var statement in batch.All<TSqlStatement>())
            if (statement is DeclareTableVariableStatement or UseStatement or ExecuteAsStatement or SecurityStatement
                    or AlterAuthorizationStatement or CreateEndpointStatement or AlterEndpointStatement
                || statement is ExecuteStatement { ExecuteSpecification.LinkedServer: not null }
                || statement is CreateTableStatement { SchemaObjectName: var created } && created.IsTemporary()
                || statement is DropTableStatement dropped
                    && dropped.Objects.All(o => o.Last() == Frame.InputTable || (o.IsTemporary() && made.Contains(o.Last())))
                || statement is DropProcedureStatement gone && gone.Objects.All(o => o.IsTemporary() && made.Contains(o.Last()))
                || statement is TruncateTableStatement { TableName: var emptied } && emptied.IsTemporary())
                // In any place a statement may stand; what it names is no object of a model.
                Replace(statement, "PRINT N''" + (tokens[statement.LastTokenIndex].TokenType == TSqlTokenType.Semicolon ? ";" : ""));
        foreach (var table in batch.All<VariableTableReference>())
            if (local.TryGetValue(table.Variable.Name, out var stub)) Replace(table.Variable, stub);
        foreach (var name in batch.All<SchemaObjectName>())
            if (name.BaseIdentifier is not null && Renamed(name, tables) is { } renamed) Replace(name, renamed);
        foreach (var execution in batch.All<ExecuteSpecification>())
            if (execution.ProcedureName()?.BaseIdentifier.Is("sp_executesql") == true)
                foreach (var p in ((ExecutableProcedureReference)execution.ExecutableEntity).Parameters.Skip(2))
                    if (p.Variable is not null && p.ParameterValue is not null)
                        Replace(p, "@param1 = " + (p.ParameterValue is VariableReference v ? v.Name : "NULL"));

        // DacFx looks at no column in a derived table of VALUES: SELECTs say the same, and there it does.
        foreach (var rows in batch.All<InlineDerivedTable>().Select(t => t.RowValues))
        {
            int values = rows[0].FirstTokenIndex - 1;
            while (tokens[values].TokenType != TSqlTokenType.Values) values--;
            edits[values] = (values, "");
            foreach (var (row, next) in rows.Zip(rows.Skip(1).Append(null)))
            {
                edits[row.FirstTokenIndex] = (row.FirstTokenIndex, "SELECT ");
                edits[row.LastTokenIndex] = (row.LastTokenIndex, "");
                if (next is null) continue;
                int comma = row.LastTokenIndex + 1;
                while (tokens[comma].TokenType != TSqlTokenType.Comma) comma++;
                edits[comma] = (comma, " UNION ALL");
            }
        }

        var body = new StringBuilder();
        for (int i = batch.FirstTokenIndex; i <= batch.LastTokenIndex && i < tokens.Count; i++)
        {
            if (tokens[i].TokenType is TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment) continue;
            if (edits.TryGetValue(i, out var edit)) { body.Append(edit.Text); i = edit.Last; }
            // DacFx looks at no literal's text: without it, batches that differ in data alone are compiled once.
            else if (tokens[i].TokenType is TSqlTokenType.UnicodeStringLiteral or TSqlTokenType.AsciiStringLiteral) body.Append("N''");
            else if (tokens[i].TokenType is TSqlTokenType.WhiteSpace) body.Append(tokens[i].Text.Contains('\n') ? '\n' : ' ');
            else body.Append(tokens[i].Text);
        }
        var unit = new Unit(surface, parameters, body.ToString(), stubs.ToDictionary())
        {
            Suspect = batch.All<VariableReference>().Select(v => v.Name)
                .Except(batch.All<DeclareVariableElement>().Select(d => d.VariableName.Value), StringComparer.Ordinal)
                .Except(local.Keys, StringComparer.Ordinal)
                .Except(batch.All<ExecuteParameter>().Select(p => p.Variable?.Name).OfType<string>(), StringComparer.Ordinal)
                .Any(name => !parameters.Contains(name)),
        };
        unit.Makes.UnionWith(makes);
        return unit;
    }

    /// <summary>The stub's name for a table, view or procedure; null where the name stays and DacFx says that it knows none.</summary>
    static string? Renamed(SchemaObjectName name, IReadOnlyDictionary<string, string> tables)
    {
        var last = name.Last();
        if (last.StartsWith('#')) return tables.GetValueOrDefault(last) ?? (last == Frame.InputTable ? TSqlStubs.Input.Name : null);
        var (database, schema) = (name.DatabaseIdentifier?.Value, name.SchemaIdentifier?.Value);
        if (schema == "sys" && Reference.Tables.ContainsKey($"sys.{last}")) return $"[sys_any].[{last}]";
        if (Reference.FindProcedure(database, schema, last) is { } procedure) return $"[{TSqlStubs.SchemaOf(procedure.Key)}].[{last}]";
        if (Reference.FindTable(database, schema, last) is { } table) return $"[{TSqlStubs.SchemaOf(table.Key)}].[{last}]";
        // A name of three parts would be a reference that DacFx leaves alone.
        return database is null ? null : $"[{database}_{schema ?? "dbo"}].[{last}]";
    }

    // ---- compiling

    static List<(Unit Unit, string Message)> Compile(IReadOnlyList<Unit> group)
    {
        var told = new List<(Unit, string)>();
        var refused = new HashSet<Unit>();
        while (!Complete(group, refused, told)) { }
        return told;
    }

    /// <summary>False where AddObjects refused something: that blocks its model, and the rest needs a new one.</summary>
    static bool Complete(IReadOnlyList<Unit> group, HashSet<Unit> refused, List<(Unit, string)> told)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql100, new TSqlModelOptions { Collation = "Latin1_General_CS_AS" });
        model.AddObjects(StubScripts[group[0].Surface].Value);
        var left = Enumerable.Range(0, group.Count).Where(i => !refused.Contains(group[i])).ToList();
        foreach (var (table, sql) in left.SelectMany(i => group[i].Tables).DistinctBy(t => t.Key))
        {
            if (Refusal(model, sql) is not { } why) continue;
            foreach (var unit in left.Select(i => group[i]).Where(u => u.Tables.ContainsKey(table)))
            {
                if (unit.Makes.Contains(table)) told.Add((unit, why));
                refused.Add(unit);
            }
            return false;
        }
        foreach (int i in left)
        {
            if (Refusal(model, $"CREATE PROCEDURE [dbo].[unit{i}] {group[i].Parameters} AS\n{group[i].Body}") is not { } why) continue;
            told.Add((group[i], why));
            refused.Add(group[i]);
            return false;
        }
        var messages = model.Validate()
            .Select(m => (Unit: UnitName().Match(m.Message), Text: $"{m.Prefix}{m.Number}: {m.Message}")).ToList();
        foreach (var (_, text) in messages.Where(m => !m.Unit.Success))
        {
            var makers = left.Select(i => group[i]).Where(u => u.Makes.Any(text.Contains)).ToList();
            if (makers.Count == 0 && !text.Contains(TSqlStubs.Session))
                throw new InvalidOperationException($"a message of no batch: {text}");
            told.AddRange(makers.Select(u => (u, text)));
        }
        foreach (var one in messages.Where(m => m.Unit.Success).GroupBy(m => int.Parse(m.Unit.Groups[1].Value)))
        {
            // What is said of the columns and parameters of something unknown says nothing more.
            var unknown = one.Select(m => Unknown().Match(m.Text)).Where(m => m.Success).Select(m => m.Groups[1].Value).ToList();
            told.AddRange(one
                .Where(m => Unknown().IsMatch(m.Text) || !unknown.Any(u => m.Text.Contains(u + ".", StringComparison.Ordinal)))
                .Select(m => (group[one.Key], m.Text)));
        }
        return true;
    }

    static string? Refusal(TSqlModel model, string sql)
    {
        try { model.AddObjects(sql); return null; }
        catch (DacModelException e) { return string.Join("; ", e.Messages.Select(m => $"{m.Prefix}{m.Number}: {m.Message}")); }
    }

    static readonly Dictionary<Surface, Lazy<string>> StubScripts =
        Enum.GetValues<Surface>().ToDictionary(s => s, s => new Lazy<string>(() => TSqlStubs.Script(s)));

    // ---- from a message back to the file

    static Finding Locate(Place place, string message)
    {
        message = SessionName().Replace(UnitName().Replace(message, "the batch"), "[session].[$1]");
        // SQL71501: … has an unresolved reference to object [msdb_dbo].[sysjobs].[nam].
        var objects = Bracketed().Matches(message[(message.IndexOf("reference", StringComparison.Ordinal) is var at and > 0 ? at : 0)..])
            .Select(m => m.Groups[1].Value).ToList();
        var quoted = Quoted().Match(message) is { Success: true } q ? q.Groups[1].Value
            : Plain().Match(message) is { Success: true } p ? p.Groups[1].Value : null;
        var name = objects.LastOrDefault() ?? quoted ?? "";
        bool double_ = message.Contains("71511");
        var spot = Spot(place.Text, name, objects.SkipLast(1).ToHashSet(), double_);
        var (line, column) = place.InLiteral ? (place.Line, place.Column) : (spot.StartLine, spot.StartColumn);
        Finding At(string code, string text) => new(place.Path, line, column, code, text);

        if (message.Contains("70590")) return At("undeclared-variable", $"{name} is not declared in this batch");
        if (double_) return At("doubled-variable", $"{name} is declared twice in this batch");
        if (name.StartsWith('@') && objects.Count >= 3) return At("unknown-parameter", $"{objects[^2]} has no parameter {name}");
        if (message.Contains("71508")) return At("compile", $"{name} is there twice");
        if (message.Contains("Built-in Type")) return At("compile", $"{name} is no type");
        if (objects.Count > 0)
        {
            bool isColumn = objects.Count >= 3 || (message.Contains("ambiguous") && objects.Count > 2);
            var since = Reference.Tables.Values.Where(t => objects.Contains(t.Key[(t.Key.LastIndexOf('.') + 1)..]))
                .SelectMany(t => t.Columns).FirstOrDefault(c => c.Name == name && c.Since is not null)?.Since;
            if (isColumn && since is not null)
                return At("version-limit", $"column {name} since {since}: the dialect is SQL Server 2008 R2's");
            if (isColumn) return At("unknown-column", $"column {name} is unknown or ambiguous ({Short(message)})");
            var isProcedure = place.Text.All<ExecuteSpecification>().Any(e => e.ProcedureName()?.Last() == name);
            return At(isProcedure ? "unknown-procedure" : "unknown-table",
                $"{name} is no {(isProcedure ? "procedure" : "table or view")} of the reference");
        }
        return At("compile", Short(message));
    }

    static string Short(string message) =>
        message[(message.IndexOf("Procedure: ", StringComparison.Ordinal) is var at and > 0 ? at + 11 : 0)..];

    /// <summary>
    /// Where the name stands in the batch, in the original file: as an argument or column of what the message names first, then as any
    /// name.
    /// </summary>
    static TSqlFragment Spot(TSqlFragment batch, string name, IReadOnlySet<string> owners, bool doubled)
    {
        if (doubled)
            return batch.All<DeclareVariableElement>().Where(d => d.VariableName.Value == name).Skip(1).FirstOrDefault() ?? batch;
        var arguments = batch.All<ExecuteSpecification>().Where(e => e.ProcedureName() is { } p && owners.Contains(p.Last()))
            .SelectMany(e => e.All<ExecuteParameter>()).Where(p => p.Variable?.Name == name);
        var aliases = batch.All<TableReferenceWithAlias>()
            .Where(t => t.Alias is not null && Named(t) is { } table && owners.Contains(table))
            .Select(t => t.Alias.Value).ToHashSet();
        var columns = batch.All<ColumnReferenceExpression>().Where(c => c.MultiPartIdentifier?.Identifiers is [.., { } q, { } last]
                && last.Value == name && (owners.Contains(q.Value) || aliases.Contains(q.Value)))
            .OrderBy(c => owners.Contains(c.MultiPartIdentifier.Identifiers[^2].Value) ? 0 : 1);
        return arguments.Concat<TSqlFragment>(columns).Concat(batch.All<Identifier>().Where(i => i.Value == name))
            .Concat(batch.All<VariableReference>().Where(v => v.Name == name)).FirstOrDefault() ?? batch;

        static string? Named(TableReference t) => t switch
        {
            NamedTableReference n => n.SchemaObject.Last(),
            VariableTableReference v => v.Variable.Name,
            _ => null,
        };
    }

    [GeneratedRegex(@"\[dbo\]\.\[unit(\d+)\]")] private static partial Regex UnitName();
    [GeneratedRegex(@"reference to object ((?:\[[^\]]+\]\.)?\[[^\]@]+\])\.$")] private static partial Regex Unknown();
    [GeneratedRegex(@"\[([^\]]+)\]")] private static partial Regex Bracketed();
    [GeneratedRegex("[\"‘](@[^\"’]+)[\"’]")] private static partial Regex Quoted();
    [GeneratedRegex(@"column (\S+) could not")] private static partial Regex Plain();
    [GeneratedRegex(@"\[session_tables\]\.\[(?:table|procedure) (\S+) \w+\]")] private static partial Regex SessionName();
}
