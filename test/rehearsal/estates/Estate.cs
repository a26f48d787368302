namespace Rehearsal.Estates;

/// <summary>Something that happens by itself when the clock comes to it; data only, so that it is copied with the estate.</summary>
sealed record Pending(DateTime Due, string What, string Server, string Subject);

/// <summary>
/// All servers, folders and the pool: a world in which scripts run. Its clock is moved by the harness and by WAITFOR only, so that a
/// run is the same every time. Copy() is cheap: thousands of runs begin from copies of one state.
/// </summary>
sealed partial class Estate
{
    readonly List<Pending> pending = [];
    int guids;

    /// <summary>UTC.</summary>
    public DateTime Now { get; private set; } = new(2026, 3, 2, 21, 0, 0, DateTimeKind.Unspecified);
    public SortedDictionary<string, Instance> Instances { get; } = new(StringComparer.Ordinal);
    public Folders Folders { get; private init; } = new();
    public Pool? Pool { get; set; }
    /// <summary>A fault that the next call meets; see Fault.cs.</summary>
    public Fault? Fault { get; set; }

    public Estate Copy()
    {
        var copy = new Estate { Folders = Folders.Copy(), Pool = Pool?.Copy(), Now = Now, guids = guids, Fault = Fault?.Copy() };
        foreach (var (id, instance) in Instances) copy.Instances[id] = instance.Copy(copy);
        copy.pending.AddRange(pending);
        return copy;
    }

    /// <summary>Ids in the order in which they are asked for: nothing is random.</summary>
    public Guid NewId()
    {
        guids++;
        return new Guid(0x48414452, 0x4941, 0x4e00,
            [0, 0, 0, 0, (byte)(guids >> 24), (byte)(guids >> 16), (byte)(guids >> 8), (byte)guids]);
    }

    /// <summary>Lets something happen later.</summary>
    public void Later(int seconds, string what, Instance server, string subject = "") =>
        pending.Add(new(Now.AddSeconds(seconds), what, server.Id, subject));

    /// <summary>Moves the clock, and lets happen in their order what comes due.</summary>
    public void Advance(TimeSpan time)
    {
        var until = Now + time;
        while (pending.Where(one => one.Due <= until).MinBy(one => one.Due) is { } next)
        {
            pending.Remove(next);
            if (next.Due > Now) Now = next.Due;
            Events.Happen(this, next);
        }
        Now = until;
    }

    public bool IsAwaited(string what, Instance server, string subject) =>
        pending.Any(one => one.What == what && one.Server == server.Id && one.Subject == subject);

    /// <summary>The instance that answers at host and port of an endpoint's address (TCP://host:port).</summary>
    public Instance? ByEndpoint(string address)
    {
        const string Scheme = "TCP://";
        if (!address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var colon = address.LastIndexOf(':');
        var host = address[Scheme.Length..colon].Trim('[', ']');
        var port = address[(colon + 1)..];
        // By its own address, or by the host's name; an endpoint on ALL is not reached by an address (create-endpoint-transact-sql.md).
        return Instances.Values.FirstOrDefault(instance =>
            (System.Net.IPAddress.TryParse(host, out _)
                ? string.Equals(instance.Endpoint?.Address, host, StringComparison.OrdinalIgnoreCase)
                : string.Equals(instance.Host, host, StringComparison.OrdinalIgnoreCase))
            && instance.Endpoint?.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) == port);
    }

    /// <summary>The instance that a client reaches by "host", "host\INSTANCE" or "host,port".</summary>
    public Instance? ByAddress(string address) =>
        Instances.Values.FirstOrDefault(instance => string.Equals(instance.Address, address, StringComparison.OrdinalIgnoreCase));

    public Instance? ByServerName(string name) =>
        Instances.Values.FirstOrDefault(instance => string.Equals(instance.ServerName, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Counts a call that can fail.</summary>
    /// <param name="hasReturnCode">Only such a call can fail by one.</param>
    /// <returns>Whether the fault strikes it.</returns>
    public bool Strikes(string what, bool hasReturnCode = false)
    {
        if (Fault is not { } fault) return false;
        fault.Seen++;
        if (fault.Kind == FaultKind.RemoteMonitor || (fault.Kind == FaultKind.ReturnCode && !hasReturnCode)) return false;
        return Struck(fault, what);
    }

    /// <summary>Notes that the call writes to a remote monitor.</summary>
    /// <returns>Whether the fault strikes it there.</returns>
    public bool StrikesRemoteMonitor(string what)
    {
        if (Fault is not { } fault) return false;
        fault.Remote.Add(fault.Seen);
        return fault.Kind == FaultKind.RemoteMonitor && Struck(fault, what);
    }

    bool Struck(Fault fault, string what)
    {
        if (fault.Seen != fault.Call) return false;
        fault.Struck = what;
        fault.EnabledJobs = EnabledJobs;
        return true;
    }

    public int EnabledJobs => Instances.Values.Sum(instance => instance["sysjobs"].Records.Count(row => row.Number("enabled") == 1));

    /// <summary>
    /// The servers that keep the monitor's rows of a set-up on an instance: itself, and the monitor that is stated, where it answers.
    /// docs/relational-databases/system-stored-procedures/sp-add-log-shipping-primary-database-transact-sql.md.
    /// </summary>
    public IEnumerable<Instance> Monitors(Instance instance, string? monitor)
    {
        yield return instance;
        if (monitor is not null && ByServerName(monitor) is { IsReachable: true } remote && remote != instance) yield return remote;
    }

    // ---- the log of databases, and what mirroring makes of it

    /// <summary>A transaction that is committed in an online database.</summary>
    public void Write(Instance instance, Database database, string row)
    {
        if (!database.IsWritable) throw new InvalidOperationException($"{database.Name} on {instance.Id} cannot be written");
        database.End += 10;
        database.Rows = database.Rows.Add((database.End, row));
        Ship(instance, database);
    }

    /// <summary>What the principal's log gained goes to its mirror, where the session runs.</summary>
    public void Ship(Instance instance, Database database)
    {
        if (database.Mirroring is not { Role: Role.Principal, State: SessionState.Synchronized or SessionState.Synchronizing } session)
            return;
        if (Partner(session) is not { } partner || partner.FindDatabase(database.Name) is not { } mirror) return;
        mirror.End = database.End;
        mirror.Rows = database.Rows;
        mirror.LastLogBackup = database.LastLogBackup;
        (mirror.Fork, mirror.ForkPoint) = (database.Fork, database.ForkPoint);
    }

    public Instance? Partner(Mirroring session) => ByEndpoint(session.PartnerName);

    /// <summary>
    /// A server that is back finds out that a session has ended meanwhile: the partner has none of that id any more
    /// (docs/database-engine/database-mirroring/removing-database-mirroring-sql-server.md).
    /// </summary>
    public void Rejoin(Instance server)
    {
        foreach (var database in server.Databases)
            if (database.Mirroring is { Id: { } id } session && Partner(session) is { } partner
                && partner.FindDatabase(database.Name)?.Mirroring?.Id != id)
                database.Mirroring = null;
    }
}
