using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// The mirror is lost at any point of the set-up, and made again from a new seed; then the set-up goes on. No secondary lacks a row: the
/// log backup of that seed is no gap, in whatever order the steps come.
/// </summary>
static class MirrorAgain
{
    static readonly string[] Making = ["mirror-seed", "shared-seed", "mirror-restore", "mirror-partner", "principal-partner"];
    /// <summary>Steps that take a seed of a full backup and a log backup.</summary>
    public static readonly string[] Seeding = ["mirror-seed", "shared-seed"];

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        if (player.Case.Topology.IsChat) return;
        foreach (var database in player.Case.Topology.Databases)
        {
            if (database is not { Mirroring: { Initialize: "full-backup" } mirroring, LogShipping: not null }) continue;
            var own = walk.Steps
                .Where(one => one.Step.Phase == "setup/04-databases" && one.Step.Database == database.Name).ToList();
            var begun = own.FindIndex(one => one.Step.Kind == "principal-partner");
            var making = own.Select(one => one.Step).Where(step => Making.Contains(step.Kind)).ToList();
            var seed = own.First(one => Seeding.Contains(one.Step.Kind));
            var files = Written(player, seed.Step, seed.Before);
            for (var at = begun + 1; at <= own.Count; at++)
            {
                var estate = (at < own.Count ? own[at].Before : walk.End).Copy();
                var where = at < own.Count ? $"the mirror is lost before {own[at].Step.Path}" : "the mirror is lost after the set-up";
                Lose(estate, database, files);
                Run(making);
                // The jobs that there are go on meanwhile.
                Chain.Backup(estate);
                Run(own.Skip(at).Select(one => one.Step));
                var source = estate.Instances[mirroring.Principal.Id];
                if (source.FindDatabase(database.Name) is { IsWritable: true } online) estate.Write(source, online, "written after all");
                Chain.Ship(estate, player.Case.Topology);
                foreach (var lost in Chain.Lost(estate, player.Case.Topology with { Databases = [database] }))
                    report.Find("", $"{where}: {lost}");

                void Run(IEnumerable<Step> steps)
                {
                    foreach (var step in steps)
                    {
                        var run = player.Run(estate, step);
                        report.Runs++;
                        estate.Advance(TimeSpan.FromSeconds(20));
                        if (!run.IsDone) report.Find(step.Path, $"{where}: it does not end in DONE: {run.Tail}");
                    }
                }
            }
        }
    }

    static List<(string Key, string Name)> Written(Player player, Step step, Estate before)
    {
        var after = before.Copy();
        player.Run(after, step);
        return [.. Files(after).Except(Files(before))];
    }

    static IEnumerable<(string Key, string Name)> Files(Estate estate) =>
        estate.Folders.All.SelectMany(folder => folder.Files.Keys.Select(name => (folder.Key, name)));

    /// <summary>The session ends, the copy is dropped, the seed is moved away; and somebody writes on.</summary>
    static void Lose(Estate estate, DatabaseFacts database, IReadOnlyList<(string Key, string Name)> files)
    {
        var (principal, mirror) = (estate.Instances[database.Mirroring!.Principal.Id], estate.Instances[database.Mirroring.Mirror.Id]);
        var source = principal.FindDatabase(database.Name)!;
        source.Mirroring = null;
        mirror.Databases.RemoveAll(copy => copy.Name == database.Name);
        foreach (var (key, name) in files)
            if (estate.Folders.All.FirstOrDefault(folder => folder.Key == key) is { } folder)
                estate.Folders.Set(folder with { Files = folder.Files.Remove(name) });
        estate.Write(principal, source, "written while there is no mirror");
    }
}
