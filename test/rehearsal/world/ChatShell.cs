using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.PowerShell;
using Rehearsal.Statements;
using Rehearsal.TSql;
using Script = Rehearsal.TSql.Script;

namespace Rehearsal.World;

/// <summary>
/// The Skype management shell on the estate's pool. Cmdlets go by the database's type, and say Primary and Mirror of the published
/// topology, whoever is the principal at the moment (pages in reference/cmdlets.json).
/// </summary>
/// <param name="changed">Called after a cmdlet that changes something.</param>
sealed class ChatShell(Estate estate, Topology topology, Action? changed = null) : IChatShell
{
    public bool HasCommand(string name) => estate.Pool is not null;

    Pool PoolOf(string fqdn) => estate.Pool is { } pool && string.Equals(pool.Fqdn, fqdn, StringComparison.OrdinalIgnoreCase)
        ? pool : throw new ChatFailure($"Cannot find the pool {fqdn}.");

    static string DatabaseOf(string type) => type switch
    {
        "PersistentChat" => "mgc",
        "PersistentChatCompliance" => "mgccomp",
        _ => throw new ChatFailure($"Database type {type} is none of the pool's."),
    };

    /// <summary>The stores that the pool uses: once it is failed over the backup store and its mirror (assumed).</summary>
    MirroringFacts? Pair(string name)
    {
        if (topology.Databases.FirstOrDefault(one => one.Name == name) is not { } database) return null;
        if (estate.Pool?.IsFailedOver != true) return database.Mirroring;
        return database.LogShipping?.Secondaries.FirstOrDefault(one => one.Mirror is not null) is { Mirror: { } mirror } backup
            ? new(backup.Server, mirror.Server, null, "high-safety", new("10s", 10), null, "full-backup", null, null) : null;
    }

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> GetDatabaseMirrorState(string poolFqdn, string? databaseType)
    {
        PoolOf(poolFqdn);
        // Lync Server 2013's page lists no type for Persistent Chat (rules, section 10).
        if (databaseType is not null && topology.Platform == "lync-server-2013")
            throw new ChatFailure($"Database type {databaseType} is not known here.");
        return [.. topology.Databases
            .Where(one => one.Mirroring is not null && (databaseType is null || one.Name == DatabaseOf(databaseType)))
            .Select(one => Row(one.Name, one.Mirroring!))];
    }

    Dictionary<string, object?> Row(string name, MirroringFacts pair)
    {
        (string State, string? Status) Side(Server server)
        {
            var instance = estate.Instances[server.Id];
            return instance.IsReachable && instance.FindDatabase(name)?.Mirroring is { Id: not null } session
                ? (session.Role.ToString(), session.State.ToString()) : ("DatabaseInaccessibleOrMirroringNotEnabled", null);
        }
        var (primary, mirror) = (Side(pair.Principal), Side(pair.Mirror));
        return new()
        {
            ["DatabaseName"] = name, ["StateOnPrimary"] = primary.State, ["StateOnMirror"] = mirror.State,
            ["MirroringStatusOnPrimary"] = primary.Status, ["MirroringStatusOnMirror"] = mirror.Status,
        };
    }

    /// <summary>
    /// Backs up to the share, restores on the mirror, makes endpoints where there are none, starts the session with the witness of the
    /// topology. skype/skype-ps/SkypeForBusiness/Install-CsMirrorDatabase.md. The recovery model becomes FULL
    /// (sql-mirroring-for-high-availability.md).
    /// </summary>
    public void InstallMirrorDatabase(string databaseType, string sqlServerFqdn, string? sqlInstanceName, string fileShare)
    {
        if (estate.Strikes("Install-CsMirrorDatabase")) throw new ChatFailure("Install-CsMirrorDatabase fails, as the rehearsal wants it");
        var name = DatabaseOf(databaseType);
        var pair = Pair(name) ?? throw new ChatFailure($"{name} is not in a mirroring relation in the published topology.");
        if (!string.Equals(pair.Principal.Host, sqlServerFqdn, StringComparison.OrdinalIgnoreCase)
            || !string.Equals(pair.Principal.Instance, sqlInstanceName, StringComparison.OrdinalIgnoreCase))
            throw new ChatFailure($"{sqlServerFqdn} is not the primary store of {name}.");
        var (principal, mirror) = (estate.Instances[pair.Principal.Id], estate.Instances[pair.Mirror.Id]);
        foreach (var server in new[] { principal, mirror })
            if (!server.IsReachable) throw new ChatFailure($"{server.Host} does not answer.");
        var database = principal.FindDatabase(name)
            ?? throw new ChatFailure($"{name} is not on {principal.Host}: publish and install the databases.");
        if (database.Mirroring is not null) throw new ChatFailure($"{name} is mirrored already.");
        if (mirror.FindDatabase(name) is not null)
            throw new ChatFailure($"{name} exists on {mirror.Host}: use -DropExistingDatabasesOnMirror.");
        try
        {
            database.RecoveryModel = "FULL";
            foreach (var server in new[] { pair.Principal, pair.Mirror, pair.Witness }.OfType<Server>())
                Endpoint(estate.Instances[server.Id], server, server == pair.Witness ? "WITNESS" : "PARTNER", pair);
            const string Title = "Install-CsMirrorDatabase";
            Backups.Take(principal, database, $@"{fileShare}\{name}.bak", isFull: true, isCopyOnly: false, Title, null);
            Backups.Take(principal, database, $@"{fileShare}\{name}.trn", isFull: false, isCopyOnly: false, Title, null);
            Backups.RestoreFull(mirror, name, [$@"{fileShare}\{name}.bak"], database.Files.ToDictionary(
                file => file.LogicalName, file => $"{mirror.DataFolder}{Estates.Folders.Split(file.PhysicalName).Name}"));
            Backups.RestoreLog(mirror, name, $@"{fileShare}\{name}.trn", toStandby: false);
            Sql(mirror, $"ALTER DATABASE [{name}] SET PARTNER = N'TCP://{principal.Host}:{principal.Endpoint!.Port}';");
            Sql(principal, $"ALTER DATABASE [{name}] SET PARTNER = N'TCP://{mirror.Host}:{mirror.Endpoint!.Port}';");
            estate.Advance(TimeSpan.FromSeconds(20));
            if (pair.Witness is { } witness)
                Sql(principal,
                    $"ALTER DATABASE [{name}] SET WITNESS = N'TCP://{witness.Host}:{estate.Instances[witness.Id].Endpoint!.Port}';");
        }
        catch (SqlError error) { throw new ChatFailure($"{error.Message} (error {error.Number})"); }
        changed?.Invoke();
    }

    /// <summary>
    /// Ends the session of the topology's primary store; both copies stay.
    /// skype/skype-ps/SkypeForBusiness/Uninstall-CsMirrorDatabase.md.
    /// </summary>
    public void UninstallMirrorDatabase(string databaseType, string sqlServerFqdn, string? sqlInstanceName)
    {
        if (estate.Strikes("Uninstall-CsMirrorDatabase"))
            throw new ChatFailure("Uninstall-CsMirrorDatabase fails, as the rehearsal wants it");
        var name = DatabaseOf(databaseType);
        var pair = Pair(name) ?? throw new ChatFailure($"{name} is not in a mirroring relation in the published topology.");
        if (!string.Equals(pair.Principal.Host, sqlServerFqdn, StringComparison.OrdinalIgnoreCase)
            || !string.Equals(pair.Principal.Instance, sqlInstanceName, StringComparison.OrdinalIgnoreCase))
            throw new ChatFailure($"{sqlServerFqdn} is not the primary store of {name}.");
        var principal = estate.Instances[pair.Principal.Id];
        if (!principal.IsReachable) throw new ChatFailure($"{principal.Host} does not answer.");
        if (principal.FindDatabase(name)?.Mirroring is not { Id: not null, Role: Role.Principal })
            throw new ChatFailure($"{name} is not principal on {principal.Host}.");
        Sql(principal, $"ALTER DATABASE [{name}] SET PARTNER OFF;");
        changed?.Invoke();
    }

    static void Endpoint(Instance instance, Server server, string role, MirroringFacts pair)
    {
        if (instance.Endpoint is null)
            instance.Endpoint = new("mirroring_endpoint", server.Endpoint?.Port ?? 5022, role, "AES", true, instance.Caller);
        else if (!instance.Endpoint.IsStarted) throw new ChatFailure($"The mirroring endpoint of {instance.Host} is stopped.");
        foreach (var other in new[] { pair.Principal, pair.Mirror, pair.Witness }.OfType<Server>().Where(other => other != server))
        {
            var account = instance.Estate.Instances[other.Id].NetworkAccount;
            if (instance.FindLogin(account) is null) instance.Logins = instance.Logins.Add(new(account, Instance.SidOf(account), false));
            instance.Connects = instance.Connects.Add(account);
        }
    }

    void Sql(Instance instance, string text)
    {
        var session = new Session(estate, instance);
        Execution.Run(session, Script.Of("cmdlet", text).Batches[0]);
        if (session.Messages.FirstOrDefault(message => message.Severity > 10) is { } error)
            throw new ChatFailure($"{error.Text} (error {error.Number})");
    }

    public void InvokeDatabaseFailover(string poolFqdn, string databaseType, string newPrincipal)
    {
        if (estate.Strikes("Invoke-CsDatabaseFailover"))
            throw new ChatFailure("Invoke-CsDatabaseFailover fails, as the rehearsal wants it");
        PoolOf(poolFqdn);
        var name = DatabaseOf(databaseType);
        var pair = Pair(name) ?? throw new ChatFailure($"{name} is not mirrored.");
        var (wanted, other) = newPrincipal == "Mirror" ? (pair.Mirror, pair.Principal) : (pair.Principal, pair.Mirror);
        if (estate.Instances[wanted.Id].FindDatabase(name)?.Mirroring is { Id: not null, Role: Role.Principal }) return;
        var instance = estate.Instances[other.Id];
        var database = instance.FindDatabase(name) ?? throw new ChatFailure($"{name} is not on {instance.Host}.");
        try { AlterDatabase.FailOver(instance, database); }
        catch (SqlError error) { throw new ChatFailure($"{error.Message} (error {error.Number})"); }
        changed?.Invoke();
    }

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> GetService(string kind, string? poolFqdn)
    {
        if (estate.Pool is not { } pool
            || (poolFqdn is not null && !string.Equals(pool.Fqdn, poolFqdn, StringComparison.OrdinalIgnoreCase)))
            return [];
        if (kind != "PersistentChatServer")
            return [.. pool.Stores
                .Where(store => store.Property.EndsWith(kind, StringComparison.Ordinal))
                .Select(store => new Dictionary<string, object?>
                {
                    ["Identity"] = Value(store), ["PoolFqdn"] = store.Host, ["SqlInstanceName"] = store.Instance ?? "",
                })];
        if (pool.Stores.IsEmpty) return [];
        var service = new Dictionary<string, object?>
        {
            ["Identity"] = $"PersistentChatServer:{pool.Fqdn}", ["PoolFqdn"] = pool.Fqdn,
            ["ActiveServers"] = pool.Active.ToArray(), ["InactiveServers"] = pool.Servers.Except(pool.Active).ToArray(),
        };
        foreach (var prefix in new[] { "", "Mirror", "Backup", "BackupMirror" })
            foreach (var database in new[] { "PersistentChatDatabase", "PersistentChatComplianceDatabase" })
                {
                    var found = pool.Stores.FirstOrDefault(store => store.Property == $"{prefix}{database}");
                    service[$"{prefix}{database}"] = found is null ? null : Value(found);
                }
        return [service];
    }

    /// <summary>"Type:fqdn\instance", as far as any page shows one (assumed).</summary>
    static string Value(Store store)
    {
        var isCompliance = store.Property.EndsWith("ComplianceDatabase", StringComparison.Ordinal);
        var type = isCompliance ? "PersistentChatComplianceDatabase" : "PersistentChatDatabase";
        return $"{type}:{store.Host}{(store.Instance is null ? "" : $@"\{store.Instance}")}";
    }

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> GetPoolState() => estate.Pool is not { } pool ? [] :
    [
        new Dictionary<string, object?>
        {
            ["Identity"] = $"Service:{pool.Fqdn}", ["PoolState"] = pool.IsFailedOver ? "FailedOver" : "Normal",
        },
    ];

    public void SetPoolState(string identity, string state)
    {
        if (estate.Strikes("Set-CsPersistentChatState"))
            throw new ChatFailure("Set-CsPersistentChatState fails, as the rehearsal wants it");
        if (estate.Pool is not { } pool || identity != $"Service:{pool.Fqdn}") throw new ChatFailure($"Cannot find {identity}.");
        pool.IsFailedOver = state == "FailedOver";
        changed?.Invoke();
    }

    public void ChangeActiveServer(string identity, string server, bool isAdded)
    {
        if (estate.Strikes("Set-CsPersistentChatActiveServer"))
            throw new ChatFailure("Set-CsPersistentChatActiveServer fails, as the rehearsal wants it");
        if (estate.Pool is not { } pool || identity != $"PersistentChatServer:{pool.Fqdn}")
            throw new ChatFailure($"Cannot find {identity}.");
        if (!pool.Servers.Contains(server)) throw new ChatFailure($"{server} is no server of the pool.");
        // At most four (rules, section 1).
        if (isAdded && pool.Active.Count >= 4) throw new ChatFailure("A pool has at most four active servers.");
        pool.Active = isAdded ? pool.Active.Add(server) : pool.Active.Remove(server);
        changed?.Invoke();
    }

    public IReadOnlyDictionary<string, object?>? GetPool(string identity) =>
        estate.Pool is { } pool && string.Equals(pool.Fqdn, identity, StringComparison.OrdinalIgnoreCase)
            ? new Dictionary<string, object?> { ["Identity"] = pool.Fqdn, ["Fqdn"] = pool.Fqdn, ["Computers"] = pool.Servers.ToArray() }
            : null;
}
