using System.Security.AccessControl;

// The enumerations' names and numbers are the same everywhere; only what acts on them is Windows'.
#pragma warning disable CA1416
namespace Rehearsal.PowerShell;

/// <summary>System.IO.FileSystemAclExtensions.</summary>
public static class EstateAcl
{
    /// <summary>A folder's access list.</summary>
    public static EstateAccessList GetAccessControl(EstateFolder directoryInfo)
    {
        var run = CurrentRun.Current;
        return run.Ask(() => new EstateAccessList(run.Computer.AccessOf(directoryInfo.Path)
            .Select(a => new EstateAccessRule(a.Account, Enum.Parse<FileSystemRights>(a.Rights),
                a.Deny ? AccessControlType.Deny : AccessControlType.Allow)).ToArray()));
    }
}
