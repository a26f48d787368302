using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>
/// Get-CsService: services of one kind, of one pool or of all (skype/skype-ps/SkypeForBusiness/Get-CsService.md). None is no error
/// (assumed).
/// </summary>
[Cmdlet(VerbsCommon.Get, "CsService", DefaultParameterSetName = "Identity")]
public sealed class GetCsServiceCommand : ChatCommand
{
    static readonly string[] Kinds = ["PersistentChatServer", "PersistentChatDatabase", "PersistentChatComplianceDatabase"];

    private protected override void Act(CurrentRun run)
    {
        Only(run, [.. Kinds, "PoolFqdn"]);
        // The sets let one kind through.
        var kind = Kinds.FirstOrDefault(k => MyInvocation.BoundParameters.GetValueOrDefault(k) is SwitchParameter { IsPresent: true })
            ?? throw run.Out("Get-CsService without a kind");
        Write(run.Ask(() => run.Chat.GetService(kind, Text("PoolFqdn"))));
    }
}
