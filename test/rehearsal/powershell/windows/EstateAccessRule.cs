using System.Security.AccessControl;

// The enumerations' names and numbers are the same everywhere; only what acts on them is Windows'.
#pragma warning disable CA1416
namespace Rehearsal.PowerShell;

/// <summary>System.Security.AccessControl.FileSystemAccessRule.</summary>
public sealed class EstateAccessRule
{
    /// <summary>As a script makes one.</summary>
    public EstateAccessRule(EstateSid identity, FileSystemRights fileSystemRights, InheritanceFlags inheritanceFlags,
        PropagationFlags propagationFlags, AccessControlType type)
        : this(identity.Value, fileSystemRights, type)
    {
        InheritanceFlags = inheritanceFlags;
        PropagationFlags = propagationFlags;
    }

    internal EstateAccessRule(string account, FileSystemRights rights, AccessControlType type)
    {
        IdentityReference = account;
        FileSystemRights = rights;
        AccessControlType = type;
    }

    /// <summary>The account, DOMAIN\name, or the identifier; .NET has an object here that becomes this as text.</summary>
    public string IdentityReference { get; }

    /// <summary>What is given or denied.</summary>
    public FileSystemRights FileSystemRights { get; }

    /// <summary>For what lies in the folder.</summary>
    public InheritanceFlags InheritanceFlags { get; } = InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit;

    /// <summary>None: for the folder too.</summary>
    public PropagationFlags PropagationFlags { get; }

    /// <summary>Allow or Deny.</summary>
    public AccessControlType AccessControlType { get; }
}
