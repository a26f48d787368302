using System.Net;

namespace Rehearsal.PowerShell;

/// <summary>System.Net.Dns.</summary>
public static class EstateDns
{
    /// <summary>A host's addresses; throws SocketException where the name is unknown.</summary>
    public static IPAddress[] GetHostAddresses(string hostNameOrAddress)
    {
        var run = CurrentRun.Current;
        return run.Ask(() => run.Computer.Resolve(hostNameOrAddress).Select(IPAddress.Parse).ToArray());
    }
}
