using System.Collections.Immutable;
using Rehearsal.Estates;
using Rehearsal.Input;
using Rehearsal.TSql;

namespace Rehearsal.World;

/// <summary>
/// The estate before anything is set up: the servers as the topology describes them, the databases where they are written, the
/// folders with every account's access, the logins that the topology takes for granted. Nothing of mirroring or log shipping.
/// </summary>
static class Blank
{
    public const string MonitorLogin = "hadrian-monitor";
    public const string MonitorPassword = "P@ss'w0rd]";
    /// <summary>Who runs the scripts: nobody that a topology names.</summary>
    public const string Caller = @"CONTOSO\night-dba";

    static readonly IReadOnlyDictionary<string, string> Builds = new Dictionary<string, string>
    {
        ["2008R2"] = "10.50.6000.34", ["2012"] = "11.0.7001.0", ["2014"] = "12.0.6024.0", ["2016"] = "13.0.5026.0",
        ["2017"] = "14.0.3456.2", ["2019"] = "15.0.4261.1", ["2022"] = "16.0.4105.2", ["2025"] = "17.0.1000.7",
    };

    static readonly IReadOnlyDictionary<string, string> Editions = new Dictionary<string, string>
    {
        ["enterprise"] = "Enterprise Edition: Core-based Licensing (64-bit)",
        ["developer"] = "Developer Edition (64-bit)", ["standard"] = "Standard Edition (64-bit)",
        // 2025's, as public reports show @@VERSION: 17.0.1000.7, Enterprise Developer Edition and Standard Developer Edition.
        ["enterprise-developer"] = "Enterprise Developer Edition (64-bit)", ["standard-developer"] = "Standard Developer Edition (64-bit)",
        ["business-intelligence"] = "Business Intelligence Edition (64-bit)",
        ["web"] = "Web Edition (64-bit)", ["express"] = "Express Edition (64-bit)",
    };

    public static Estate Make(Topology topology)
    {
        var estate = new Estate();
        foreach (var server in topology.Servers) estate.Instances[server.Id] = Instance(estate, topology, server);
        Folders(estate, topology);
        foreach (var database in topology.Databases)
        {
            if (topology.IsChat) continue;
            var source = Source(database);
            if (source is null) continue;
            Create(estate.Instances[source.Id], database.Name);
        }
        if (topology.PersistentChat is { } chat)
            estate.Pool = new()
            {
                Fqdn = chat.Pool, Platform = topology.Platform, Stores = [],
                Servers = [.. chat.Servers.Select(server => server.Host)], Active = [],
            };
        else Prepare(estate, topology);
        return estate;
    }

    /// <summary>Where a database is written: its principal, or its primary.</summary>
    public static Server? Source(DatabaseFacts database) => database.Mirroring?.Principal ?? database.LogShipping?.Primary;

    /// <summary>Every server that is a log shipping primary of the database: the principal and, after a failover, the mirror.</summary>
    public static IEnumerable<Server> Primaries(DatabaseFacts database)
    {
        if (database.LogShipping is not { } shipping) yield break;
        yield return shipping.Primary;
        if (database.Mirroring is { } mirroring) yield return mirroring.Mirror;
    }

    static Instance Instance(Estate estate, Topology topology, Server server)
    {
        var instance = new Instance
        {
            Estate = estate, Id = server.Id, Host = server.Host, Name = server.Instance, Port = server.Port,
            ServerName = server.ServerName, LocalName = server.ServerName,
            ProductVersion = Builds[server.Version], Edition = Editions[server.Edition],
            Collation = new(server.Collation ?? "Latin1_General_CI_AS"), IsLinux = server.Os == "linux",
            EngineAccount = Shown(server.EngineAccount), AgentAccount = Shown(server.AgentAccount),
            NetworkAccount = Network(server), Caller = Caller,
        };
        // sa may have another name; every topology with a job owner takes its login for granted.
        var owners = topology.Databases
            .Select(database => database.LogShipping?.JobOwner).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
        instance.Logins = [new("sa", [1], true, false), new(Caller, Estates.Instance.SidOf(Caller), true),
            .. owners.Where(owner => !string.Equals(owner, "sa", StringComparison.OrdinalIgnoreCase))
                .Select(owner => new Login(owner, Estates.Instance.SidOf(owner), true, owner.Contains('\\')))];
        if (topology.Databases.Any(database => database.LogShipping?.Monitor is { Authentication: "sql-login" } monitor
            && monitor.Server.Id == server.Id))
            instance.Logins = instance.Logins.Add(new(MonitorLogin, Estates.Instance.SidOf(MonitorLogin), true, false));
        instance.UserMessages = [.. topology.Databases
            .SelectMany(database => database.LogShipping is not { } shipping
                ? [] : shipping.Secondaries.Select(secondary => secondary.Restore.AlertError).Append(shipping.Backup.AlertError))
            .Where(number => number > 50000).Select(number => (int)number).Distinct()];
        foreach (var table in Catalog.MsdbTables) instance.Msdb[table] = Catalog.NewTable(table);
        string[] categories =
        [
            "[Uncategorized (Local)]", "Database Maintenance",
            "Log Shipping Backup", "Log Shipping Copy", "Log Shipping Restore", "Log Shipping Alert",
        ];
        foreach (var (name, index) in categories.Select((name, index) => (name, index)))
            instance["syscategories"].Insert(("category_id", index), ("category_class", 1), ("category_type", 1), ("name", name));
        instance["syssessions"].Insert(("session_id", 41), ("agent_start_date", estate.Now.AddDays(-3)));
        // An alert with an operator for both of log shipping's errors.
        instance["sysoperators"].Insert(("name", "DBA"), ("enabled", true));
        foreach (var number in new[] { 14420, 14421 })
        {
            instance["sysalerts"].Insert(("name", $"Log shipping {number}"), ("message_id", number), ("enabled", true));
            instance["sysnotifications"].Insert(
                ("alert_id", instance["sysalerts"].Rows.Count), ("operator_id", 1), ("notification_method", 1));
        }
        return instance;
    }

    static string Shown(string account) => account.ToLowerInvariant() switch
    {
        "local-system" or "localsystem" => "LocalSystem",
        "network-service" or "networkservice" => @"NT AUTHORITY\NetworkService",
        "local-service" => @"NT AUTHORITY\LOCAL SERVICE",
        _ => account,
    };

    /// <summary>
    /// Built-in and virtual accounts come to another server as the computer's: the NetBIOS domain is the first DNS label in capitals
    /// (assumed).
    /// </summary>
    static string Network(Server server)
    {
        var account = server.EngineAccount;
        if (account.Contains('\\') && !account.StartsWith("NT ", StringComparison.OrdinalIgnoreCase)) return account;
        var labels = server.Host.Split('.');
        return $@"{(labels.Length > 1 ? labels[1].ToUpperInvariant() : "WORKGROUP")}\{labels[0].ToUpperInvariant()}$";
    }

    static Database Create(Instance instance, string name)
    {
        // Two databases whose names differ in case only have files of their own names all the same.
        var safe = string.Concat(name.Select(sign => char.IsLetterOrDigit(sign) ? sign : '_'))
            + (instance.Databases.Any(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)) ? "2" : "");
        var database = new Database
        {
            Id = instance.NextDatabaseId, Name = name, Family = instance.Estate.NewId(), Fork = instance.Estate.NewId(),
            Created = instance.LocalTime.AddDays(-100), End = 100,
            Files = [new(1, name, $"{instance.DataFolder}{safe}.mdf", false),
                new(2, $"{(name.Length > 124 ? name[..124] : name)}_log", $"{instance.DataFolder}{safe}_log.ldf", true)],
        };
        instance.Databases.Add(database);
        foreach (var row in new[] { "first", "second", "third" }) instance.Estate.Write(instance, database, row);
        return database;
    }

    static void Folders(Estate estate, Topology topology)
    {
        var folders = estate.Folders;
        foreach (var instance in estate.Instances.Values) folders.Add(instance.Id, instance.DataFolder);
        foreach (var database in topology.Databases)
        {
            var partners = new[] { database.Mirroring?.Principal, database.Mirroring?.Mirror, database.LogShipping?.Primary }
                .OfType<Server>().ToList();
            if (database.Mirroring is { } mirroring)
            {
                if (mirroring.SeedShare is { } share) Everywhere(partners, share);
                foreach (var path in new[] { mirroring.DataPath, mirroring.LogPath }.OfType<string>()) Local(mirroring.Mirror, path);
            }
            if (database.Seed is { } shared)
                Everywhere([.. partners, .. database.LogShipping?.Secondaries.Select(secondary => secondary.Server) ?? []], shared.Share);
            if (database.LogShipping is not { } shipping) continue;
            var all = partners.Concat(shipping.Secondaries.Select(secondary => secondary.Server)).ToList();
            var key = Everywhere(all, shipping.Backup.Share);
            foreach (var primary in Primaries(database)) Alias(primary, shipping.Backup.Directory, key);
            foreach (var secondary in shipping.Secondaries)
            {
                Alias(secondary.Server, secondary.Copy.From, key);
                foreach (var path in new[] { secondary.Copy.To, secondary.DataPath, secondary.LogPath }.OfType<string>())
                    Local(secondary.Server, path);
                if (secondary.Mirror is { SeedShare: { } seed } mirror) Everywhere([secondary.Server, mirror.Server], seed);
                if (secondary.Mirror is { BackupShare: { } own }) Everywhere([secondary.Server, secondary.Mirror.Server], own);
            }
        }

        // The set-up makes what is the server's own on Windows.
        void Local(Server server, string path)
        {
            if (server.Os == "linux" || path.StartsWith(@"\\", StringComparison.Ordinal)) folders.Add(server.Id, path);
        }

        // A share is one folder for all; a mount of it is a path of each Linux server.
        string Everywhere(IReadOnlyList<Server> servers, string path)
        {
            var key = path.StartsWith(@"\\", StringComparison.Ordinal) ? path.TrimEnd('\\') : $"mount:{path}";
            if (!key.StartsWith(@"\\", StringComparison.Ordinal)) foreach (var server in servers) folders.Alias(server.Id, path, key);
            if (folders.Find(servers[0].Id, path) is null) folders.Set(new(key));
            return key;
        }

        void Alias(Server server, string path, string key)
        {
            if (folders.Key(server.Id, path) != key) folders.Alias(server.Id, path, key);
        }
    }

    /// <summary>
    /// What stands before the scripts: on a Skype platform the databases that publishing made; and everywhere the copies of databases
    /// that the topology says are restored already.
    /// </summary>
    public static void Publish(Estate estate, Topology topology)
    {
        foreach (var database in topology.Databases)
            if (Source(database) is { } source && estate.Instances[source.Id].FindDatabase(database.Name) is null)
                Create(estate.Instances[source.Id], database.Name);
        var pool = estate.Pool!;
        pool.Active = [.. topology.PersistentChat!.Servers.Where(server => server.Active).Select(server => server.Host)];
        pool.Stores = [.. topology.Databases.SelectMany(Stores)];
        // "Create Mirror Database" of the publishing wizard does what the cmdlet does.
        foreach (var database in topology.Databases.Where(database => database.Mirroring?.Initialize == "already-restored"))
        {
            var principal = database.Mirroring!.Principal;
            estate.Folders.Add(principal.Id, ByHand);
            var type = database.Name == "mgc" ? "PersistentChat" : "PersistentChatCompliance";
            new ChatShell(estate, topology).InstallMirrorDatabase(type, principal.Host, principal.Instance, ByHand);
        }
        Prepare(estate, topology);
    }

    /// <summary>A share of the DBA's own.</summary>
    const string ByHand = @"\\fs9.contoso.com\dba";

    /// <summary>The properties of Get-CsService -PersistentChatServer, by the stores of the topology (rules, section 10).</summary>
    static IEnumerable<Store> Stores(DatabaseFacts database)
    {
        var kind = database.Name == "mgc" ? "PersistentChatDatabase" : "PersistentChatComplianceDatabase";
        Store Of(string prefix, Server server) => new($"{prefix}{kind}", server.Host, server.Instance);
        if (Source(database) is { } source) yield return Of("", source);
        if (database.Mirroring is { } mirroring) yield return Of("Mirror", mirroring.Mirror);
        foreach (var secondary in (database.LogShipping?.Secondaries ?? []).Take(1))
        {
            yield return Of("Backup", secondary.Server);
            if (secondary.Mirror is { } mirror) yield return Of("BackupMirror", mirror.Server);
        }
        if (database.BackupStore is not { } store) yield break;
        yield return Of("Backup", store.Server);
        if (store.Mirror is { } second) yield return Of("BackupMirror", second);
    }

    static void Prepare(Estate estate, Topology topology)
    {
        foreach (var database in topology.Databases)
        {
            if (database.Mirroring is { Initialize: "already-restored" } mirroring && !topology.IsChat)
                Restore(database.Name, estate.Instances[mirroring.Principal.Id], estate.Instances[mirroring.Mirror.Id],
                    database.Name, withLog: true);
            foreach (var secondary in database.LogShipping?.Secondaries ?? [])
                if (secondary.Initialize == "already-restored")
                {
                    var to = estate.Instances[secondary.Server.Id];
                    Restore(database.Name, estate.Instances[database.LogShipping!.Primary.Id], to, secondary.Database, withLog: false);
                    // Whoever wants to read it has restored it so.
                    if (secondary.Restore.Mode == "standby") to.FindDatabase(secondary.Database)!.State = DatabaseState.Standby;
                }
        }

        // As a DBA does it, by a share of his own.
        void Restore(string name, Instance from, Instance to, string copy, bool withLog)
        {
            if (to.FindDatabase(copy) is not null) return;
            estate.Folders.Add(from.Id, ByHand);
            var source = from.FindDatabase(name)!;
            var isCopyOnly = source.LastLogBackup is not null;
            Backups.Take(from, source, $@"{ByHand}\{to.Id}.bak", isFull: true, isCopyOnly, "by hand", null);
            string Moved(DatabaseFile file)
            {
                var (_, own) = Estates.Folders.Split(file.PhysicalName);
                return $"{to.DataFolder}{own.Replace(".", $".{copy.Length}.", StringComparison.Ordinal)}";
            }
            Backups.RestoreFull(to, copy, [$@"{ByHand}\{to.Id}.bak"], source.Files.ToDictionary(file => file.LogicalName, Moved));
            if (!withLog) return;
            Backups.Take(from, source, $@"{ByHand}\{to.Id}.trn", isFull: false, isCopyOnly: true, "by hand", null);
            Backups.RestoreLog(to, copy, $@"{ByHand}\{to.Id}.trn", toStandby: false);
        }
    }
}
