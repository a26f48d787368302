using System.Net.Sockets;
using Rehearsal.Estates;
using Rehearsal.PowerShell;

namespace Rehearsal.World;

/// <summary>A computer on which a script is run, with the instances that run there: none on a front end.</summary>
sealed class Computer(Estate estate, string name, IReadOnlyList<Instance> instances) : IComputer
{
    /// <summary>A front end of the pool, or anybody's desk.</summary>
    public static Computer FrontEnd(Estate estate) => new(estate, "FE1", []);

    /// <summary>The Windows computers of the estate.</summary>
    public static IReadOnlyList<Computer> All(Estate estate) => [.. estate.Instances.Values.Where(one => !one.IsLinux)
        .GroupBy(one => one.ServerName.Split('\\')[0], StringComparer.OrdinalIgnoreCase)
        .Select(group => new Computer(estate, group.Key, [.. group]))];

    /// <summary>The same computer under another name: a node of a failover cluster.</summary>
    public Computer Named(string other) => new(estate, other, instances);

    public IReadOnlyList<Instance> Instances => instances;
    public string MachineName => name;
    public string UserName => Blank.Caller;
    public bool IsAdministrator => true;

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Services => [.. instances.SelectMany(instance => new[]
    {
        Service(instance.Name is null ? "MSSQLSERVER" : $"MSSQL${instance.Name}", true, instance.EngineAccount),
        Service(instance.Name is null ? "SQLSERVERAGENT" : $"SQLAgent${instance.Name}", instance.IsAgentRunning, instance.AgentAccount),
    })];

    static Dictionary<string, object?> Service(string name, bool isRunning, string account) =>
        new() { ["Name"] = name, ["State"] = isRunning ? "Running" : "Stopped", ["StartMode"] = "Auto", ["StartName"] = account };

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Disks =>
        [new Dictionary<string, object?> { ["DeviceID"] = "D:", ["Size"] = 500UL << 30, ["FreeSpace"] = 200UL << 30 }];

    Folder? Find(string path) => instances.Select(instance => instance.Id).DefaultIfEmpty("")
        .Select(id => estate.Folders.Find(id, path)).FirstOrDefault(folder => folder is not null);

    public bool FolderExists(string path) => Find(path) is not null;

    /// <summary>Every account that may use a folder has Modify there by a line of its own.</summary>
    public IReadOnlyList<(string Account, string Rights, bool Deny)> AccessOf(string path)
    {
        if (Find(path) is not { } folder) throw new DirectoryNotFoundException(path);
        return [.. estate.Instances.Values
            .SelectMany(one => new[] { (Who: "engine", Account: one.NetworkAccount), (Who: "agent", Account: one.AgentAccount) }
                .Where(pair => !folder.Denied.Contains($"{one.Id}/{pair.Who}")).Select(pair => (pair.Account, "Modify", false)))
            .Distinct()];
    }

    public string[] Resolve(string host) =>
        IsServer(host) || IsFileServer(host) ? ["10.0.0.1"] : throw new SocketException((int)SocketError.HostNotFound);

    bool IsServer(string host) => estate.Instances.Values.Any(one => string.Equals(one.Host, host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whoever has a share; it answers at SMB's port.</summary>
    bool IsFileServer(string host) => estate.Folders.Paths.Any(path => path.StartsWith($@"\\{host}\", StringComparison.OrdinalIgnoreCase));

    public bool PortOpen(string host, int port) =>
        (port == 445 && IsFileServer(host))
        || Reachable(host).Any(one => one.Endpoint is { IsStarted: true } endpoint && endpoint.Port == port || (one.Port ?? 1433) == port);

    public int? BrowserPort(string host, string name) =>
        Reachable(host).FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Port ?? 1433 : null;

    IEnumerable<Instance> Reachable(string host) => estate.Instances.Values
        .Where(one => one.IsReachable && string.Equals(one.Host, host, StringComparison.OrdinalIgnoreCase));
}
