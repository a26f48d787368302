namespace Rehearsal.Estates;

/// <summary>
/// A call that goes wrong: the Nth of the run that can fail (a procedure, BACKUP, RESTORE, ALTER DATABASE, CREATE, GRANT). The estate's
/// own troubles, such as a share that is not there, are states of it and no faults of this kind.
/// </summary>
/// <param name="Call">Which call, counted from 1.</param>
/// <param name="Kind">How it fails.</param>
sealed class Fault(int call, FaultKind kind)
{
    public int Call { get; } = call;
    public FaultKind Kind { get; } = kind;
    public int Seen { get; set; }
    /// <summary>What was called when it struck; null while it has not.</summary>
    public string? Struck { get; set; }
    /// <summary>How many jobs were enabled in the estate at that moment: afterwards there are no more.</summary>
    public int EnabledJobs { get; set; }
    /// <summary>The calls that write to a remote monitor.</summary>
    public HashSet<int> Remote { get; } = [];

    public Fault Copy() => (Fault)MemberwiseClone();
}

enum FaultKind
{
    /// <summary>An error of severity 16, and return code 1.</summary>
    Error,
    /// <summary>Return code 1, and no error at all.</summary>
    ReturnCode,
    /// <summary>Permission denied: severity 14; the procedure does not begin, so that no return code is set.</summary>
    Permission,
    /// <summary>What the call writes here is there; what it writes on the remote monitor fails: an error, and return code 1.</summary>
    RemoteMonitor,
}
