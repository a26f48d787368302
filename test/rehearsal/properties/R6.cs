using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.Jobs;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Takes over. The primary and its mirror are lost with their site: a secondary comes up with every transaction that a backup reached which
/// can be had, the others refuse; its log is backed up at once, its mirror mirrors it, and the whole run again changes nothing.
/// </summary>
static class R6
{
    const string Operation = "failover-site";

    /// <summary>How far a row has come before the disaster.</summary>
    const string Restored = "restored", Copied = "copied", Shipped = "backed up and not copied", Written = "not backed up";

    /// <summary>What is lost, and what is kept of the rows.</summary>
    /// <param name="Make">Called once the rows are written; null where the scenario does not apply.</param>
    /// <param name="IsAlive">The principal still answers.</param>
    sealed record Scenario(string Name, Func<Estate, Topology, Estate?> Make, bool IsAlive, params string[] Kept);

    static readonly IReadOnlyList<Scenario> Scenarios =
    [
        new("the share is alive", (estate, _) => estate, false, Restored, Copied, Shipped),
        new("the share is gone", ShareGone, false, Restored, Copied),
        new("half restored", HalfRestored, false, Restored, Copied, Shipped),
        new("the partners' clocks differ", ClocksDiffer, false, Restored, Copied, Shipped),
        new("the principal answers", Answering, true, Restored, Copied, Shipped, Written),
        new("the principal answers, damaged", Damaged, true, Restored, Copied, Shipped, Written),
    ];

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        var topology = player.Case.Topology;
        var steps = player.Case.Of(Operation).ToList();
        if (steps.Count == 0) return;
        var before = Before(walk.End.Copy(), topology);
        foreach (var scenario in Scenarios)
            foreach (var survivor in Survivors(topology))
            {
                if (scenario.Make(before.Copy(), topology) is not { } estate) continue;
                Lose(estate, topology, scenario.IsAlive);
                TakeOver(player, steps, scenario, survivor, estate, report);
            }
        Gap(player, steps, before, topology, report);
    }

    /// <summary>
    /// The scripts that are this operation's own, each with the estate as it finds it: the first survivor takes over while everything
    /// answers. What it has in common with the set-up was looked at there.
    /// </summary>
    public static IReadOnlyList<(Step Step, Estate Before)> Found(Player player, Estate end)
    {
        if (Survivors(player.Case.Topology) is not [var survivor, ..]) return [];
        var estate = Before(end.Copy(), player.Case.Topology);
        List<(Step, Estate)> found = [];
        foreach (var step in player.Case.Of(Operation).Where(step => Own.Contains(step.Kind)))
        {
            if (step.Kind is "last-files" or "bring-up" && !step.RunsOn.Contains(survivor)) continue;
            found.Add((step, estate.Copy()));
            player.Run(estate, step);
            estate.Advance(TimeSpan.FromSeconds(20));
        }
        return found;
    }

    static readonly string[] Own =
        ["copy-position", "stop-shipping", "tail-backup", "last-files", "bring-up", "pool-state", "new-mirror", "active-servers"];

    /// <summary>The servers that can take over: those on Windows.</summary>
    static IReadOnlyList<string> Survivors(Topology topology) => [.. topology.Databases
        .SelectMany(database => database.LogShipping?.Secondaries ?? []).Select(one => one.Server).Where(one => one.Os == "windows")
        .Select(one => one.Id).Distinct()];

    static IEnumerable<(DatabaseFacts Database, SecondaryFacts Copy)> CopiesOf(Topology topology, string survivor) =>
        topology.Databases.SelectMany(database => (database.LogShipping?.Secondaries ?? [])
            .Where(one => one.Server.Id == survivor).Select(one => (database, one)));

    static string Row(string how) => $"row that was {how}";

    /// <summary>A row for each way that it may have come; each is in a log backup of its own.</summary>
    static Estate Before(Estate estate, Topology topology)
    {
        void Write(string how)
        {
            foreach (var database in topology.Databases.Where(one => one.LogShipping is not null))
            {
                var (instance, source) = Principal(estate, database);
                estate.Write(instance, source, Row(how));
            }
            // Backups have the time in their names.
            estate.Advance(TimeSpan.FromMinutes(1));
        }
        Write(Restored);
        Chain.Ship(estate, topology);
        Write(Copied);
        Chain.Backup(estate);
        foreach (var instance in estate.Instances.Values)
            foreach (var row in instance["log_shipping_secondary"].Records.ToList()) Agent.RunNow(instance, row.Id("copy_job_id")!.Value);
        Write(Shipped);
        Chain.Backup(estate);
        Write(Written);
        return estate;
    }

    static (Instance Instance, Database Database) Principal(Estate estate, DatabaseFacts database) =>
        Blank.Primaries(database).Select(server => (estate.Instances[server.Id], estate.Instances[server.Id].FindDatabase(database.Name)!))
            .First(one => one.Item2 is { Mirroring: null or { Role: Role.Principal } });

    /// <summary>The site goes: nothing there answers, but the principal where it is alive. The monitor goes with it.</summary>
    static void Lose(Estate estate, Topology topology, bool isAlive)
    {
        foreach (var database in topology.Databases.Where(one => one.LogShipping is not null))
        {
            var (principal, source) = Principal(estate, database);
            source.IsInUse = true;
            foreach (var server in Blank.Primaries(database).Select(server => estate.Instances[server.Id]))
            {
                if (isAlive && server == principal) continue;
                server.IsReachable = false;
            }
            // Wherever it stands: nothing may need it.
            if (database.LogShipping!.Monitor is { } monitor) estate.Instances[monitor.Server.Id].IsReachable = false;
            if (source.Mirroring is { } session && isAlive) source.Mirroring = session with { State = SessionState.Disconnected };
            foreach (var copy in database.LogShipping!.Secondaries)
                if (estate.Instances[copy.Server.Id].FindDatabase(copy.Database) is { State: DatabaseState.Standby } standby)
                    standby.IsInUse = true;
        }
    }

    static Estate? ShareGone(Estate estate, Topology topology)
    {
        foreach (var database in topology.Databases.Where(one => one.LogShipping is not null))
            foreach (var copy in database.LogShipping!.Secondaries)
                if (estate.Folders.Find(copy.Server.Id, copy.Copy.From) is { } share
                    && share.Key != estate.Folders.Find(copy.Server.Id, copy.Copy.To)?.Key)
                    estate.Folders.Remove(share.Key);
        return estate;
    }

    /// <summary>The next file was restored by hand: last_restored_file knows nothing of it. And a copy of the newest was cut off.</summary>
    static Estate? HalfRestored(Estate estate, Topology topology)
    {
        foreach (var database in topology.Databases.Where(one => one.LogShipping is not null))
            foreach (var copy in database.LogShipping!.Secondaries)
            {
                var instance = estate.Instances[copy.Server.Id];
                var folder = estate.Folders.Find(copy.Server.Id, copy.Copy.To)!;
                var own = instance.FindDatabase(copy.Database)!;
                if (Next(folder, own) is not { } next) return null;
                var toStandby = own.State == DatabaseState.Standby;
                Backups.RestoreLog(instance, copy.Database, Folders.Join(copy.Copy.To, next.Name), toStandby);
                var share = estate.Folders.Find(copy.Server.Id, copy.Copy.From)!;
                var newest = share.Files.Values.Where(file => file.Family == own.Family && !file.IsFull).MaxBy(file => file.Last)!;
                estate.Folders.Set(folder with { Files = folder.Files.SetItem($"{newest.Name}.part", newest with { IsDamaged = true }) });
            }
        return estate;
    }

    /// <summary>The newest backup has a name that sorts before all others.</summary>
    static Estate? ClocksDiffer(Estate estate, Topology topology)
    {
        foreach (var database in topology.Databases.Where(one => one.LogShipping is not null))
        {
            var copy = database.LogShipping!.Secondaries[0];
            var share = estate.Folders.Find(copy.Server.Id, copy.Copy.From)!;
            var family = Principal(estate, database).Database.Family;
            var newest = share.Files.Values.Where(file => file.Family == family && !file.IsFull).MaxBy(file => file.Last)!;
            var name = $"{newest.Name[..^18]}20000101000000.trn";
            estate.Folders.Set(share with { Files = share.Files.Remove(newest.Name).SetItem(name, newest with { Name = name }) });
        }
        return estate;
    }

    /// <summary>The log backup that a copy lacks next.</summary>
    static BackupFile? Next(Folder folder, Database own) => folder.Files.Values
        .FirstOrDefault(file => !file.IsFull && file.Family == own.Family && file.First <= own.End && file.Last > own.End);

    /// <summary>Where each partner is the principal of some database, no one server answers for all.</summary>
    static Estate? Answering(Estate estate, Topology topology)
    {
        var shipped = topology.Databases.Where(one => one.LogShipping is not null).ToList();
        var principals = shipped.Select(database => Principal(estate, database).Instance.Id).ToHashSet();
        return shipped.Any(database => Blank.Primaries(database).Count(server => principals.Contains(server.Id)) > 1) ? null : estate;
    }

    static Estate? Damaged(Estate estate, Topology topology)
    {
        if (Answering(estate, topology) is null) return null;
        foreach (var database in topology.Databases.Where(one => one.LogShipping is not null))
            Principal(estate, database).Database.State = DatabaseState.Suspect;
        return estate;
    }

    /// <summary>Runs every script whose server answers, those of other survivors to see that they refuse.</summary>
    static void TakeOver(Player player, IReadOnlyList<Step> steps, Scenario scenario, string survivor, Estate estate, Report report)
    {
        var topology = player.Case.Topology;
        var survivors = Survivors(topology);
        var where = $"{scenario.Name}, {survivor} takes over";
        void Run(bool isAgain)
        {
            foreach (var step in steps)
            {
                if (step.RunsOn.Any(id => !estate.Instances[id].IsReachable)) continue;
                // Each step is one survivor's, or one of its mirror's; what stops shipping is everybody's.
                var isOwn = step.RunsOn.Contains(survivor) || step.Path.Contains($"-for-{survivor}.", StringComparison.Ordinal);
                var isOthers = !isOwn && (survivors.Any(step.RunsOn.Contains) || step.Path.Contains("-for-", StringComparison.Ordinal));
                if (isOthers && Each(step)) isOthers = false;
                if (isOthers) continue;
                var run = player.Run(estate, step);
                report.Runs++;
                report.Unless(run.IsDone, step.Path, $"{where}{(isAgain ? ", again" : "")}: it does not end in DONE: {run.Tail}");
                if (!isAgain && step.Kind == "bring-up")
                    report.Unless(run.Beginning("LOST").Count == 1, step.Path, $"{where}: it does not say what is lost");
                estate.Advance(TimeSpan.FromSeconds(20));
            }
        }
        var bringing = steps.Where(step => step.Kind == "bring-up").ToList();
        foreach (var step in bringing.Where(step => step.Server == survivor)) Undecided(player, step, estate, where, report);
        Run(isAgain: false);
        foreach (var (database, copy) in CopiesOf(topology, survivor)) Up(estate, topology, scenario, database, copy, where, report);
        if (estate.Pool is { } pool && CopiesOf(topology, survivor).Any())
        {
            var site = topology.Servers.First(server => server.Id == survivor).Site;
            var near = topology.PersistentChat!.Servers.Where(server => server.Site == site).Select(server => server.Host);
            report.Unless(pool.IsFailedOver, "", $"{where}: the pool is not FailedOver");
            report.Unless(pool.Active.ToHashSet().SetEquals(near), "", $"{where}: active are {string.Join(", ", pool.Active)}");
        }
        foreach (var step in bringing.Where(step => step.Server != survivor)) Refuses(player, step, survivor, estate, where, report);
        estate.Advance(R4.Settle);
        var end = Dump.Configuration(estate);
        Run(isAgain: true);
        estate.Advance(R4.Settle);
        if (Dump.Difference(end, Dump.Configuration(estate)) is { } difference)
            report.Find("", $"{where}: run again it changes something: {difference}");
    }

    static bool Each(Step step) => step.Kind is "copy-position" or "stop-shipping";

    /// <summary>Without the decision nothing comes up, and it says what would be lost.</summary>
    static void Undecided(Player player, Step step, Estate estate, string where, Report report)
    {
        var whole = Dump.Whole(estate);
        var run = player.Run(estate, step, session: new(estate, estate.Instances[step.Server!]));
        report.Runs++;
        var isTold = run.Beginning("LOST").Count == 1 && run.Says("FAIL", "fail over to");
        report.Unless(run.ExitCode != 0 && isTold, step.Path, $"{where}, undecided: {run.Tail}");
        report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, $"{where}, undecided: it changes something");
    }

    /// <summary>The input names the server that takes over: the script of another one refuses.</summary>
    static void Refuses(Player player, Step step, string survivor, Estate estate, string where, Report report)
    {
        var other = estate.Copy();
        var instance = other.Instances[step.Server!];
        var session = Player.Open(other, step);
        session.Temporary["#hadrian_input"].Update(_ => true, ("value", other.Instances[survivor].ServerName));
        var run = player.Run(other, step, session: session);
        report.Runs++;
        report.Unless(run.Says("FAIL", "fail over to"), step.Path, $"{where}: the script of {instance.Id} does not refuse: {run.Tail}");
        var changed = Dump.Difference(Dump.Whole(estate), Dump.Whole(other));
        report.Unless(changed is null, step.Path, $"{where}: the script of {instance.Id} changes something: {changed}");
    }

    static void Up(Estate estate, Topology topology, Scenario scenario, DatabaseFacts database, SecondaryFacts copy, string where,
        Report report)
    {
        var own = estate.Instances[copy.Server.Id].FindDatabase(copy.Database);
        void Must(bool holds, string what) => report.Unless(holds, "", $"{where}: {copy.Database} {what}");
        Must(own is { State: DatabaseState.Online, UserAccess: "MULTI_USER" }, $"is {own?.State}, {own?.UserAccess}");
        if (own is null) return;
        var rows = own.Rows.Select(row => row.Text).ToHashSet();
        foreach (var how in new[] { Restored, Copied, Shipped, Written })
        {
            var isKept = scenario.Kept.Contains(how);
            Must(rows.Contains(Row(how)) == isKept, isKept ? $"lacks the {Row(how)}" : $"has the {Row(how)}");
        }
        Must(own.Mirroring?.Id is not null == HasPair(copy, topology), "is not mirrored as it should be");
        if (own.Mirroring is { } session)
            Must(session is { Role: Role.Principal, State: SessionState.Synchronized }, $"has a session {session.State}");
        var half = estate.Instances[copy.Server.Id]["log_shipping_primary_databases"]
            .Find(row => row.Text("primary_database") == copy.Database);
        Must(half?.Text("last_backup_file") is not null, "has no log backup of its own");
        var isLost = string.Equals(half?.Text("backup_share"), database.LogShipping!.Backup.Share, StringComparison.OrdinalIgnoreCase);
        Must(!isLost, "is backed up to the lost share");
        // Nobody writes to the old one, where it answers.
        foreach (var old in Blank.Primaries(database).Select(server => estate.Instances[server.Id]).Where(one => one.IsReachable))
            Must(old.FindDatabase(database.Name) is not { State: DatabaseState.Online }, $"is ONLINE on {old.Id} too");
    }

    static bool HasPair(SecondaryFacts copy, Topology topology) => copy.Mirror is { SeedShare: not null } mirror
        && (topology.IsChat || (copy.Server.Endpoint is not null && mirror.Server.Endpoint is not null));

    /// <summary>
    /// A file in between is missing: what comes before it is restored, the script says so and stops, and no copy comes up by itself.
    /// </summary>
    static void Gap(Player player, IReadOnlyList<Step> steps, Estate before, Topology topology, Report report)
    {
        foreach (var step in steps.Where(step => step.Kind == "last-files"))
        {
            var estate = before.Copy();
            Lose(estate, topology, isAlive: false);
            var database = topology.Databases.First(one => one.Name == step.Database);
            var copy = database.LogShipping!.Secondaries.First(one => one.Server.Id == step.RunsOn[0]);
            foreach (var path in new[] { copy.Copy.From, copy.Copy.To })
            {
                var folder = estate.Folders.Find(copy.Server.Id, path)!;
                var own = estate.Instances[copy.Server.Id].FindDatabase(copy.Database)!;
                if (Next(folder, own) is { } next) estate.Folders.Set(folder with { Files = folder.Files.Remove(next.Name) });
            }
            foreach (var stop in steps.Where(one => one.Kind == "stop-shipping" && one.Server == copy.Server.Id)) player.Run(estate, stop);
            var run = player.Run(estate, step);
            report.Runs++;
            report.Unless(run.IsStopped && run.Says("FAIL", "is missing"), step.Path, $"a file in between is missing: {run.Tail}");
            var up = steps.First(one => one.Kind == "bring-up" && one.Server == copy.Server.Id && one.Database == step.Database);
            var early = player.Run(estate, up);
            report.Runs++;
            report.Unless(early.Says("FAIL", "last copied file"), up.Path, $"a file that was copied is not restored: {early.Tail}");
        }
    }
}
