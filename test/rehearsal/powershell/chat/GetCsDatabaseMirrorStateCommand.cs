using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>
/// Get-CsDatabaseMirrorState: the states of a pool's databases (skype/skype-ps/SkypeForBusiness/Get-CsDatabaseMirrorState.md).
/// </summary>
[Cmdlet(VerbsCommon.Get, "CsDatabaseMirrorState")]
public sealed class GetCsDatabaseMirrorStateCommand : ChatCommand
{
    private protected override void Act(CurrentRun run)
    {
        Only(run, "PoolFqdn", "DatabaseType");
        Write(run.Ask(() => run.Chat.GetDatabaseMirrorState(Text("PoolFqdn")!, Text("DatabaseType"))));
    }
}
