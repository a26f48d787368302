using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>
/// Get-CsPool -Identity: the pool with its Computers (skype/skype-ps/SkypeForBusiness/Get-CsPool.md). A pool that is not there is an error
/// (assumed).
/// </summary>
[Cmdlet(VerbsCommon.Get, "CsPool", DefaultParameterSetName = "Identity")]
public sealed class GetCsPoolCommand : ChatCommand
{
    private protected override void Act(CurrentRun run)
    {
        Only(run, "Identity");
        var identity = Text("Identity") ?? throw run.Out("Get-CsPool without -Identity");
        Write([run.Ask(() => run.Chat.GetPool(identity)) ?? throw new ChatFailure($"Cannot find pool \"{identity}\" in the topology.")]);
    }
}
