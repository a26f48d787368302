using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle;

/// <summary>What a word is: a string or a name is taken by its value.</summary>
enum WordKind { Plain, Unicode, Ascii, Name, Cmdlet }

sealed record Word(string Text, WordKind Kind);

/// <summary>
/// The statements of a script that change something, in words: without comments, return codes and OUTPUT, with what variables were set to,
/// and of dynamic SQL what is executed.
/// </summary>
static partial class ReviewStatements
{
    /// <summary>Stands for what only the server knows.</summary>
    const string Unknown = "…";

    public static List<List<Word>> Of(SqlScript script) =>
        script.Batches.SelectMany(b => TSqlWrites.Within(b).SelectMany(w => Statements(w.Statement, b))).ToList();

    /// <summary>Those of PowerShell: each cmdlet and each T-SQL text once, in the order in which they come to work.</summary>
    public static List<List<Word>> Of(string powerShell)
    {
        var script = Parser.ParseInput(powerShell, out _, out _);
        var found = new List<(int At, string Text)>();
        foreach (var command in script.All<CommandAst>())
            if (PowerShellChanges.IsChange(command.GetCommandName())) found.Add((command.Extent.StartOffset, Cmdlet(command)));
        foreach (var (at, text) in PowerShellChanges.Sent(script)) found.Add((at, text));
        return found.OrderBy(f => f.At).Select(f => f.Text).Distinct()
            .SelectMany(text => PowerShellChanges.IsChange(text.Split(' ')[0]) ? [Words(text)] : Sql(text)).ToList();
    }

    /// <summary>All that is a script's own, from its guard on.</summary>
    public static List<Word> Code(SqlScript script) => Words(script.Tokens.Where(t => t.Offset >= script.GuardStart));

    /// <summary>The same of PowerShell, below the prelude; a word is taken as it stands.</summary>
    public static List<Word> Code(string powerShell)
    {
        int from = powerShell.IndexOf("# ==== End of the prelude", StringComparison.Ordinal);
        Parser.ParseInput(powerShell, out var tokens, out _);
        return tokens.Where(t => t.Extent.StartOffset > from && t.Kind is not (TokenKind.Comment or TokenKind.NewLine))
            .Select(t => new Word(t.Text, WordKind.Cmdlet)).ToList();
    }

    static IEnumerable<List<Word>> Sql(string text) => TSqlGrammar.ParsePiece(text).Tree is { } tree
        ? TSqlWrites.Within(tree).SelectMany(w => Statements(w.Statement, tree.Batches[0])) : [];

    /// <summary>A cmdlet with its parameters, but for what it is told for the script's sake.</summary>
    static string Cmdlet(CommandAst command)
    {
        var parts = new List<string>();
        for (int i = 0; i < command.CommandElements.Count; i++)
        {
            var element = command.CommandElements[i];
            if (element is CommandParameterAst { ParameterName: "Confirm" }) continue;
            if (element is CommandParameterAst { ParameterName: "ErrorAction" } action) i += action.Argument is null ? 1 : 0;
            else parts.Add(Blanks().Replace(element.Extent.Text, " "));
        }
        return string.Join(' ', parts);
    }

    /// <summary>The words of a printed statement.</summary>
    public static List<Word> Words(string text)
    {
        if (PowerShellChanges.IsChange(text.Split(' ')[0])) return [new(text, WordKind.Cmdlet)];
        var words = new List<Word>();
        foreach (var (part, index) in text.Split(Unknown).Select((p, i) => (p, i)))
        {
            if (index > 0) words.Add(new(Unknown, WordKind.Plain));
            words.AddRange(Words(new TSql170Parser(true).GetTokenStream(new StringReader(part), out _)));
        }
        return words;
    }

    static List<Word> Words(IEnumerable<TSqlParserToken> tokens)
    {
        var words = tokens.Where(t => t.TokenType is not (TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment
            or TSqlTokenType.MultilineComment or TSqlTokenType.EndOfFile)).Select(Read).ToList();
        if (words.Count > 0 && words[^1] is { Kind: WordKind.Plain, Text: ";" }) words.RemoveAt(words.Count - 1);
        return words;
    }

    static List<Word> Words(TSqlFragment node) =>
        Words(node.ScriptTokenStream.Skip(node.FirstTokenIndex).Take(node.LastTokenIndex - node.FirstTokenIndex + 1));

    static Word Read(TSqlParserToken token) => token.TokenType switch
    {
        TSqlTokenType.UnicodeStringLiteral => new(token.Text[2..^1].Replace("''", "'"), WordKind.Unicode),
        TSqlTokenType.AsciiStringLiteral => new(token.Text[1..^1].Replace("''", "'"), WordKind.Ascii),
        TSqlTokenType.QuotedIdentifier => new(token.Text[1..^1].Replace("]]", "]"), WordKind.Name),
        _ => new(token.Text, WordKind.Plain),
    };

    static IEnumerable<List<Word>> Statements(TSqlStatement statement, TSqlBatch batch)
    {
        if (statement.Execution() is not { } execution) return [Words(statement)];
        var (dynamic, parts) = execution.DynamicParts();
        return dynamic ? parts.SelectMany(part => Executed(execution, part, batch)) : [Call(execution, statement, batch)];
    }

    /// <summary>A call: the procedure, and the parameters that it is given.</summary>
    static List<Word> Call(ExecuteSpecification execution, TSqlStatement statement, TSqlBatch batch)
    {
        var call = (ExecutableProcedureReference)execution.ExecutableEntity;
        List<Word> words = [new("EXEC", WordKind.Plain), .. Words(call.ProcedureReference)];
        foreach (var (parameter, index) in call.Parameters.Where(p => !p.IsOutput).Select((p, i) => (p, i)))
        {
            if (index > 0) words.Add(new(",", WordKind.Plain));
            if (parameter.Variable is { } name) words.AddRange([new(name.Name, WordKind.Plain), new("=", WordKind.Plain)]);
            words.AddRange(parameter.ParameterValue is VariableReference held
                ? Held(held.Name, statement, batch) : Words(parameter.ParameterValue));
        }
        return words;
    }

    /// <summary>
    /// What a variable is at a statement: the expression that it was last set to, or the column that it was last read from, where that runs
    /// whenever the statement does; else itself.
    /// </summary>
    static List<Word> Held(string variable, TSqlStatement statement, TSqlBatch batch)
    {
        var set = batch.All<SetVariableStatement>().Where(s => s.Variable.Name == variable)
            .Select(s => (At: (TSqlStatement)s, Value: (TSqlFragment?)s.Expression));
        var read = batch.All<SelectStatement>().SelectMany(s =>
            s.All<SelectSetVariable>().Where(v => v.Variable.Name == variable).Select(v =>
                (At: (TSqlStatement)s, Value: (TSqlFragment?)(v.Expression as ColumnReferenceExpression)?.MultiPartIdentifier)));
        var given = batch.All<TSqlStatement>().Where(s => s.Execution()?.All<ExecuteParameter>()
            .Any(p => p.IsOutput && (p.ParameterValue as VariableReference)?.Name == variable) == true)
            .Select(s => (At: s, Value: (TSqlFragment?)null));
        var (at, value) = set.Concat(read).Concat(given).Where(a => a.At.StartOffset < statement.StartOffset)
            .OrderBy(a => a.At.StartOffset).LastOrDefault();
        bool always = at is not null && Around(batch.Statements, statement).Any(list => list.Contains(at));
        return (always ? value : null) switch
        {
            null => [new(variable, WordKind.Plain)],
            VariableReference other => Held(other.Name, at!, batch),
            MultiPartIdentifier column => [Words(column)[^1]],
            var expression => Words(expression),
        };
    }

    /// <summary>The lists of statements that a statement stands in, from the outermost.</summary>
    static IEnumerable<IList<TSqlStatement>> Around(IList<TSqlStatement> list, TSqlStatement statement)
    {
        var holder = list.FirstOrDefault(s => s.StartOffset <= statement.StartOffset
            && statement.StartOffset < s.StartOffset + s.FragmentLength);
        return holder is null ? [] : [list, .. holder.Lists().SelectMany(inner => Around(inner, statement))];
    }

    /// <summary>What sp_executesql runs, with the values that it is given, and what was added to the text before.</summary>
    static IEnumerable<List<Word>> Executed(ExecuteSpecification execution, ValueExpression part, TSqlBatch batch)
    {
        var variable = (part as VariableReference)?.Name;
        var settings = variable is null ? [] : batch.All<SetVariableStatement>()
            .Where(s => s.Variable.Name == variable).Select(s => s.Expression)
            .Concat(batch.All<SelectSetVariable>().Where(s => s.Variable.Name == variable).Select(s => s.Expression))
            .Where(e => e.StartOffset < execution.StartOffset).OrderBy(e => e.StartOffset).ToList();
        var text = (part as StringLiteral ?? settings.FirstOrDefault() as StringLiteral)?.Value;
        if (text is null || TSqlGrammar.ParsePiece(text).Tree is not { } tree) return [[new("dynamic SQL", WordKind.Plain)]];
        var values = ((ExecutableProcedureReference)execution.ExecutableEntity).Parameters.Skip(2).Where(p => p.Variable is not null)
            .ToDictionary(p => p.Variable.Name, p => Words(p.ParameterValue)[0]);
        var added = settings.Skip(1).SelectMany(e => Words(Quote().Replace(((StringLiteral)Second(e)).Value, "") + Unknown)).ToList();
        return TSqlWrites.Within(tree).Select(w =>
        {
            var words = Words(w.Statement);
            for (int i = 0; i < words.Count; i++)
                if (words[i].Kind == WordKind.Plain && values.TryGetValue(words[i].Text, out var value))
                    words[i] = i > 0 && words[i - 1].Text is "DATABASE" or "LOG" ? value with { Kind = WordKind.Name } : value;
            return (List<Word>)[.. words, .. added];
        });
    }

    /// <summary>What is added first to a variable: of `@s + a + b` it is a.</summary>
    static ScalarExpression Second(ScalarExpression sum) => sum is BinaryExpression { FirstExpression: BinaryExpression first }
        ? Second(first) : ((BinaryExpression)sum).SecondExpression;

    [GeneratedRegex(@"\s+")] private static partial Regex Blanks();
    [GeneratedRegex(@"\s*[Nn]?'.*$", RegexOptions.Singleline)] private static partial Regex Quote();
}
