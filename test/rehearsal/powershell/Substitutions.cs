using System.Management.Automation;
using System.Reflection;

namespace Rehearsal.PowerShell;

/// <summary>
/// .NET types that exist on Windows only, or would answer for the machine that runs the test: type of the script, type of the estate.
/// PowerShell asks its type accelerators before it looks for a type, in [Type]::Member and in New-Object alike, so that the script itself
/// runs byte for byte.
/// </summary>
static class Substitutions
{
    static readonly Dictionary<string, Type> types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Win32.Registry"] = typeof(EstateRegistry),
        ["System.Data.SqlClient.SqlConnection"] = typeof(EstateSqlConnection),
        ["System.DateTime"] = typeof(EstateClock),
        ["System.Environment"] = typeof(EstateEnvironment),
        ["System.IO.FileSystemAclExtensions"] = typeof(EstateAcl),
        ["System.IO.Directory"] = typeof(EstateDirectory),
        ["System.IO.File"] = typeof(EstateFile),
        ["System.Net.Dns"] = typeof(EstateDns),
        ["System.Net.Sockets.TcpClient"] = typeof(EstateTcpClient),
        ["System.Net.Sockets.UdpClient"] = typeof(EstateUdpClient),
        ["System.Security.AccessControl.FileSystemAccessRule"] = typeof(EstateAccessRule),
        ["System.Security.Principal.SecurityIdentifier"] = typeof(EstateSid),
        ["System.Security.Principal.WindowsIdentity"] = typeof(EstateIdentity),
        ["System.Security.Principal.WindowsPrincipal"] = typeof(EstatePrincipal),
    };

    /// <summary>Puts them in place, once for the process.</summary>
    public static void Register()
    {
        var accelerators = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators", throwOnError: true)!;
        var add = accelerators.GetMethod("Add", BindingFlags.Public | BindingFlags.Static)!;
        foreach (var (name, type) in types) add.Invoke(null, [name, type]);
    }
}
