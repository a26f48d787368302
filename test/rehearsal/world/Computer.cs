using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Rehearsal.Estates;
using Rehearsal.PowerShell;

namespace Rehearsal.World;

/// <summary>A computer on which a script is run, with the instances that run there: none on a front end.</summary>
/// <param name="changed">Called after each change of a folder.</param>
sealed class Computer(Estate estate, string name, IReadOnlyList<Instance> instances, Action? changed = null) : IComputer
{
    /// <summary>A front end of the pool, or anybody's desk.</summary>
    public static Computer FrontEnd(Estate estate) => new(estate, "FE1", []);

    /// <summary>A server of the pool, by its host.</summary>
    public static Computer OfPool(Estate estate, string host) => new(estate, host.Split('.')[0].ToUpperInvariant(), []);

    /// <summary>The Windows computers of the estate.</summary>
    public static IReadOnlyList<Computer> All(Estate estate) => [.. estate.Instances.Values.Where(one => !one.IsLinux)
        .GroupBy(one => one.ServerName.Split('\\')[0], StringComparer.OrdinalIgnoreCase)
        .Select(group => new Computer(estate, group.Key, [.. group]))];

    /// <summary>The same computer under another name: a node of a failover cluster.</summary>
    public Computer Named(string other) => new(estate, other, instances);

    /// <summary>The same computer, which tells of each change.</summary>
    public Computer Telling(Action? change) => new(estate, name, instances, change);

    public IReadOnlyList<Instance> Instances => instances;
    public string MachineName => name;
    public string UserName => Blank.Caller;
    public bool IsAdministrator => true;

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Services => [.. instances.SelectMany(instance => new[]
    {
        Service(EngineOf(instance), true, instance.EngineAccount),
        Service(AgentOf(instance), instance.IsAgentRunning, instance.AgentAccount),
    })];

    static string EngineOf(Instance instance) => instance.Name is null ? "MSSQLSERVER" : $"MSSQL${instance.Name}";
    static string AgentOf(Instance instance) => instance.Name is null ? "SQLSERVERAGENT" : $"SQLAgent${instance.Name}";

    static Dictionary<string, object?> Service(string name, bool isRunning, string account) =>
        new() { ["Name"] = name, ["State"] = isRunning ? "Running" : "Stopped", ["StartMode"] = "Auto", ["StartName"] = account };

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Disks =>
        [new Dictionary<string, object?> { ["DeviceID"] = "D:", ["Size"] = 500UL << 30, ["FreeSpace"] = 200UL << 30 }];

    Folder? Find(string path) => instances.Select(instance => instance.Id).DefaultIfEmpty("")
        .Select(id => estate.Folders.Find(id, path)).FirstOrDefault(folder => folder is not null);

    public bool FolderExists(string path) => Find(path) is not null;

    /// <summary>
    /// Every account that may use a folder has Modify there by a line of its own, but where a script made it: there is what that gave.
    /// </summary>
    public IReadOnlyList<AccessLine> AccessOf(string path)
    {
        if (Find(path) is not { } folder) throw new DirectoryNotFoundException(path);
        var accounts = estate.Instances.Values
            .SelectMany(one => new[] { (Who: "engine", Account: one.NetworkAccount), (Who: "agent", Account: one.AgentAccount) }
                .Where(pair => !folder.Denied.Contains($"{one.Id}/{pair.Who}") && folder.Made.IsEmpty)
                .Select(pair => new AccessLine(pair.Account, null, "Modify", false)));
        return [.. accounts.Concat(Own(path).SelectMany(own => ServicesOf(own.Instance).SelectMany(service => Lines(own.Folder, service))))
            .Distinct()];
    }

    static IEnumerable<AccessLine> Lines(Folder folder, (string Who, string Name, string Sid) service)
    {
        if (folder.Given.GetValueOrDefault(service.Sid) is { } rights)
            yield return new($@"NT SERVICE\{service.Name}", service.Sid, rights, false);
        if (folder.Refused.Contains(service.Sid)) yield return new($@"NT SERVICE\{service.Name}", service.Sid, "FullControl", true);
    }

    /// <summary>The folder as each instance of this computer has it.</summary>
    IEnumerable<(Instance Instance, Folder Folder)> Own(string path) => instances
        .Select(instance => (instance, estate.Folders.Find(instance.Id, path)!)).Where(pair => pair.Item2 is not null);

    /// <summary>The services of an instance with their identifiers: S-1-5-80, then SHA-1 of the name in capitals in five numbers.</summary>
    public static IEnumerable<(string Who, string Name, string Sid)> ServicesOf(Instance instance)
    {
        foreach (var (who, service) in new[] { ("engine", EngineOf(instance)), ("agent", AgentOf(instance)) })
        {
            var hash = SHA1.HashData(Encoding.Unicode.GetBytes(service.ToUpperInvariant()));
            var numbers = Enumerable.Range(0, 5).Select(at => BitConverter.ToUInt32(hash, 4 * at));
            yield return (who, service, $"S-1-5-80-{string.Join('-', numbers)}");
        }
    }

    public IReadOnlyList<string> FilesOf(string path) =>
        [.. (Find(path) ?? throw new DirectoryNotFoundException(path)).Files.Keys];

    public void CopyFile(string from, string to, bool overwrite) => Put(from, to, overwrite, isMove: false);

    public void MoveFile(string from, string to) => Put(from, to, overwrite: false, isMove: true);

    void Put(string from, string to, bool overwrite, bool isMove)
    {
        var ((source, old), (target, name)) = (Folders.Split(from), Folders.Split(to));
        var file = Find(source)?.Files.GetValueOrDefault(old) ?? throw new FileNotFoundException(from);
        var folder = Find(target) ?? throw new DirectoryNotFoundException(target);
        if (folder.IsFull) throw new IOException($"There is not enough space on the disk: {to}");
        if (!overwrite && folder.Files.ContainsKey(name)) throw new IOException($"Cannot create {to}: it is there already");
        if (isMove && Find(source)!.Key == folder.Key) folder = folder with { Files = folder.Files.Remove(old) };
        estate.Folders.Set(folder with { Files = folder.Files.SetItem(name, file with { Name = name }) });
        changed?.Invoke();
    }

    public bool IsLink(string path) => Find(path) is { IsLink: true };

    public void MakeFolder(string path)
    {
        foreach (var instance in instances)
        {
            if (estate.Folders.Find(instance.Id, path) is not null) continue;
            var services = ServicesOf(instance).Select(service => $"{instance.Id}/{service.Who}").ToList();
            estate.Folders.Set(new Folder(estate.Folders.Key(instance.Id, path)) { Denied = [.. services], Made = [.. services] });
        }
        changed?.Invoke();
    }

    public void Give(string path, string sid, string rights)
    {
        foreach (var (instance, folder) in Own(path))
            foreach (var service in ServicesOf(instance).Where(service => service.Sid == sid))
                estate.Folders.Set(folder with
                {
                    Given = folder.Given.SetItem(sid, rights), Denied = folder.Denied.Remove($"{instance.Id}/{service.Who}"),
                });
        changed?.Invoke();
    }

    public string[] Resolve(string host) =>
        IsServer(host) || IsFileServer(host) ? ["10.0.0.1"] : throw new SocketException((int)SocketError.HostNotFound);

    /// <summary>Whoever set up the servers made an alias where a default instance's name alone would not lead to its port.</summary>
    public string? ClientAlias(string dialled) =>
        estate.Instances.Values.FirstOrDefault(one => one.Name is null && one.Port is not (null or 1433)
            && string.Equals(one.ServerName, dialled, StringComparison.OrdinalIgnoreCase)) is { } found
            ? $"DBMSSOCN,{found.Host},{found.Port}" : null;

    bool IsServer(string host) => estate.Instances.Values.Any(one => Is(one, host));

    /// <summary>By its whole name, or by the first label, which the computers of one domain have in common.</summary>
    static bool Is(Instance one, string host) => string.Equals(one.Host, host, StringComparison.OrdinalIgnoreCase)
        || string.Equals(one.ServerName.Split('\\')[0], host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whoever has a share; it answers at SMB's port.</summary>
    bool IsFileServer(string host) => estate.Folders.Paths.Any(path => path.StartsWith($@"\\{host}\", StringComparison.OrdinalIgnoreCase));

    public bool PortOpen(string host, int port) =>
        (port == 445 && IsFileServer(host))
        || Reachable(host).Any(one => one.Endpoint is { IsStarted: true } endpoint && endpoint.Port == port || (one.Port ?? 1433) == port);

    public int? BrowserPort(string host, string name) =>
        Reachable(host).FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Port ?? 1433 : null;

    IEnumerable<Instance> Reachable(string host) => estate.Instances.Values
        .Where(one => one.IsReachable && Is(one, host));
}
