using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>
/// Invoke-CsDatabaseFailover: makes the topology's primary or its mirror the principal
/// (skype/skype-ps/SkypeForBusiness/Invoke-CsDatabaseFailover.md). It asks as a cmdlet of medium impact (assumed).
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "CsDatabaseFailover", SupportsShouldProcess = true)]
public sealed class InvokeCsDatabaseFailoverCommand : ChatCommand
{
    private protected override void Act(CurrentRun run)
    {
        Only(run, "PoolFqdn", "DatabaseType", "NewPrincipal", "Confirm", "WhatIf");
        var (pool, type, principal) = (Text("PoolFqdn")!, Text("DatabaseType")!, Text("NewPrincipal")!);
        if (ShouldProcess(pool)) run.Ask(() => run.Chat.InvokeDatabaseFailover(pool, type, principal));
    }
}
