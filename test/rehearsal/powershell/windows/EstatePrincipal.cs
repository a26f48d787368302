using System.Security.Principal;

namespace Rehearsal.PowerShell;

/// <summary>System.Security.Principal.WindowsPrincipal.</summary>
public sealed class EstatePrincipal(EstateIdentity identity)
{
    /// <summary>Whether the caller is an administrator; the dialect asks for no other role.</summary>
    public bool IsInRole(WindowsBuiltInRole role) =>
        role == WindowsBuiltInRole.Administrator ? identity.IsAdministrator : throw CurrentRun.Current.Out($"the role {role}");
}
