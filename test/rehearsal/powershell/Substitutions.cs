namespace Rehearsal.PowerShell;

/// <summary>
/// .NET types that exist on Windows only, or would answer for the machine that runs the test: type of the script, type of the estate.
/// The type in [Type]::Member is replaced by its place in the tree before the run; the script's own text is not searched.
/// </summary>
static class Substitutions
{
    public static readonly Dictionary<string, Type> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["System.DateTime"] = typeof(EstateClock),
        ["System.Environment"] = typeof(EstateEnvironment),
        ["System.IO.FileSystemAclExtensions"] = typeof(EstateAcl),
        ["System.Net.Dns"] = typeof(EstateDns),
        ["System.Security.Principal.WindowsIdentity"] = typeof(EstateIdentity),
    };
}
