using System.Net.Sockets;
using Rehearsal.Estates;
using Rehearsal.PowerShell;

namespace Rehearsal.World;

/// <summary>The computer on which a script is run: a server of the estate, or a front end where there is none.</summary>
sealed class Computer(Estate estate, Instance? instance) : IComputer
{
    public string MachineName => instance is null ? "FE1" : instance.ServerName.Split('\\')[0];
    public string UserName => Blank.Caller;
    public bool IsAdministrator => true;

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Services => instance is null ? [] :
    [
        Service(instance.Name is null ? "MSSQLSERVER" : $"MSSQL${instance.Name}", true, instance.EngineAccount),
        Service(instance.Name is null ? "SQLSERVERAGENT" : $"SQLAgent${instance.Name}", instance.IsAgentRunning, instance.AgentAccount),
    ];

    static Dictionary<string, object?> Service(string name, bool isRunning, string account) =>
        new() { ["Name"] = name, ["State"] = isRunning ? "Running" : "Stopped", ["StartMode"] = "Auto", ["StartName"] = account };

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Disks => [new Dictionary<string, object?> { ["DeviceID"] = "D:", ["Size"] = 500UL << 30, ["FreeSpace"] = 200UL << 30 }];

    string Id => instance?.Id ?? "";

    public bool FolderExists(string path) => estate.Folders.Find(Id, path) is not null;

    /// <summary>Every account that may use a folder has Modify there by a line of its own.</summary>
    public IReadOnlyList<(string Account, string Rights, bool Deny)> AccessOf(string path)
    {
        if (estate.Folders.Find(Id, path) is not { } folder) throw new DirectoryNotFoundException(path);
        return [.. estate.Instances.Values.SelectMany(one => new[] { (Who: "engine", Account: one.NetworkAccount), (Who: "agent", Account: one.AgentAccount) }
            .Where(pair => !folder.Denied.Contains($"{one.Id}/{pair.Who}")).Select(pair => (pair.Account, "Modify", false))).Distinct()];
    }

    public string[] Resolve(string host) => IsServer(host) || IsFileServer(host) ? ["10.0.0.1"] : throw new SocketException((int)SocketError.HostNotFound);

    bool IsServer(string host) => estate.Instances.Values.Any(one => string.Equals(one.Host, host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whoever has a share; it answers at SMB's port.</summary>
    bool IsFileServer(string host) => estate.Folders.Paths.Any(path => path.StartsWith($@"\\{host}\", StringComparison.OrdinalIgnoreCase));

    public bool PortOpen(string host, int port) => (port == 445 && IsFileServer(host)) || estate.Instances.Values.Any(one => one.IsReachable && string.Equals(one.Host, host, StringComparison.OrdinalIgnoreCase)
        && (one.Endpoint is { IsStarted: true } endpoint && endpoint.Port == port || (one.Port ?? 1433) == port));

    public int? BrowserPort(string host, string name) => estate.Instances.Values.FirstOrDefault(one => one.IsReachable && string.Equals(one.Host, host, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found ? found.Port ?? 1433 : null;
}
