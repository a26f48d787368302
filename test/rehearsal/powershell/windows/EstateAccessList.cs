using System.Security.Principal;

namespace Rehearsal.PowerShell;

/// <summary>System.Security.AccessControl.DirectorySecurity.</summary>
public sealed class EstateAccessList
{
    readonly EstateAccessRule[] rules;

    internal EstateAccessList(EstateAccessRule[] rules) => this.rules = rules;

    /// <summary>The rules with the accounts' names; the estate does not tell explicit from inherited ones.</summary>
    public EstateAccessRule[] GetAccessRules(bool includeExplicit, bool includeInherited, Type targetType) =>
        includeExplicit && includeInherited && targetType == typeof(NTAccount)
            ? rules : throw CurrentRun.Current.Out("a part of an access list");
}
