using System.Collections.Immutable;

namespace Rehearsal.Estates;

/// <summary>A store of the pool: a SQL Server instance by its host, and the instance's name where it has one.</summary>
sealed record Store(string Property, string Host, string? Instance);

/// <summary>The Persistent Chat pool as the Skype cmdlets show it.</summary>
sealed class Pool
{
    public required string Fqdn { get; init; }
    /// <summary>The product: its shell's cmdlets differ a little.</summary>
    public required string Platform { get; init; }
    public required ImmutableList<Store> Stores { get; set; }
    public required ImmutableList<string> Servers { get; init; }
    public required ImmutableList<string> Active { get; set; }
    /// <summary>It uses its backup databases.</summary>
    public bool IsFailedOver { get; set; }

    public Pool Copy() => (Pool)MemberwiseClone();
}
