using System.Collections;
using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>
/// Set-CsPersistentChatActiveServer: adds a server to the active ones, or removes one
/// (skype/skype-ps/SkypeForBusiness/Set-CsPersistentChatActiveServer.md). It asks as a cmdlet of medium impact (assumed).
/// </summary>
[Cmdlet(VerbsCommon.Set, "CsPersistentChatActiveServer", DefaultParameterSetName = "Explicit", SupportsShouldProcess = true)]
public sealed class SetCsPersistentChatActiveServerCommand : ChatCommand
{
    private protected override void Act(CurrentRun run)
    {
        Only(run, "Identity", "ActiveServers", "Confirm", "WhatIf");
        var (identity, change) = (Text("Identity")!, (Hashtable)MyInvocation.BoundParameters["ActiveServers"]!);
        foreach (DictionaryEntry entry in change)
        {
            var (what, server) = ((string)entry.Key, LanguagePrimitives.ConvertTo<string>(entry.Value));
            if (what is not ("Add" or "Remove")) throw run.Out($"-ActiveServers @{{ {what} = … }}");
            if (ShouldProcess(identity)) run.Ask(() => run.Chat.ChangeActiveServer(identity, server, what == "Add"));
        }
    }
}
