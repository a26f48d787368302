using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Runners;
using Rehearsal.TSql;
using Rehearsal.World;
using Script = Rehearsal.TSql.Script;

namespace Rehearsal.Properties;

/// <summary>Who was in a session before: nobody, another script or another version, or this very script, which was cancelled.</summary>
enum LeftBy { Nobody, Another, Itself }

/// <summary>A session that a script finds, with the estate as it was then.</summary>
/// <param name="Name">How it was left, in words.</param>
/// <param name="Next">The number of the batch that the token lets run: this very file passed its guard here. Null where none may.</param>
sealed partial record LeftSession(string Name, LeftBy By, Estate Estate, Session Session, int? Next = null)
{
    /// <summary>The same session once more, on a copy of its estate.</summary>
    public Session Copy() => Session.Copy(Estate.Copy());

    /// <summary>The sessions in which a script may find itself, beside one of its own.</summary>
    public static IEnumerable<LeftSession> Of(Player player, Step step, Frame frame, Estate before) =>
        [Options(step, before), Another(player, step, before), .. Versions(step, before), .. Cancelled(step, frame, before)];

    /// <summary>Other options, another database, NOEXEC on.</summary>
    static LeftSession Options(Step step, Estate before)
    {
        var estate = before.Copy();
        var session = Player.Open(estate, step);
        session.Settings = new("msdb", true, true, true, 1, 0, SetOptions.None);
        return new("left with other options", LeftBy.Another, estate, session);
    }

    /// <summary>Another script's prelude and guard have run there: its token is in the session, and its checks.</summary>
    static LeftSession Another(Player player, Step step, Estate before)
    {
        // The nearest other script of that server whose guard passes now; without one, this script under another name.
        var others = player.Case.Steps.Where(other => other.IsSql && other.Server == step.Server && other.Path != step.Path)
            .OrderBy(other => Math.Abs(other.Order - step.Order)).Take(2).Append(Renamed(step));
        foreach (var other in others)
        {
            if (Frame.Of(other) is not { } frame) continue;
            var estate = before.Copy();
            var session = Player.Open(estate, step);
            Run.Batches(Runner.ManagementStudio, session, frame.Batches.Take(frame.Guard + 1));
            if (session.Temporary.TryGetValue("#hadrian_token", out var token) && token.Rows.Count == 1)
                return new($"left by {other.Path} behind its guard", LeftBy.Another, estate, session);
        }
        throw new InvalidOperationException($"{step.Path}: no guard passes here, not even its own");
    }

    static Step Renamed(Step step)
    {
        var path = $"{step.Path}.other";
        return step with { Path = path, Text = step.Text.Replace(step.Path, path, StringComparison.Ordinal) };
    }

    /// <summary>This very file, cancelled after each of its batches.</summary>
    static IEnumerable<LeftSession> Cancelled(Step step, Frame frame, Estate before)
    {
        var estate = before.Copy();
        var session = Player.Open(estate, step);
        for (var index = 0; index < frame.End; index++)
        {
            Run.Batches(Runner.ManagementStudio, session, [frame.Batches[index]]);
            var copy = estate.Copy();
            int? next = index < frame.Guard ? null : index - frame.Guard + 1;
            yield return new($"cancelled after batch {index + 1}", LeftBy.Itself, copy, session.Copy(copy), next);
        }
    }

    /// <summary>
    /// Other versions of Hadrian: tables and procedures of the same names, with other columns, parameters and bodies, and this file's name
    /// in the token.
    /// </summary>
    static IEnumerable<LeftSession> Versions(Step step, Estate before)
    {
        var name = step.Path.Replace("'", "''", StringComparison.Ordinal);
        // Whatever else of that name this file makes in the session.
        var made = Made().Matches(step.Text).Select(match => match.Groups[1].Value).Distinct();
        var others = string.Concat(made.Except(["#hadrian_token", "#hadrian_check", "#hadrian_input"])
            .Select(table => $"CREATE TABLE {table} (something_else int NULL);\n"));
        yield return Version("the frame before this one", $"""
            CREATE TABLE #hadrian_guard (script nvarchar(400) NOT NULL, stage int NOT NULL);
            INSERT INTO #hadrian_guard (script, stage) VALUES (N'{name}', 2);
            CREATE TABLE #hadrian_check (id int IDENTITY(1, 1) NOT NULL PRIMARY KEY, what nvarchar(400) NOT NULL,
                expected nvarchar(1000) NOT NULL, found nvarchar(1000) NULL, verdict nvarchar(4) NULL);
            """);
        yield return Version("one whose procedures take nothing and always return 1", $"""
            CREATE TABLE #hadrian_token (script nvarchar(400) NOT NULL, stage int NOT NULL);
            INSERT INTO #hadrian_token (script, stage) VALUES (N'{name}', 2);
            CREATE TABLE #hadrian_check (number int NOT NULL, text nvarchar(4000) NULL);
            {others}GO
            CREATE PROCEDURE #hadrian_stop AS PRINT N'stopped';
            GO
            CREATE PROCEDURE #hadrian_failed AS PRINT N'failed';
            GO
            CREATE PROCEDURE #hadrian_batch AS RETURN 1;
            GO
            CREATE PROCEDURE #hadrian_compare AS RETURN 1;
            """);
        yield return Version("one whose token has other columns, and whose procedures always return 1", $"""
            CREATE TABLE #hadrian_token (script nvarchar(400) NOT NULL, stage int NOT NULL);
            INSERT INTO #hadrian_token (script, stage) VALUES (N'{name}', 2);
            CREATE TABLE #hadrian_check (what nvarchar(10) NULL, expected int NULL, found int NULL);
            {others}GO
            CREATE PROCEDURE #hadrian_stop @why nvarchar(1500), @a nvarchar(1000) = NULL, @b nvarchar(1000) = NULL AS
            PRINT @why;
            GO
            CREATE PROCEDURE #hadrian_failed @what nvarchar(200), @error int, @rc int = NULL AS PRINT @what;
            GO
            CREATE PROCEDURE #hadrian_batch @file nvarchar(400), @batch int AS RETURN 1;
            GO
            CREATE PROCEDURE #hadrian_compare @of nvarchar(10) AS RETURN 1;
            """);
        yield return Version("one with the same tables, whose checks always hold", $"""
            CREATE TABLE #hadrian_token (file_name nvarchar(400) NOT NULL, batch int NOT NULL, started datetime NULL);
            INSERT INTO #hadrian_token (file_name, batch) VALUES (N'another.sql', 2);
            CREATE TABLE #hadrian_check (what nvarchar(400) NOT NULL, expected nvarchar(1000) NOT NULL, found nvarchar(1000) NULL,
                verdict nvarchar(4) NULL);
            {others}GO
            CREATE PROCEDURE #hadrian_stop @why nvarchar(1500) AS RAISERROR(@why, 16, 1);
            GO
            CREATE PROCEDURE #hadrian_failed @error int, @what nvarchar(200) AS PRINT @what;
            GO
            CREATE PROCEDURE #hadrian_batch @file nvarchar(400), @batch int AS
            IF EXISTS (SELECT * FROM #hadrian_token WHERE file_name = @file AND batch = @batch) RETURN 1;
            RAISERROR(N'Not here.', 16, 1);
            RETURN 2;
            GO
            CREATE PROCEDURE #hadrian_compare @of nvarchar(10) AS RETURN 1;
            """);

        LeftSession Version(string what, string text)
        {
            var estate = before.Copy();
            var session = Player.Open(estate, step);
            var run = Run.Script(Runner.ManagementStudio, session, what, text);
            if (run.ExitCode != 0) throw new InvalidOperationException($"{what}: {run.Errors[0]}");
            return new($"of another version ({what})", LeftBy.Another, estate, session);
        }
    }

    [GeneratedRegex(@"^\s*CREATE TABLE (#hadrian_\w+)", RegexOptions.Multiline)]
    private static partial Regex Made();
}
