using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Rehearsal.PowerShell;

/// <summary>The console: keeps what is written, answers the question of ShouldProcess, refuses every other one.</summary>
sealed class RehearsalUI : PSHostUserInterface
{
    public override PSHostRawUserInterface? RawUI => null;

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        var answer = CurrentRun.Current.Confirm ? "&Yes" : "&No";
        int at = choices.Select(c => c.Label).ToList().IndexOf(answer);
        CurrentRun.Current.Lines.Add($"{message.ReplaceLineEndings(" ")} {(at < 0 ? "?" : answer[1..])}");
        return at < 0 ? throw CurrentRun.Current.Out($"the question {message}") : at;
    }

    // The engine makes of this what it says without a user: that the mandatory parameter is missing.
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new PSInvalidOperationException(message);
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new PSInvalidOperationException(message);
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new PSInvalidOperationException(message);
    public override string ReadLine() => throw new PSInvalidOperationException("nobody reads");
    public override SecureString ReadLineAsSecureString() => throw new PSInvalidOperationException("nobody reads");

    public override void Write(string value) => Keep(value);
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Keep(value);
    public override void WriteLine(string value) => Keep(value);
    public override void WriteErrorLine(string value) => Keep(value);
    public override void WriteDebugLine(string message) => Keep(message);
    public override void WriteVerboseLine(string message) => Keep(message);
    public override void WriteWarningLine(string message) => Keep($"WARNING: {message}");
    public override void WriteProgress(long sourceId, ProgressRecord record) { }

    static void Keep(string text) => CurrentRun.Current.Lines.AddRange(text.ReplaceLineEndings("\n").Split('\n'));
}
