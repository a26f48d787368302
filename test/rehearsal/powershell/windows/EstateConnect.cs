using System.Net.Sockets;

namespace Rehearsal.PowerShell;

/// <summary>
/// A TCP connection that is being made. A name that is unknown fails at once; a closed port does not answer, as behind a firewall.
/// </summary>
public sealed class EstateConnect : IAsyncResult
{
    internal EstateConnect(string host, int port)
    {
        var run = CurrentRun.Current;
        try
        {
            run.Ask(() => run.Computer.Resolve(host));
            if (!run.Ask(() => run.Computer.PortOpen(host, port))) Failure = new SocketException((int)SocketError.TimedOut);
        }
        catch (SocketException e) { Failure = e; }
        AsyncWaitHandle = new EstateWait(IsCompleted);
    }

    internal SocketException? Failure { get; }

    /// <summary>Whether it is known how it ended.</summary>
    public bool IsCompleted => Failure is not { SocketErrorCode: SocketError.TimedOut };

    /// <summary>What to wait on.</summary>
    public WaitHandle AsyncWaitHandle { get; }

    /// <summary>None.</summary>
    public object? AsyncState => null;

    /// <summary>Never.</summary>
    public bool CompletedSynchronously => false;
}
