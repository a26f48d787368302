using System.Collections.Immutable;

namespace Rehearsal.Estates;

/// <summary>Suspect: its data is damaged, and its log may still be there.</summary>
enum DatabaseState { Online, Restoring, Standby, Suspect }

enum Role { Principal, Mirror }

enum SessionState { Suspended, Disconnected, Synchronizing, Synchronized }

sealed record DatabaseFile(int Id, string LogicalName, string PhysicalName, bool IsLog);

/// <summary>One partner's view of a mirroring session: what sys.database_mirroring shows there.</summary>
sealed record Mirroring(Guid? Id, string PartnerName, Role Role, SessionState State, bool SafetyFull, int Timeout, string? WitnessName,
    bool WitnessConnected);

/// <summary>
/// A database. Its log is a position (End) and the transactions before it (Rows), so that it can be told which of them a copy has.
/// On a copy that waits for log, End is how far it has been restored.
/// </summary>
sealed class Database
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public DatabaseState State { get; set; }
    public string RecoveryModel { get; set; } = "FULL";
    public bool IsReadOnly { get; set; }
    public bool IsAutoClose { get; set; }
    public string UserAccess { get; set; } = "MULTI_USER";
    public byte[] OwnerSid { get; set; } = [1];
    public required ImmutableList<DatabaseFile> Files { get; set; }
    public required Guid Family { get; init; }
    public required Guid Fork { get; set; }
    /// <summary>Where its recovery fork begins: what comes before is common to both.</summary>
    public long ForkPoint { get; set; }
    public required DateTime Created { get; init; }
    public long End { get; set; }
    /// <summary>Where the next log backup begins; null while the chain has not begun (error 4214).</summary>
    public long? LastLogBackup { get; set; }
    /// <summary>Committed transactions by their place in the log.</summary>
    public ImmutableList<(long Lsn, string Text)> Rows { get; set; } = [];
    /// <summary>A log backup has been restored into it since it was made: a mirror's copy needs at least one.</summary>
    public bool HasLog { get; set; }
    public Mirroring? Mirroring { get; set; }
    /// <summary>Somebody has a connection to it.</summary>
    public bool IsInUse { get; set; }

    public bool IsReadable => State is DatabaseState.Online or DatabaseState.Standby;
    public bool IsWritable => State == DatabaseState.Online && !IsReadOnly;

    public Database Copy() => (Database)MemberwiseClone();
}
