namespace Rehearsal.PowerShell;

/// <summary>The Skype management shell; every method but HasCommand may throw ChatFailure.</summary>
public interface IChatShell
{
    /// <summary>Whether the shell has the cmdlet; false for all in a plain shell.</summary>
    bool HasCommand(string name);

    /// <summary>
    /// Rows of Get-CsDatabaseMirrorState: DatabaseName, StateOnPrimary, StateOnMirror, MirroringStatusOnPrimary, MirroringStatusOnMirror.
    /// </summary>
    IReadOnlyList<IReadOnlyDictionary<string, object?>> GetDatabaseMirrorState(string poolFqdn, string? databaseType);

    /// <summary>Install-CsMirrorDatabase -DatabaseType; the instance is null where none was given.</summary>
    void InstallMirrorDatabase(string databaseType, string sqlServerFqdn, string? sqlInstanceName, string fileShare);

    /// <summary>Uninstall-CsMirrorDatabase without -DropExistingDatabasesOnMirror; the instance is null where none was given.</summary>
    void UninstallMirrorDatabase(string databaseType, string sqlServerFqdn, string? sqlInstanceName);

    /// <summary>Invoke-CsDatabaseFailover; newPrincipal is Primary or Mirror.</summary>
    void InvokeDatabaseFailover(string poolFqdn, string databaseType, string newPrincipal);

    /// <summary>Rows of Get-CsService; kind is PersistentChatServer, PersistentChatDatabase or PersistentChatComplianceDatabase.</summary>
    IReadOnlyList<IReadOnlyDictionary<string, object?>> GetService(string kind, string? poolFqdn);

    /// <summary>Rows of Get-CsPersistentChatState: Identity, PoolState.</summary>
    IReadOnlyList<IReadOnlyDictionary<string, object?>> GetPoolState();

    /// <summary>Set-CsPersistentChatState; the state is Normal or FailedOver.</summary>
    void SetPoolState(string identity, string state);

    /// <summary>Set-CsPersistentChatActiveServer with a server that is added or removed.</summary>
    void ChangeActiveServer(string identity, string server, bool isAdded);

    /// <summary>Get-CsPool -Identity; null where there is no such pool.</summary>
    IReadOnlyDictionary<string, object?>? GetPool(string identity);
}

/// <summary>An error that a Skype cmdlet reports.</summary>
public sealed class ChatFailure(string message) : Exception(message);
