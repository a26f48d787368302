namespace Rehearsal.PowerShell;

/// <summary>
/// A parameter: the page's name of its type, the sets that have it, the place where its name may be left out, the values that it takes
/// (empty: any).
/// </summary>
sealed record CmdletParameter(
    string Name, string Type, IReadOnlyList<CmdletParameterSet> Sets, int? Position,
    IReadOnlyList<string> Values, IReadOnlyList<string> Aliases);
