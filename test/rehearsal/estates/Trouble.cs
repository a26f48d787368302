namespace Rehearsal.Estates;

/// <summary>
/// Something in the estate that is not as it should be: a share that is gone, a full disk, a stopped endpoint. Make breaks it for a
/// server and gives what mends it; null where there is nothing of the kind.
/// </summary>
sealed record Trouble(string Name, Func<Estate, Instance, Action<Estate>?> Make)
{
    public static readonly IReadOnlyList<Trouble> All =
    [
        new("shares-gone", (estate, _) => Folders(estate, folder => null)),
        new("disks-full", (estate, _) => Folders(estate, folder => folder with { IsFull = true })),
        new("engine-denied", (estate, server) =>
            Folders(estate, folder => folder with { Denied = folder.Denied.Add($"{server.Id}/engine") })),
        new("agent-denied", (estate, server) =>
            Folders(estate, folder => folder with { Denied = folder.Denied.Add($"{server.Id}/agent") })),
        new("endpoints-stopped", (estate, _) => Each(estate, server => server.Endpoint is not null,
            server => server.Endpoint = server.Endpoint! with { IsStarted = false },
            server => server.Endpoint = server.Endpoint! with { IsStarted = true })),
        new("partners-unreachable", (estate, own) => Each(estate, server => server.Id != own.Id,
            server => server.IsReachable = false, server =>
            {
                server.IsReachable = true;
                server.Estate.Rejoin(server);
            })),
        new("agent-stopped", (estate, own) => Each(estate, server => server.Id == own.Id,
            server => server.IsAgentRunning = false, server => server.IsAgentRunning = true)),
    ];

    static Action<Estate>? Each(Estate estate, Func<Instance, bool> which, Action<Instance> @break, Action<Instance> mend)
    {
        var broken = estate.Instances.Values.Where(which).Select(server => server.Id).ToList();
        if (broken.Count == 0) return null;
        foreach (var id in broken) @break(estate.Instances[id]);
        return after => { foreach (var id in broken) mend(after.Instances[id]); };
    }

    /// <summary>Every share and mount; a server's own folders stay.</summary>
    static Action<Estate>? Folders(Estate estate, Func<Folder, Folder?> @break)
    {
        var shares = estate.Folders.All.Where(folder => !folder.Key.Contains('|')).ToList();
        if (shares.Count == 0) return null;
        foreach (var share in shares)
            if (@break(share) is { } changed) estate.Folders.Set(changed);
            else estate.Folders.Remove(share.Key);
        return after =>
        {
            foreach (var share in shares)
            {
                var files = after.Folders.All.FirstOrDefault(folder => folder.Key == share.Key)?.Files ?? share.Files;
                after.Folders.Set(share with { Files = files });
            }
        };
    }
}
