using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rehearsal.PowerShell;

/// <summary>
/// System.Net.Sockets.UdpClient, for the question after one instance that SQL Server Browser answers (MC-SQLR, CLNT_UCAST_INST and
/// SVR_RESP).
/// </summary>
public sealed class EstateUdpClient
{
    const int BrowserPort = 1434;
    string host = "";
    int port;
    byte[]? answer;

    /// <summary>The socket, for its timeout.</summary>
    public EstateSocket Client { get; } = new();

    /// <summary>Sets the other side; throws SocketException where the name is unknown.</summary>
    public void Connect(string hostname, int port)
    {
        var run = CurrentRun.Current;
        run.Ask(() => run.Computer.Resolve(hostname));
        (host, this.port) = (hostname, port);
    }

    /// <summary>Sends; SQL Server Browser says nothing to what it does not know.</summary>
    public int Send(byte[] dgram, int bytes)
    {
        if (host == "") throw new InvalidOperationException("The operation is not allowed on non-connected sockets.");
        answer = port == BrowserPort && bytes == dgram.Length && bytes > 2 && dgram[0] == 4 && Array.IndexOf(dgram, (byte)0) == bytes - 1
            ? Answer(Encoding.ASCII.GetString(dgram, 1, bytes - 2))
            : null;
        return bytes;
    }

    /// <summary>The answer; throws SocketException when the time is up.</summary>
    public byte[] Receive(ref IPEndPoint remoteEP)
    {
        if (answer is { } bytes)
        {
            answer = null;
            return bytes;
        }
        var run = CurrentRun.Current;
        if (Client.ReceiveTimeout == 0) throw run.Out("Receive() without a limit");
        run.Ask(() => run.Servers.Sleep(TimeSpan.FromMilliseconds(Client.ReceiveTimeout)));
        throw new SocketException((int)SocketError.TimedOut);
    }

    /// <summary>Closes.</summary>
    public void Close() => host = "";

    byte[]? Answer(string instance)
    {
        var run = CurrentRun.Current;
        if (run.Ask(() => run.Computer.BrowserPort(host, instance)) is not { } tcp) return null;
        var text = Encoding.ASCII.GetBytes($"ServerName;{host.Split('.')[0].ToUpperInvariant()};InstanceName;{instance};"
            + $"IsClustered;No;Version;12.0.2000.8;tcp;{tcp};;");
        return [5, (byte)text.Length, (byte)(text.Length >> 8), .. text];
    }
}
