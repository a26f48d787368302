using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Fails the pair over. The principal is lost and its mirror alive: where service may be forced, and where the mirror took over by itself,
/// the mirror serves with every row that was sent to it, and its log backup reaches each secondary; elsewhere the script refuses. Again it
/// changes nothing.
/// </summary>
static class R14
{
    const string Operation = "failover-pair";
    const string Sent = "row that was sent", Unsent = "row that was not sent", Later = "row of the new principal";

    /// <summary>How the mirror finds itself; what it is said of a failover that must not be.</summary>
    /// <param name="Refused">What the script says that refuses; null where the mirror serves in the end.</param>
    sealed record Scenario(string Name, SessionState State, string? Witness, bool WitnessConnected, string? Refused = null,
        bool ByItself = false);

    static readonly IReadOnlyList<Scenario> Scenarios =
    [
        new("no witness", SessionState.Disconnected, null, false),
        new("a witness that is connected", SessionState.Disconnected, Witness, true),
        new("it took over by itself", SessionState.Disconnected, Witness, true, ByItself: true),
        new("the witness is away too", SessionState.Disconnected, Witness, false, "witness is OFF"),
        new("the principal answers", SessionState.Synchronized, null, false, "mirroring state"),
        new("the session is suspended", SessionState.Suspended, null, false, "mirroring state"),
    ];

    const string Witness = "TCP://witness.contoso.com:5022";

    public static void Check(Player player, R1.Walk walk, Report report)
    {
        foreach (var lost in Principals(player.Case.Topology))
        {
            foreach (var scenario in Scenarios) FailOver(player, scenario, lost, walk.End.Copy(), report);
            Ahead(player, lost, walk.End.Copy(), report);
        }
    }

    /// <summary>The scripts with the estate as each finds it, once the first principal is lost.</summary>
    public static IReadOnlyList<(Step Step, Estate Before)> Found(Player player, Estate end)
    {
        if (Principals(player.Case.Topology) is not [var lost, ..]) return [];
        // Where a mistake of the set-up left no session, R1 has told it.
        var own = Of(player.Case.Topology, lost);
        if (own.Any(one => end.Instances[lost].FindDatabase(one.Name) is not
                { IsWritable: true, Mirroring: { Id: not null, Role: Role.Principal } })) return [];
        if (own.Any(one => Mirror(end, one)?.Mirroring is null)) return [];
        var estate = end.Copy();
        Lose(player, Scenarios[0], lost, estate);
        List<(Step, Estate)> found = [];
        HashSet<string> seen = [];
        foreach (var step in Steps(player, lost, estate))
        {
            if (seen.Add(step.Kind)) found.Add((step, estate.Copy()));
            player.Run(estate, step);
            estate.Advance(TimeSpan.FromSeconds(20));
        }
        return found;
    }

    /// <summary>The principals of the pairs that scripts mirror.</summary>
    static IReadOnlyList<string> Principals(Topology topology) => topology.IsChat ? [] : [.. topology.Databases
        .Select(database => database.Mirroring?.Principal.Id).OfType<string>().Distinct()];

    static IReadOnlyList<DatabaseFacts> Of(Topology topology, string lost) =>
        [.. topology.Databases.Where(database => database.Mirroring?.Principal.Id == lost)];

    /// <summary>Those of the lost principal's databases whose server answers.</summary>
    static IReadOnlyList<Step> Steps(Player player, string lost, Estate estate)
    {
        var own = Of(player.Case.Topology, lost).Select(database => database.Name).ToHashSet();
        return [.. player.Case.Of(Operation).Where(step => (step.Database is null || own.Contains(step.Database))
            && step.RunsOn.All(id => estate.Instances[id].IsReachable))];
    }

    /// <summary>A row reaches the mirror and all copies; then the principal is gone.</summary>
    static void Lose(Player player, Scenario scenario, string lost, Estate estate)
    {
        var topology = player.Case.Topology;
        var principal = estate.Instances[lost];
        foreach (var database in Of(topology, lost)) estate.Write(principal, principal.FindDatabase(database.Name)!, Sent);
        estate.Advance(TimeSpan.FromMinutes(1));
        Chain.Ship(estate, topology);
        foreach (var database in Of(topology, lost))
        {
            var source = principal.FindDatabase(database.Name)!;
            var mirror = Mirror(estate, database);
            source.Mirroring = source.Mirroring! with { State = SessionState.Disconnected };
            estate.Write(principal, source, Unsent);
            mirror.Mirroring = mirror.Mirroring! with
            {
                State = scenario.State, WitnessName = scenario.Witness, WitnessConnected = scenario.WitnessConnected,
            };
            if (!scenario.ByItself) continue;
            mirror.State = DatabaseState.Online;
            mirror.Mirroring = mirror.Mirroring with { Role = Role.Principal };
        }
        principal.IsReachable = false;
    }

    static Database Mirror(Estate estate, DatabaseFacts database) =>
        estate.Instances[database.Mirroring!.Mirror.Id].FindDatabase(database.Name)!;

    static void FailOver(Player player, Scenario scenario, string lost, Estate estate, Report report)
    {
        var topology = player.Case.Topology;
        Lose(player, scenario, lost, estate);
        var steps = Steps(player, lost, estate);
        var where = $"{lost} is lost, {scenario.Name}";
        foreach (var step in steps.Where(step => step.Kind == "mirror-position")) Tells(player, scenario, step, estate, where, report);
        foreach (var step in steps.Where(step => step.Kind == "force-service")) Undecided(player, scenario, step, estate, where, report);
        if (scenario.Refused is { } says)
        {
            foreach (var step in steps.Where(step => step.Kind == "force-service")) Refuses(player, step, says, estate, where, report);
            return;
        }
        Run(player, topology, steps, estate, where, report);
        foreach (var database in Of(topology, lost)) Serves(topology, estate, database, where, report);
        estate.Advance(R4.Settle);
        var end = Dump.Configuration(estate);
        var files = Files(estate);
        Run(player, topology, steps, estate, $"{where}, again", report);
        estate.Advance(R4.Settle);
        if (Dump.Difference(end, Dump.Configuration(estate)) is { } difference)
            report.Find("", $"{where}: run again it changes something: {difference}");
        report.Unless(files == Files(estate), "", $"{where}: run again it takes another backup");
    }

    static int Files(Estate estate) => estate.Folders.All.Sum(folder => folder.Files.Count);

    static void Run(Player player, Topology topology, IReadOnlyList<Step> steps, Estate estate, string where, Report report)
    {
        foreach (var step in steps)
        {
            // A delayed copy restores nothing that is younger.
            if (step.Kind == "restore-now") estate.Advance(TimeSpan.FromSeconds(Delay(topology, step) + 60));
            var run = player.Run(estate, step);
            report.Runs++;
            report.Unless(run.IsDone, step.Path, $"{where}: it does not end in DONE: {run.Tail}");
            if (step.Kind == "force-service" && run.Beginning("FORCED").Count == 1)
                estate.Write(estate.Instances[step.Server!], estate.Instances[step.Server!].FindDatabase(step.Database!)!, Later);
            estate.Advance(TimeSpan.FromSeconds(20));
        }
    }

    static int Delay(Topology topology, Step step) => topology.Databases.First(one => one.Name == step.Database)
        .LogShipping!.Secondaries.Where(one => one.Server.Id == step.Server).Max(one => (int)one.Restore.Delay.Seconds);

    /// <summary>It says who has the role, and what it cannot know; it changes nothing.</summary>
    static void Tells(Player player, Scenario scenario, Step step, Estate estate, string where, Report report)
    {
        var whole = Dump.Whole(estate);
        var run = player.Run(estate, step);
        report.Runs++;
        report.Unless(run.IsDone, step.Path, $"{where}: it does not end in DONE: {run.Tail}");
        report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, $"{where}: it changes something");
        var expected = scenario switch
        {
            { ByItself: true } => "took over by itself",
            { State: not SessionState.Disconnected } => "its principal answers",
            { Refused: not null } => "the witness is away too",
            _ => "cannot know",
        };
        report.Unless(run.Lines.Any(line => line.Contains(expected, StringComparison.Ordinal)), step.Path,
            $"{where}: it does not say \"{expected}\": {run.Tail}");
    }

    /// <summary>Without the decision nothing is forced, and it says what may be lost.</summary>
    static void Undecided(Player player, Scenario scenario, Step step, Estate estate, string where, Report report)
    {
        if (scenario.ByItself) return;
        var whole = Dump.Whole(estate);
        var run = player.Run(estate, step, session: new(estate, estate.Instances[step.Server!]));
        report.Runs++;
        var told = scenario.State == SessionState.Disconnected ? 1 : 0;
        var isTold = run.Says("FAIL", "fail over to") && run.Beginning("LOST").Count == told;
        report.Unless(run.ExitCode != 0 && isTold, step.Path, $"{where}, undecided: {run.Tail}");
        report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, $"{where}, undecided: it changes something");
    }

    static void Refuses(Player player, Step step, string says, Estate estate, string where, Report report)
    {
        var whole = Dump.Whole(estate);
        var run = player.Run(estate, step);
        report.Runs++;
        report.Unless(run.IsStopped && run.Says("FAIL", says), step.Path, $"{where}: it does not refuse: {run.Tail}");
        report.Unless(Dump.Difference(whole, Dump.Whole(estate)) is null, step.Path, $"{where}: it changes something");
    }

    /// <summary>It serves; what was sent is there, and what it wrote since has come to the secondaries that answer.</summary>
    static void Serves(Topology topology, Estate estate, DatabaseFacts database, string where, Report report)
    {
        var mirror = Mirror(estate, database);
        void Must(bool holds, string what) => report.Unless(holds, "", $"{where}: {database.Name} {what}");
        Must(mirror is { State: DatabaseState.Online, Mirroring: { Role: Role.Principal } },
            $"is {mirror.State}, {mirror.Mirroring?.Role}");
        Must(mirror.Rows.Any(row => row.Text == Sent), "lacks the row that was sent");
        foreach (var copy in database.LogShipping?.Secondaries ?? [])
        {
            var instance = estate.Instances[copy.Server.Id];
            if (!instance.IsReachable) continue;
            var rows = instance.FindDatabase(copy.Database)!.Rows.Select(row => row.Text).ToHashSet();
            Must(mirror.Rows.All(row => rows.Contains(row.Text)), $"has rows that {copy.Server.Id} lacks");
            var last = instance["restorehistory"].Records.Last(row => row.Text("destination_database_name") == copy.Database);
            var set = instance["backupset"].Find(row => row.Number("backup_set_id") == last.Number("backup_set_id"));
            Must(set?.Text("server_name") == estate.Instances[database.Mirroring!.Mirror.Id].ServerName,
                $"was restored last on {copy.Server.Id} from {set?.Text("server_name")}");
        }
    }

    /// <summary>A secondary that has restored what the mirror never got is past the fork: the proof of shipping fails.</summary>
    static void Ahead(Player player, string lost, Estate estate, Report report)
    {
        var topology = player.Case.Topology;
        var principal = estate.Instances[lost];
        var scenario = Scenarios[0];
        Lose(player, scenario, lost, estate);
        var steps = Steps(player, lost, estate);
        foreach (var step in steps.Where(step => step.Kind == "restore-now" && Delay(topology, step) == 0))
        {
            var other = estate.Copy();
            var alive = other.Instances[lost];
            alive.IsReachable = true;
            Chain.Ship(other, topology);
            alive.IsReachable = false;
            foreach (var before in steps.Where(one => one.Database == step.Database && one.Order < step.Order && one.Kind != step.Kind))
            {
                player.Run(other, before);
                other.Advance(TimeSpan.FromSeconds(20));
            }
            var run = player.Run(other, step);
            report.Runs++;
            report.Unless(run.IsStopped, step.Path, $"{lost} is lost, {step.Server} is ahead of the mirror: it does not stop: {run.Tail}");
        }
    }
}
