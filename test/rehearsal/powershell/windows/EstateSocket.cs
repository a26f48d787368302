namespace Rehearsal.PowerShell;

/// <summary>System.Net.Sockets.Socket, as UdpClient.Client.</summary>
public sealed class EstateSocket
{
    /// <summary>Milliseconds; 0 waits for ever.</summary>
    public int ReceiveTimeout { get; set; }
}
