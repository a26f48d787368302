using System.Security.AccessControl;
using System.Security.Principal;

// The enumerations' names and numbers are the same everywhere; only what acts on them is Windows'.
#pragma warning disable CA1416
namespace Rehearsal.PowerShell;

/// <summary>System.Security.AccessControl.DirectorySecurity.</summary>
public sealed class EstateAccessList
{
    readonly IReadOnlyList<AccessLine> lines;

    internal EstateAccessList(IReadOnlyList<AccessLine> lines) => this.lines = lines;

    internal List<EstateAccessRule> Added { get; } = [];

    /// <summary>The rules by name or by identifier; the estate does not tell explicit from inherited ones.</summary>
    public EstateAccessRule[] GetAccessRules(bool includeExplicit, bool includeInherited, Type targetType)
    {
        if (!includeExplicit || !includeInherited || (targetType != typeof(NTAccount) && targetType != typeof(EstateSid)))
            throw CurrentRun.Current.Out("a part of an access list");
        return [.. lines.Where(line => targetType == typeof(NTAccount) || line.Sid is not null)
            .Select(line => new EstateAccessRule(targetType == typeof(NTAccount) ? line.Account : line.Sid!,
                Enum.Parse<FileSystemRights>(line.Rights), line.Deny ? AccessControlType.Deny : AccessControlType.Allow))];
    }

    /// <summary>Adds a rule, for SetAccessControl to write.</summary>
    public void AddAccessRule(EstateAccessRule rule) => Added.Add(rule);
}
