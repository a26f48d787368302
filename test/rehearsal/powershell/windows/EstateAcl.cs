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
        return run.Ask(() => new EstateAccessList(run.Computer.AccessOf(directoryInfo.Path)));
    }

    /// <summary>Writes what was added to a list: lines for the folder and all in it.</summary>
    public static void SetAccessControl(EstateFolder directoryInfo, EstateAccessList directorySecurity)
    {
        var run = CurrentRun.Current;
        foreach (var rule in directorySecurity.Added)
        {
            if (rule.AccessControlType != AccessControlType.Allow || rule.PropagationFlags != PropagationFlags.None
                || rule.InheritanceFlags != (InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit))
                throw run.Out("a line for a part of the folder, or one that denies");
            run.Ask(() => run.Computer.Give(directoryInfo.Path, rule.IdentityReference, rule.FileSystemRights.ToString()));
        }
    }
}
