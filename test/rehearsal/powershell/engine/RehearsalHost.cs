using System.Globalization;
using System.Management.Automation.Host;

namespace Rehearsal.PowerShell;

/// <summary>The program around the engine, as powershell.exe is.</summary>
sealed class RehearsalHost : PSHost
{
    readonly RehearsalUI ui = new();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "Rehearsal";
    public override PSHostUserInterface UI => ui;
    public override Version Version => new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();
    public override void ExitNestedPrompt() => throw new NotSupportedException();
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }
}
