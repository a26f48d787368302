using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Statements;

/// <summary>
/// ALTER DATABASE … SET PARTNER and SET WITNESS: docs/t-sql/statements/alter-database-transact-sql-database-mirroring.md. The mirror
/// names its partner first and contacts nobody; then the principal names the mirror, and the session starts.
/// </summary>
static class AlterDatabase
{
    /// <summary>Seconds until a new session is synchronized, and until a witness is connected.</summary>
    const int SecondsToSynchronize = 12;
    const int SecondsToConnect = 7;

    public static Flow Run(Execution execution, AlterDatabaseSetStatement statement)
    {
        var session = execution.Session;
        var what = statement.Options switch
        {
            [PartnerDatabaseOption] => "SET PARTNER",
            [WitnessDatabaseOption] => "SET WITNESS",
            [{ OptionKind: DatabaseOptionKind.SingleUser }] => "SET SINGLE_USER",
            [{ OptionKind: DatabaseOptionKind.MultiUser }] => "SET MULTI_USER",
            _ => throw execution.Outside(statement, "ALTER DATABASE … SET of something else than PARTNER, WITNESS or users' access"),
        };
        execution.RaiseFault(what, statement);
        if (session.TransactionCount > 0) throw SqlError.Of(226, "ALTER DATABASE");
        if (session.Database != "master") throw execution.Outside(statement, "ALTER DATABASE outside master");
        var instance = session.Instance;
        var database = instance.FindDatabase(statement.DatabaseName.Value) ?? throw SqlError.Of(911, statement.DatabaseName.Value);
        switch (statement.Options[0])
        {
            case PartnerDatabaseOption { PartnerOption: PartnerDatabaseOptionKind.PartnerServer } option:
                SetPartner(instance, database, execution.Evaluate(option.PartnerServer).Text!);
                break;
            case PartnerDatabaseOption { PartnerOption: PartnerDatabaseOptionKind.Timeout } option:
                OfPrincipal(instance, database, own => own with { Timeout = (int)(long)execution.Evaluate(option.Timeout).Data! });
                break;
            case PartnerDatabaseOption option
                when option.PartnerOption is PartnerDatabaseOptionKind.SafetyFull or PartnerDatabaseOptionKind.SafetyOff:
                // Standard edition has full safety only, and refuses the statement itself (rules: 1473).
                if (!IsEnterprise(instance)) throw SqlError.Of(1473, instance.Edition);
                var isFull = option.PartnerOption == PartnerDatabaseOptionKind.SafetyFull;
                OfPrincipal(instance, database, own => own with { SafetyFull = isFull });
                break;
            case PartnerDatabaseOption { PartnerOption: PartnerDatabaseOptionKind.Failover }:
                FailOver(instance, database);
                break;
            case PartnerDatabaseOption { PartnerOption: PartnerDatabaseOptionKind.ForceServiceAllowDataLoss }:
                ForceService(instance, database);
                break;
            case PartnerDatabaseOption { PartnerOption: PartnerDatabaseOptionKind.Off }:
                End(instance, database);
                break;
            case WitnessDatabaseOption { IsOff: true }:
                // "You can specify SET WITNESS only on the principal server."
                OfPrincipal(instance, database, own => own with { WitnessName = null, WitnessConnected = false });
                break;
            case { OptionKind: DatabaseOptionKind.SingleUser or DatabaseOptionKind.MultiUser } option:
                SetAccess(execution, statement, database, option.OptionKind == DatabaseOptionKind.SingleUser);
                break;
            case WitnessDatabaseOption { IsOff: false } option:
                SetWitness(instance, database, execution.Evaluate(option.WitnessServer).Text!);
                break;
            default:
                throw execution.Outside(statement, "ALTER DATABASE in that form");
        }
        execution.Done();
        return Flow.Next;
    }

    static bool IsEnterprise(Instance instance) =>
        instance.Edition.StartsWith("Enterprise", StringComparison.Ordinal)
        || instance.Edition.StartsWith("Developer", StringComparison.Ordinal);

    static void SetPartner(Instance instance, Database database, string address)
    {
        if (database.Mirroring?.Id is not null) throw SqlError.Of(1405, database.Name);
        Mirrorable(instance, database);
        if (instance.Endpoint is not { IsStarted: true }) throw SqlError.Of(1418, "no endpoint of its own is started");
        if (database.State == DatabaseState.Restoring)
        {
            // The mirror: nothing is asked of the partner yet.
            database.Mirroring = new(null, address, Role.Mirror, SessionState.Disconnected, true, 10, null, false);
            return;
        }
        if (database.State != DatabaseState.Online) throw SqlError.Of(5052, database.Name);
        var partner = Reach(instance, address);
        if (partner.FindDatabase(database.Name) is not { } mirror) throw SqlError.Of(1448, database.Name);
        if (mirror.State != DatabaseState.Restoring) throw SqlError.Of(1464, database.Name);
        if (mirror.Mirroring?.Id is not null) throw SqlError.Of(1410, database.Name);
        // The mirror has not named its partner: the order of the two statements is wrong.
        if (mirror.Mirroring is not { } waiting) throw SqlError.Of(1416, database.Name);
        if (instance.Estate.ByEndpoint(waiting.PartnerName) != instance)
            throw SqlError.Of(1418, $"the mirror waits for {waiting.PartnerName}");
        if (mirror.Family != database.Family || mirror.Fork != database.Fork) throw SqlError.Of(1412, database.Name);
        // The full backup and at least one log backup after it (prepare-a-mirror-database-for-mirroring-sql-server.md).
        if (!mirror.HasLog || mirror.End < (database.LastLogBackup ?? 0)) throw SqlError.Of(1478, database.Name);
        if (mirror.End > database.End) throw SqlError.Of(1412, database.Name);
        var id = instance.Estate.NewId();
        // An edition without asynchronous mirroring and every other begin with safety FULL and a time-out of 10 seconds.
        // It may show SUSPENDED at first; whoever waits has to bear it.
        database.Mirroring = new(id, address, Role.Principal, SessionState.Suspended, true, 10, null, false);
        mirror.Mirroring = waiting with { Id = id, State = SessionState.Suspended };
        instance.Estate.Ship(instance, database);
        instance.Estate.Later(SecondsToSynchronize, Events.Synchronized, instance, database.Name);
    }

    static void Mirrorable(Instance instance, Database database)
    {
        if (instance.IsLinux || instance.Edition.StartsWith("Web", StringComparison.Ordinal)
            || instance.Edition.StartsWith("Express", StringComparison.Ordinal))
            throw SqlError.Of(1463, instance.Edition);
        if (database.RecoveryModel != "FULL") throw SqlError.Of(1465, database.Name);
        if (database.IsReadOnly) throw SqlError.Of(1466, database.Name);
        if (database.IsAutoClose) throw SqlError.Of(1469, database.Name);
        if (database.UserAccess == "SINGLE_USER") throw SqlError.Of(1488, database.Name);
    }

    /// <summary>
    /// The partner behind an address: its endpoint is started, the algorithms meet, and each engine may connect to the other.
    /// </summary>
    static Instance Reach(Instance instance, string address)
    {
        if (instance.Estate.ByEndpoint(address) is not { IsReachable: true, Endpoint: { IsStarted: true } theirs } partner
            || !instance.IsReachable)
            throw SqlError.Of(1418, address);
        if (!theirs.Algorithm.Split(", ").Intersect(instance.Endpoint!.Algorithm.Split(", ")).Any())
            throw SqlError.Of(1418, $"{address}: no algorithm in common");
        if (!MayConnect(instance, partner) || !MayConnect(partner, instance))
            throw SqlError.Of(1418, $"{address}: an engine's account has no CONNECT");
        return partner;
    }

    /// <summary>
    /// An engine comes in by the login of its account, which is sysadmin, owns the endpoint, or has CONNECT
    /// (create-endpoint-transact-sql.md, Remarks). That the other engine runs under the same account gives it none of these.
    /// </summary>
    static bool MayConnect(Instance from, Instance to) =>
        to.FindLogin(from.NetworkAccount) is { } login
        && (login.IsSysadmin || string.Equals(to.Endpoint?.Owner, login.Name, StringComparison.OrdinalIgnoreCase)
            || (to.Connects.Contains(login.Name) && !to.Denied.Contains(login.Name)));

    static void OfPrincipal(Instance instance, Database database, Func<Mirroring, Mirroring> change)
    {
        if (database.Mirroring is not { Id: not null } session) throw SqlError.Of(1416, database.Name);
        if (session.Role != Role.Principal) throw SqlError.Of(1470, database.Name);
        database.Mirroring = change(session);
        if (instance.Estate.Partner(session)?.FindDatabase(database.Name) is { Mirroring: { } other } mirror)
            mirror.Mirroring = change(other);
    }

    /// <summary>A manual failover: full safety (1477), and a mirror that has caught up (1422). Both exchange their roles.</summary>
    public static void FailOver(Instance instance, Database database)
    {
        if (database.Mirroring is not { Id: not null } session) throw SqlError.Of(1416, database.Name);
        if (session.Role != Role.Principal) throw SqlError.Of(1470, database.Name);
        if (!session.SafetyFull) throw SqlError.Of(1477, database.Name);
        if (session.State != SessionState.Synchronized) throw SqlError.Of(1422, database.Name);
        var partner = instance.Estate.Partner(session)!;
        var mirror = partner.FindDatabase(database.Name)!;
        database.State = DatabaseState.Restoring;
        database.Mirroring = session with { Role = Role.Mirror };
        mirror.State = DatabaseState.Online;
        mirror.Mirroring = mirror.Mirroring! with { Role = Role.Principal };
    }

    /// <summary>
    /// Only while the principal is down, and where the witness is off or connected to the mirror: it "immediately transitions to principal
    /// server, and mirroring is suspended", in a new recovery fork
    /// (docs/database-engine/database-mirroring/force-service-in-a-database-mirroring-session-transact-sql.md). Which error says that it is
    /// not so, 1455, is from its text in the list of errors.
    /// </summary>
    static void ForceService(Instance instance, Database database)
    {
        if (database.Mirroring is not { Id: not null } session) throw SqlError.Of(1416, database.Name);
        var hasQuorum = session.WitnessName is null || session.WitnessConnected;
        if (session is not { Role: Role.Mirror, State: SessionState.Disconnected } || !hasQuorum)
            throw SqlError.Of(1455, database.Name);
        database.State = DatabaseState.Online;
        (database.Fork, database.ForkPoint) = (instance.Estate.NewId(), database.End);
        database.Mirroring = session with { Role = Role.Principal, State = SessionState.Suspended };
    }

    /// <summary>
    /// The session ends, on either partner; the mirror's copy is left RESTORING. Without their connection it ends here, and the other
    /// partner finds that out when it comes back: docs/database-engine/database-mirroring/removing-database-mirroring-sql-server.md.
    /// That a mirror that waits for its principal forgets it is assumed.
    /// </summary>
    public static void End(Instance instance, Database database)
    {
        if (database.Mirroring is not { } session) throw SqlError.Of(1416, database.Name);
        database.Mirroring = null;
        if (session.Id is not null && instance.IsReachable && instance.Estate.Partner(session) is { IsReachable: true } partner
            && partner.FindDatabase(database.Name) is { Mirroring: { } other } mirror && other.Id == session.Id)
            mirror.Mirroring = null;
    }

    /// <summary>
    /// WITH ROLLBACK IMMEDIATE ends every connection to it (docs/t-sql/statements/alter-database-transact-sql-set-options.md). Of one that
    /// is RESTORING it is 5052; refused for a mirrored one (1488 says the same of the other order).
    /// </summary>
    static void SetAccess(Execution execution, AlterDatabaseSetStatement statement, Database database, bool isSingle)
    {
        if (isSingle && statement.Termination is not { ImmediateRollback: true })
            throw execution.Outside(statement, "SET SINGLE_USER without ROLLBACK IMMEDIATE");
        if (database.State is DatabaseState.Restoring or DatabaseState.Suspect) throw SqlError.Of(5052, database.Name);
        if (isSingle && database.Mirroring is not null) throw SqlError.Of(1488, database.Name);
        if (isSingle) database.IsInUse = false;
        database.UserAccess = isSingle ? "SINGLE_USER" : "MULTI_USER";
    }

    static void SetWitness(Instance instance, Database database, string address)
    {
        if (database.Mirroring is not { Id: not null } session) throw SqlError.Of(1416, database.Name);
        if (session.Role != Role.Principal || session.State != SessionState.Synchronized) throw SqlError.Of(1426, database.Name);
        var witness = instance.Estate.ByEndpoint(address);
        if (witness is not { IsReachable: true, Endpoint: { IsStarted: true, Role: "WITNESS" or "ALL" } }) throw SqlError.Of(1456, address);
        var partner = instance.Estate.Partner(session)!;
        if (!MayConnect(instance, witness) || !MayConnect(partner, witness))
            throw SqlError.Of(1456, $"{address}: an engine's account has no CONNECT");
        database.Mirroring = session with { WitnessName = address, WitnessConnected = false };
        var mirror = partner.FindDatabase(database.Name)!;
        mirror.Mirroring = mirror.Mirroring! with { WitnessName = address, WitnessConnected = false };
        instance.Estate.Later(SecondsToConnect, Events.WitnessConnected, instance, database.Name);
    }
}
