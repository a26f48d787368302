using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Runners;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// A file lies already where a script writes a backup: somebody else's, one with a damaged header, one that may not be opened, its own of
/// which nothing is on record; or its own, whose label cannot be read this once. It stops, and the file holds what it held.
/// </summary>
static class FilesThere
{
    static readonly IReadOnlyDictionary<string, Func<BackupFile, Estate, BackupFile>> Kinds =
        new Dictionary<string, Func<BackupFile, Estate, BackupFile>>
        {
            ["somebody else's backup"] = Foreign,
            ["a file with a damaged header"] = (file, estate) => Foreign(file, estate) with { IsDamaged = true },
            ["a file that may not be opened"] = (file, estate) => Foreign(file, estate) with { IsDenied = true },
            ["a backup of its own that is not on record"] = (file, _) => file,
        };

    static BackupFile Foreign(BackupFile file, Estate estate) =>
        file with
        {
            Database = "Elsewhere", Family = estate.NewId(),
            MediaSet = estate.NewId(), MediaFamily = estate.NewId(), SetId = estate.NewId(),
        };

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        foreach (var (step, before) in walk.Steps)
        {
            if (!step.IsSql || !player.Looks(step) || !step.Text.Contains("BACKUP DATABASE", StringComparison.Ordinal)) continue;
            var whole = before.Copy();
            if (!player.Run(whole, step).IsDone) continue; // R1 says so.
            var written = Files(whole).Except(Files(before)).ToList();
            foreach (var (key, name) in written)
                foreach (var (kind, make) in Kinds)
                    InTheWay(player, step, before.Copy(), whole, (key, name), kind, make, report);
            Unread(player, step, whole, written, report);
        }
    }

    static IEnumerable<(string Key, string Name)> Files(Estate estate) =>
        estate.Folders.All.SelectMany(folder => folder.Files.Keys.Select(name => (folder.Key, name)));

    static BackupFile File(Estate estate, (string Key, string Name) at) =>
        estate.Folders.All.First(folder => folder.Key == at.Key).Files[at.Name];

    static void InTheWay(Player player, Step step, Estate estate, Estate whole, (string Key, string Name) at, string kind,
        Func<BackupFile, Estate, BackupFile> make, Report report)
    {
        var there = make(File(whole, at), estate);
        var folder = estate.Folders.All.First(one => one.Key == at.Key);
        estate.Folders.Set(folder with { Files = folder.Files.SetItem(at.Name, there) });
        var run = player.Run(estate, step, Runner.ManagementStudio);
        report.Runs++;
        var place = report.At(step.Path, $"{at.Name} is {kind}");
        place.Unless(run.IsStopped, $"it does not stop: {run.Tail}");
        place.Unless(Equals(File(estate, at), there), "the file no longer holds what it held");
    }

    /// <summary>Once the backup is there, its label cannot be read when the script is run again.</summary>
    static void Unread(Player player, Step step, Estate whole, IReadOnlyList<(string Key, string Name)> written, Report report)
    {
        for (var (lost, isStruck) = (1, true); isStruck; lost++)
        {
            var estate = whole.Copy();
            var session = Player.Open(estate, step);
            var seen = 0;
            isStruck = false;
            session.Strikes = statement =>
            {
                if (statement is not RestoreStatement { Kind: RestoreStatementKind.LabelOnly } || ++seen != lost) return null;
                isStruck = true;
                return SqlError.Of(3013, "RESTORE LABELONLY");
            };
            var run = player.Run(estate, step, Runner.ManagementStudio, session: session);
            if (!isStruck) return;
            report.Runs++;
            var place = report.At(step.Path, $"run again, and label {lost} cannot be read this once");
            place.Unless(run.IsStopped, $"it does not stop: {run.Tail}");
            foreach (var at in written)
                place.Unless(File(estate, at) with { Appended = [] } == File(whole, at), $"{at.Name} no longer holds what it held");
        }
    }
}
