using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>
/// Install-CsMirrorDatabase -DatabaseType: makes the mirror of one type of database
/// (skype/skype-ps/SkypeForBusiness/Install-CsMirrorDatabase.md). It asks as a cmdlet of medium impact (assumed).
/// </summary>
[Cmdlet(VerbsLifecycle.Install, "CsMirrorDatabase", DefaultParameterSetName = "ByConfigured", SupportsShouldProcess = true)]
public sealed class InstallCsMirrorDatabaseCommand : ChatCommand
{
    private protected override void Act(CurrentRun run)
    {
        Only(run, "DatabaseType", "SqlServerFqdn", "SqlInstanceName", "FileShare", "Confirm", "WhatIf");
        var (type, server, share) = (Text("DatabaseType")!, Text("SqlServerFqdn")!, Text("FileShare")!);
        if (ShouldProcess(server)) run.Ask(() => run.Chat.InstallMirrorDatabase(type, server, Text("SqlInstanceName"), share));
    }
}
