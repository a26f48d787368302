using System.Collections.Immutable;
using System.Text;
using Rehearsal.TSql;

namespace Rehearsal.Estates;

sealed record Login(string Name, byte[] Sid, bool IsSysadmin, bool IsWindows = true);

/// <param name="Owner">The login that owns it: whoever made it (create-endpoint-transact-sql.md, AUTHORIZATION).</param>
/// <param name="Address">LISTENER_IP; null for ALL.</param>
sealed record Endpoint(string Name, int Port, string Role, string Algorithm, bool IsStarted, string Owner, bool IsEncrypted = true,
    string Authentication = "NEGOTIATE", string? Address = null);

/// <summary>A SQL Server instance: what it is, its databases, logins, endpoint, and msdb.</summary>
sealed class Instance
{
    public required Estate Estate { get; set; }
    public required string Id { get; init; }
    public required string Host { get; init; }
    public required string? Name { get; init; }
    public required int? Port { get; init; }
    public required string ServerName { get; set; }
    /// <summary>What @@SERVERNAME answers; null after a rename that nobody finished.</summary>
    public required string? LocalName { get; set; }
    /// <summary>SERVERPROPERTY('ProductVersion').</summary>
    public required string ProductVersion { get; set; }
    /// <summary>SERVERPROPERTY('Edition').</summary>
    public required string Edition { get; set; }
    public required Collation Collation { get; set; }
    public required bool IsLinux { get; init; }
    public required string EngineAccount { get; set; }
    public required string AgentAccount { get; set; }
    /// <summary>The login under which this server's engine comes to another server.</summary>
    public required string NetworkAccount { get; init; }
    public required string Caller { get; init; }
    public bool CallerIsSysadmin { get; set; } = true;
    /// <summary>The caller, who is no sysadmin, may SELECT in msdb.</summary>
    public bool CallerReadsMsdb { get; set; }
    /// <summary>Certificates of master, with the day on which each expires.</summary>
    public ImmutableSortedDictionary<string, DateTime> Certificates { get; set; } = ImmutableSortedDictionary<string, DateTime>.Empty;
    public bool IsAgentRunning { get; set; } = true;
    /// <summary>Other servers reach it.</summary>
    public bool IsReachable { get; set; } = true;
    public bool IsMixedAuthentication { get; set; } = true;
    /// <summary>Minutes that the server's own time is ahead of UTC.</summary>
    public int Offset { get; init; } = 60;
    public ImmutableList<Login> Logins { get; set; } = [];
    /// <summary>Logins that have CONNECT on the endpoint; those that are denied it.</summary>
    public ImmutableSortedSet<string> Connects { get; set; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);
    public ImmutableSortedSet<string> Denied { get; set; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);
    public Endpoint? Endpoint { get; set; }
    /// <summary>Messages that users have added, by sp_addmessage.</summary>
    public ImmutableList<int> UserMessages { get; set; } = [];
    public List<Database> Databases { get; private set; } = [];
    public Dictionary<string, Table> Msdb { get; private set; } = [];

    public IReadOnlyList<string> SystemDatabases { get; } = ["master", "tempdb", "model", "msdb"];
    public string Address => Port is { } port ? $"{Host},{port}" : Name is null ? Host : $@"{Host}\{Name}";
    public int Major => int.Parse(ProductVersion.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
    public DateTime LocalTime => Estate.Now.AddMinutes(Offset);
    public string DataFolder => IsLinux ? "/var/opt/mssql/data/" : $@"D:\MSSQL{Major}.{Name ?? "MSSQLSERVER"}\DATA\";
    public byte[] CallerSid => FindLogin(Caller)!.Sid;

    public Table this[string table] => Msdb[table];

    public Instance Copy(Estate estate)
    {
        var copy = (Instance)MemberwiseClone();
        copy.Estate = estate;
        copy.Databases = [.. Databases.Select(database => database.Copy())];
        copy.Msdb = Msdb.ToDictionary(pair => pair.Key, pair => pair.Value.Copy());
        return copy;
    }

    bool Same(string? left, string? right) => left is not null && right is not null && Collation.Equal(left, right);

    public Database? FindDatabase(string name) => Databases.FirstOrDefault(database => Same(database.Name, name));

    public int? DatabaseId(string name)
    {
        var index = SystemDatabases.ToList().FindIndex(one => Same(one, name));
        return index >= 0 ? index + 1 : FindDatabase(name)?.Id;
    }

    public string? DatabaseName(int id) =>
        id >= 1 && id <= SystemDatabases.Count ? SystemDatabases[id - 1] : Databases.FirstOrDefault(database => database.Id == id)?.Name;

    public int NextDatabaseId => Enumerable.Range(5, 1000).First(id => Databases.All(database => database.Id != id));

    public Login? FindLogin(string? name) =>
        Logins.FirstOrDefault(login => string.Equals(login.Name, name, StringComparison.OrdinalIgnoreCase));

    public Login? LoginBySid(byte[] sid) => Logins.FirstOrDefault(login => login.Sid.AsSpan().SequenceEqual(sid));

    /// <summary>A Windows account has one SID wherever it logs in.</summary>
    public static byte[] SidOf(string account) =>
        [1, 5, .. System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(account.ToUpperInvariant())).AsSpan(0, 14)];

    /// <summary>
    /// SQL Server 2008 R2 has sys.dm_server_services from Service Pack 1 on (its page of then); every other view is in every version.
    /// </summary>
    public bool HasView(string name) =>
        name != "sys.dm_server_services" || !ProductVersion.StartsWith("10.50.16", StringComparison.Ordinal);
}
