using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.TSql;

namespace Rehearsal.Properties;

/// <summary>One precondition of a step, broken.</summary>
/// <param name="Name">What is broken.</param>
/// <param name="Says">A word that the script has to say of it.</param>
/// <param name="Break">Breaks it on the step's own server. False: it does not apply there.</param>
sealed record Breaker(string Name, string Says, Func<Estate, Instance, Step, bool> Break);

/// <summary>What a step's guard has to find out, by the kind of the step: design, section 4.3.</summary>
static class Breakers
{
    static Breaker Server(string name, string says, Action<Instance> @break) =>
        new(name, says, (_, instance, _) => { @break(instance); return true; });

    static Breaker OfDatabase(string name, string says, Func<Instance, Database, bool> @break) =>
        new(name, says, (_, instance, step) =>
            step.Database is not null && instance.FindDatabase(step.Database) is { } database && @break(instance, database));

    /// <summary>Every script's: even a preflight stops where it is not at home.</summary>
    static readonly Breaker[] OfServer =
    [
        Server("another server's name", "server name, SERVERPROPERTY", instance => instance.ServerName = "ELSEWHERE"),
        Server("@@SERVERNAME is another", "server name, @@SERVERNAME", instance => instance.LocalName = "ELSEWHERE"),
        Server("@@SERVERNAME is NULL", "server name, @@SERVERNAME", instance => instance.LocalName = null),
    ];

    static readonly Breaker Sysadmin =
        Server("a caller who is no sysadmin", "caller is sysadmin", instance => instance.CallerIsSysadmin = false);
    static readonly Breaker Reader =
        Server("a caller who may not read msdb", "caller reads msdb", instance => instance.CallerIsSysadmin = false);

    static readonly Breaker[] Versions =
    [
        Server("another version", "version", instance => instance.ProductVersion = instance.Major == 11 ? "13.0.5026.0" : "11.0.7001.0"),
        Server("another edition", "edition", instance => instance.Edition = "Web Edition (64-bit)"),
    ];

    /// <summary>On Linux no view tells (assumed): the script says WARN.</summary>
    static readonly Breaker Agent = new("Agent does not run", "SQL Server Agent",
        (_, instance, _) => instance.IsAgentRunning && !instance.IsLinux && !(instance.IsAgentRunning = false));

    static readonly Breaker Endpoint = new("the endpoint is stopped", "mirroring endpoint started",
        (_, instance, _) => instance.Endpoint is { } endpoint && (instance.Endpoint = endpoint with { IsStarted = false }) is not null);
    static readonly Breaker Recovery = OfDatabase("recovery model SIMPLE", "recovery model",
        (_, database) => (database.RecoveryModel = "SIMPLE") is not null);
    static readonly Breaker Offline = OfDatabase("the database is not online", "database state",
        (_, database) => { database.State = DatabaseState.Restoring; return true; });
    static readonly Breaker Online = new("the copy is not RESTORING", "database state", (_, instance, step) =>
    {
        // By its own name there, which may be another.
        foreach (var database in instance.Databases.Where(database => database.State != DatabaseState.Online && database.Mirroring is null))
            database.State = DatabaseState.Online;
        return true;
    });
    static readonly Breaker IsMirror = OfDatabase("the database is the mirror", "mirroring role", (_, database) =>
    {
        if (database.Mirroring is not { Id: not null } session) return false;
        database.Mirroring = session with { Role = Role.Mirror };
        return true;
    });
    static readonly Breaker SingleUser = OfDatabase("the database is single-user", "access",
        (_, database) => (database.UserAccess = "SINGLE_USER") is not null);
    static readonly Breaker ReadOnly = OfDatabase("the database is read-only", "read-only", (_, database) => database.IsReadOnly = true);
    static readonly Breaker AutoClose = OfDatabase("AUTO_CLOSE is on", "AUTO_CLOSE", (_, database) => database.IsAutoClose = true);
    static readonly Breaker Absent = OfDatabase("the database is not there", "database state",
        (instance, database) => instance.Databases.Remove(database));

    // ---- of a removal: what is not this topology's stays, and what comes first is named
    static Breaker OfTable(string name, string says, string table, Func<Instance, Step, Record, bool> which, string column, string value) =>
        new(name, says, (_, instance, step) => instance[table].Update(row => which(instance, step, row), (column, value)) > 0);
    static readonly Breaker OtherShare = OfTable("log shipping to another share", "backup share", "log_shipping_primary_databases",
        (_, step, row) => row.Text("primary_database") == step.Database, "backup_share", @"\\elsewhere\share");
    static readonly Breaker OtherPrimary = OfTable("the copy of another primary", "another primary", "log_shipping_secondary",
        (_, step, row) => row.Text("primary_database") == step.Database, "primary_server", "ELSEWHERE");
    static readonly Breaker Listed = new("a secondary is listed still", "still listed", (_, instance, step) =>
    {
        if (instance["log_shipping_primary_databases"].Find(row => row.Text("primary_database") == step.Database) is not { } primary)
            return false;
        instance["log_shipping_primary_secondaries"].Insert(
            ("primary_id", primary.Id("primary_id")), ("secondary_server", "ELSEWHERE"), ("secondary_database", step.Database));
        return true;
    });
    static readonly Breaker OtherPartner = OfDatabase("a session with another partner", "mirroring partner", (_, database) =>
        database.Mirroring is { } session
            && (database.Mirroring = session with { PartnerName = "TCP://elsewhere.contoso.com:5022" }) is not null);
    static readonly Breaker LostPrincipal = OfDatabase("a mirror whose principal is away", "connection to its principal", (_, database) =>
        database.Mirroring is { Id: not null } session && (database.Mirroring = session with
        {
            Role = Role.Mirror, State = SessionState.Disconnected,
        }) is not null);
    static readonly Breaker Answers = OfDatabase("the principal answers", "mirroring state", (_, database) =>
        database.Mirroring is { Id: not null } session
            && (database.Mirroring = session with { State = SessionState.Synchronized }) is not null);
    static readonly Breaker WitnessAway = OfDatabase("the witness is away too", "witness is OFF", (_, database) =>
        database.Mirroring is { Id: not null } session && (database.Mirroring = session with
        {
            WitnessName = "TCP://witness.contoso.com:5022", WitnessConnected = false,
        }) is not null);
    static readonly Breaker JobsOn = new("its jobs are enabled", "02-stop-shipping", (_, instance, _) =>
    {
        var jobs = instance["log_shipping_secondary"].Records
            .SelectMany(row => new[] { row.Id("copy_job_id"), row.Id("restore_job_id") }).ToList();
        instance["sysjobs"].Update(row => jobs.Contains(row.Id("job_id")), ("enabled", 1));
        return jobs.Count > 0;
    });

    static readonly Breaker[] ToMirror = [Recovery, Offline, SingleUser, ReadOnly, AutoClose, Absent];

    static readonly Dictionary<string, Breaker[]> kinds = new()
    {
        ["preflight"] = [],
        ["endpoint"] = Versions,
        ["mirror-seed"] = [.. Versions, .. ToMirror],
        ["mirror-restore"] = Versions,
        ["mirror-partner"] = [.. Versions, Endpoint, Online],
        ["principal-partner"] = [.. Versions, Endpoint, .. ToMirror],
        ["witness"] = [.. Versions, IsMirror],
        ["mirror-monitoring"] = [.. Versions, Agent],
        ["monitor"] = [.. Versions, Agent],
        ["seed"] = [.. Versions, Recovery, Offline, IsMirror, Absent],
        ["shared-seed"] = [.. Versions, Recovery, Offline, IsMirror, Absent],
        ["restore"] = Versions,
        ["primary-only"] = [.. Versions, Agent, Recovery, Offline, IsMirror, Absent],
        ["secondary"] = [.. Versions, Agent, Online],
        ["backup-now"] = [.. Versions, Agent, Recovery, Offline, IsMirror, Absent],
        ["restore-now"] = [.. Versions, Agent],
        ["verify"] = Versions,
        ["status"] = [],
        ["backup-off"] = [OtherShare],
        ["restore-off"] = [OtherPrimary],
        ["forget-secondary"] = [OtherShare],
        ["remove-secondary"] = [OtherPrimary],
        ["remove-primary"] = [OtherShare, Listed],
        ["end-mirroring"] = [OtherPartner, LostPrincipal],
        ["end-monitoring"] = [],
        ["remains"] = [],
        ["mirror-position"] = Versions,
        ["force-service"] = [.. Versions, Answers, WitnessAway, OtherPartner],
        ["copy-position"] = Versions,
        ["stop-shipping"] = Versions,
        ["tail-backup"] = Versions,
        ["bring-up"] = [.. Versions, JobsOn],
    };

    /// <summary>The preconditions of a step. A kind that is not listed is a gap of this table.</summary>
    public static IEnumerable<Breaker> Of(Step step) =>
        kinds.TryGetValue(step.Kind, out var own) ? [.. OfServer, step.Kind == "status" ? Reader : Sysadmin, .. own]
            : throw new InvalidOperationException($"no preconditions are listed for steps of kind {step.Kind}");
}
