using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>What must hold, by its id and its name; R1 comes first, and makes the walk that the others look at.</summary>
sealed record Property(string Id, string Name, Action<Player, R1.Walk, Report> Check)
{
    /// <summary>R1's name.</summary>
    public const string First = "sets up";

    public static readonly IReadOnlyList<Property> All =
    [
        new("R2", "repeats", R2.Check), new("R3", "refuses", R3.Check), new("R4", "resumes", R4.Check), new("R5", "fails over", R5.Check),
        new("R6", "takes over", R6.Check),
        new("R8", "removes", R8.Check),
        new("R9", "compares", R9.Check), new("R11", "stops at faults", R11.Check), new("R14", "fails the pair over", R14.Check),
        new("R15", "tells", R15.Check),
    ];
}
