namespace Rehearsal.PowerShell;

/// <summary>A cmdlet as its page has it: the page's path, the parameters, the type of what it writes.</summary>
sealed record CmdletPage(string Name, string Doc, IReadOnlyDictionary<string, CmdletParameter> Parameters, string? Output);
