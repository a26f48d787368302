using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>
/// Set-CsPersistentChatState: Normal or FailedOver (skype/skype-ps/SkypeForBusiness/Set-CsPersistentChatState.md). It asks as a cmdlet of
/// medium impact (assumed).
/// </summary>
[Cmdlet(VerbsCommon.Set, "CsPersistentChatState", DefaultParameterSetName = "Identity", SupportsShouldProcess = true)]
public sealed class SetCsPersistentChatStateCommand : ChatCommand
{
    private protected override void Act(CurrentRun run)
    {
        Only(run, "Identity", "PoolState", "Confirm", "WhatIf");
        var (identity, state) = (Text("Identity")!, Text("PoolState")!);
        if (ShouldProcess(identity)) run.Ask(() => run.Chat.SetPoolState(identity, state));
    }
}
