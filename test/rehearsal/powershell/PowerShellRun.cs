namespace Rehearsal.PowerShell;

/// <summary>
/// What a run showed. Lines: what the console showed, in order, with "What if" lines, questions and their answers, errors that nothing
/// caught, output that nothing took; Verdict: "DONE", "STOPPED" or "", from the last of them.
/// </summary>
public sealed record PowerShellRun(int ExitCode, IReadOnlyList<string> Lines, string Verdict);
