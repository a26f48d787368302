using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>
/// Uninstall-CsMirrorDatabase: ends the mirroring of one type of database
/// (skype/skype-ps/SkypeForBusiness/Uninstall-CsMirrorDatabase.md). It asks as a cmdlet of medium impact (assumed).
/// </summary>
[Cmdlet(VerbsLifecycle.Uninstall, "CsMirrorDatabase", SupportsShouldProcess = true)]
public sealed class UninstallCsMirrorDatabaseCommand : ChatCommand
{
    private protected override void Act(CurrentRun run)
    {
        Only(run, "DatabaseType", "SqlServerFqdn", "SqlInstanceName", "Confirm", "WhatIf");
        var (type, server) = (Text("DatabaseType")!, Text("SqlServerFqdn")!);
        if (ShouldProcess(server)) run.Ask(() => run.Chat.UninstallMirrorDatabase(type, server, Text("SqlInstanceName")));
    }
}
