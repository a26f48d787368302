using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>What must hold beside R1, which makes the walk that these look at.</summary>
sealed record Property(string Name, Action<Player, R1.Walk, Report> Check)
{
    public static readonly IReadOnlyList<Property> All = [new("R2", R2.Check), new("R3", R3.Check), new("R4", R4.Check), new("R5", R5.Check), new("R9", R9.Check), new("R11", R11.Check)];
}
