using System.Security.AccessControl;

namespace Rehearsal.PowerShell;

/// <summary>System.Security.AccessControl.FileSystemAccessRule.</summary>
public sealed class EstateAccessRule
{
    internal EstateAccessRule(string account, FileSystemRights rights, AccessControlType type)
    {
        IdentityReference = account;
        FileSystemRights = rights;
        AccessControlType = type;
    }

    /// <summary>The account, DOMAIN\name; .NET has an object here that becomes this as text.</summary>
    public string IdentityReference { get; }

    /// <summary>What is given or denied.</summary>
    public FileSystemRights FileSystemRights { get; }

    /// <summary>Allow or Deny.</summary>
    public AccessControlType AccessControlType { get; }
}
