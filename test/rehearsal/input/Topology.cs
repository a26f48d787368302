using System.Text.Json.Serialization;

namespace Rehearsal.Input;

// The resolved topology as src/model/topology.ts has it; what the rehearsal needs of it.

sealed record Duration(string Text, long Seconds)
{
    [JsonIgnore] public long Minutes => Seconds / 60;
}

sealed record EndpointFacts(string Name, int Port, string Role, string Encryption);

sealed record Server(string Id, string Host, string? Instance, int? Port, string ServerName, string Site, string Version, string Edition,
    string Os, string? Collation, string EngineAccount, string AgentAccount, EndpointFacts? Endpoint);

sealed record ScheduleTime(string Kind, Duration? Every, string? From, string? Until, string? At);
sealed record ScheduleDays(string Kind, int? EveryDays, IReadOnlyList<string>? Days, int? Every, int? Day, string? Weekday, string? Week);
sealed record Schedule(string Name, bool Enabled, ScheduleTime Time, ScheduleDays Days, string? StartDate, string? EndDate);

sealed record MirroringFacts(Server Principal, Server Mirror, Server? Witness, string Mode, Duration Timeout, string? SeedShare,
    string Initialize, string? DataPath, string? LogPath);

sealed record BackupFacts(string Share, string Directory, string? LocalPath, Duration Retention, Duration AlertAfter, bool Alert,
    long AlertError, string Compression, string Job, Schedule Schedule);
sealed record MonitorFacts(Server Server, string Authentication);
sealed record CopyFacts(string From, string To, Duration Retention, string Job, Schedule Schedule);
sealed record RestoreFacts(string Mode, bool DisconnectUsers, Duration Delay, Duration AlertAfter, bool Alert, long AlertError, bool All,
    long? BlockSize, long? BufferCount, long? MaxTransferSize, string Job, Schedule Schedule);
sealed record SecondaryMirror(Server Server, string? SeedShare, string? BackupShare);
sealed record SecondaryFacts(Server Server, string Database, string Initialize, string? DataPath, string? LogPath, CopyFacts Copy,
    RestoreFacts Restore, SecondaryMirror? Mirror);
sealed record LogShippingFacts(Server Primary, BackupFacts Backup, Duration History, MonitorFacts? Monitor, string? JobOwner,
    IReadOnlyList<SecondaryFacts> Secondaries);
sealed record StoreFacts(Server Server, Server? Mirror);
sealed record SeedFacts(string Share, int Stripes);
sealed record DatabaseFacts(string Name, MirroringFacts? Mirroring, LogShippingFacts? LogShipping, SeedFacts? Seed,
    StoreFacts? BackupStore);
sealed record ChatServerFacts(string Host, string Site, bool Active);
sealed record ChatFacts(string Pool, IReadOnlyList<ChatServerFacts> Servers);

sealed record Topology(string Name, string Platform, IReadOnlyList<Server> Servers, ChatFacts? PersistentChat,
    IReadOnlyList<DatabaseFacts> Databases)
{
    [JsonIgnore] public bool IsChat => Platform != "sql-server";
    public Server Server(string id) => Servers.First(server => server.Id == id);
}
