using Rehearsal.TSql;

namespace Rehearsal.Runners;

/// <summary>
/// Who runs a .sql file. sqlcmd -b stops at the first error of severity 11 or more and ends with 1; Management Studio goes on with the
/// next batch, and a message of severity 11 or more is what is seen in red. A script must be safe in both.
/// </summary>
enum Runner { Sqlcmd, ManagementStudio }

/// <summary>What came of a script: sqlcmd's exit code, or whether Management Studio showed an error; and the last word.</summary>
sealed record ScriptRun(int ExitCode, IReadOnlyList<Message> Messages)
{
    /// <summary>Its result set, row by row; empty without one. A script has one at most.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows { get; init; } = [];
    public bool IsDone => ExitCode == 0 && Verdict == "DONE";
    /// <summary>DONE or STOPPED of the last line; empty where the script did not come to it, as under sqlcmd -b after an error.</summary>
    public string Verdict => Messages.Select(message => message.Text)
        .LastOrDefault(text => text.StartsWith("DONE  ", StringComparison.Ordinal)
            || text.StartsWith("STOPPED  ", StringComparison.Ordinal))?.Split(' ')[0] ?? "";
    public IReadOnlyList<string> Errors => [.. Messages.Where(message => message.Severity > 10).Select(message => message.Text)];
    /// <summary>The lines that begin with a word, such as FAIL.</summary>
    public IReadOnlyList<string> Lines(string word) =>
        [.. Messages.Select(message => message.Text).Where(text => text.StartsWith($"{word} ", StringComparison.Ordinal))];
}

static class Run
{
    /// <summary>Runs a script in a session, which stays as the script leaves it.</summary>
    public static ScriptRun Script(Runner runner, Session session, string file, string text, IObserver? observer = null) =>
        Batches(runner, session, TSql.Script.Of(file, text).Batches, observer);

    /// <summary>Runs some of a script's batches: a selection.</summary>
    public static ScriptRun Batches(Runner runner, Session session, IEnumerable<Batch> batches, IObserver? observer = null)
    {
        var from = session.Messages.Count;
        List<IReadOnlyDictionary<string, object?>> rows = [];
        foreach (var batch in batches)
        {
            var (columns, answer) = Execution.Run(session, batch, observer).Answer ?? ([], []);
            rows.AddRange(answer.Select(cells => columns.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second)));
            if (runner == Runner.Sqlcmd && session.Messages.Skip(from).Any(message => message.Severity > 10)) break;
        }
        var messages = session.Messages.Skip(from).ToList();
        return new(messages.Any(message => message.Severity > 10) ? 1 : 0, messages) { Rows = rows };
    }
}
