namespace Rehearsal.PowerShell;

/// <summary>What a run showed. Lines: what Write-Host printed, in order; Verdict: "DONE", "STOPPED" or "", from the last of them.</summary>
public sealed record PowerShellRun(int ExitCode, IReadOnlyList<string> Lines, string Verdict)
{
    /// <summary>
    /// What else the console showed: "What if" lines, questions with their answers, errors that nothing caught, output that nothing took.
    /// </summary>
    public IReadOnlyList<string> Messages { get; init; } = [];
}
