using System.Net.Sockets;

namespace Rehearsal.PowerShell;

/// <summary>System.Net.Sockets.TcpClient.</summary>
public sealed class EstateTcpClient
{
    /// <summary>For one family of addresses; host names of the estate answer for both.</summary>
    public EstateTcpClient(AddressFamily family)
    {
        if (family is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
            throw new ArgumentException("The address family is not supported.", nameof(family));
    }

    /// <summary>Begins to connect; whether the name is known shows at EndConnect.</summary>
    public IAsyncResult BeginConnect(string host, int port, AsyncCallback? requestCallback, object? state)
    {
        if (port is < 1 or > 65535) throw new ArgumentOutOfRangeException(nameof(port));
        return new EstateConnect(host, port);
    }

    /// <summary>Ends it; throws SocketException where nothing answered.</summary>
    public void EndConnect(IAsyncResult asyncResult)
    {
        if (((EstateConnect)asyncResult).Failure is { } failure) throw failure;
    }

    /// <summary>Closes.</summary>
    public void Close() { }
}
