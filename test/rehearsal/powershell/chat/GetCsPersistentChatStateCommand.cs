using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>Get-CsPersistentChatState: the state of each pool (skype/skype-ps/SkypeForBusiness/Get-CsPersistentChatState.md).</summary>
[Cmdlet(VerbsCommon.Get, "CsPersistentChatState", DefaultParameterSetName = "Identity")]
public sealed class GetCsPersistentChatStateCommand : ChatCommand
{
    private protected override void Act(CurrentRun run)
    {
        Only(run);
        Write(run.Ask(run.Chat.GetPoolState));
    }
}
