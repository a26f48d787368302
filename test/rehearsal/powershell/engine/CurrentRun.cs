using System.Net.Sockets;

namespace Rehearsal.PowerShell;

/// <summary>
/// The run of this thread: where the commands and the stand-ins of .NET types, which PowerShell makes, find the estate. The engine
/// runs on the caller's thread, so that several hosts can run side by side.
/// </summary>
sealed class CurrentRun(string file, IServers servers, IChatShell chat, IComputer computer, CmdletReference reference, bool confirm)
{
    [ThreadStatic] static CurrentRun? current;

    public static CurrentRun Current
    {
        get => current ?? throw new InvalidOperationException("no script is running on this thread");
        set => current = value;
    }

    public static void End() => current = null;

    /// <summary>The script's path as the caller gave it.</summary>
    public string File { get; } = file;
    public IServers Servers { get; } = servers;
    public IChatShell Chat { get; } = chat;
    public IComputer Computer { get; } = computer;
    public CmdletReference Reference { get; } = reference;

    /// <summary>What the host answers when it is asked.</summary>
    public bool Confirm { get; } = confirm;
    public List<string> Lines { get; } = [];

    /// <summary>
    /// What went wrong in the harness, not in the estate. A script's catch must not hide it: from there on every call fails, and the host
    /// throws it at the end.
    /// </summary>
    public Exception? Fault { get; private set; }

    /// <summary>Asks the estate. Failures that a real call can have go to the script; any other exception is a fault.</summary>
    public T Ask<T>(Func<T> call)
    {
        if (Fault is not null) throw Fault;
        try { return call(); }
        catch (Exception e) when (e is not (SqlFailure or ChatFailure or SocketException or IOException or UnauthorizedAccessException))
        {
            Fault = e;
            throw;
        }
    }

    public void Ask(Action call) => Ask(() => { call(); return true; });

    /// <summary>
    /// For what only the run shows: the dialect does not have it. It is a fault, and thrown from here; `throw` before the call is for the
    /// compiler.
    /// </summary>
    public Exception Out(string name) => Ask<Exception>(() => throw new OutOfDialect(File, 0, name));
}
