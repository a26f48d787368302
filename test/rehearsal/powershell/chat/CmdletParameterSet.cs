namespace Rehearsal.PowerShell;

/// <summary>A parameter's part in a parameter set; "(default)" is the only set of a cmdlet.</summary>
sealed record CmdletParameterSet(string Name, bool Mandatory);
