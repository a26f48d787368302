namespace Rehearsal.PowerShell;

/// <summary>System.Security.Principal.SecurityIdentifier.</summary>
public sealed class EstateSid(string sddlForm)
{
    /// <summary>S-1-….</summary>
    public string Value => sddlForm;
}
