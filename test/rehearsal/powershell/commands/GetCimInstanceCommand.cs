using System.Globalization;
using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>Get-CimInstance for the classes of Dialect.CimClasses, on this computer.</summary>
[Cmdlet(VerbsCommon.Get, "CimInstance")]
public sealed class GetCimInstanceCommand : PSCmdlet
{
    /// <summary>Win32_Service or Win32_LogicalDisk.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public string ClassName { get; set; } = "";

    /// <summary>The only filter of the class; the estate's disks are fixed disks already.</summary>
    [Parameter]
    public string Filter { get; set; } = "";

    /// <summary>Writes the instances.</summary>
    protected override void ProcessRecord()
    {
        var run = CurrentRun.Current;
        if (!Dialect.CimClasses.TryGetValue(ClassName, out var filter) || filter != Filter)
            throw run.Out($"Get-CimInstance {ClassName} {Filter}");
        bool disks = ClassName.Equals("Win32_LogicalDisk", StringComparison.OrdinalIgnoreCase);
        foreach (var row in run.Ask(() => disks ? run.Computer.Disks : run.Computer.Services))
        {
            var instance = new PSObject();
            // Win32_LogicalDisk counts bytes in uint64.
            foreach (var (name, value) in row)
                instance.Properties.Add(new PSNoteProperty(name,
                    disks && value is not (null or string) ? Convert.ToUInt64(value, CultureInfo.InvariantCulture) : value));
            WriteObject(instance);
        }
    }
}
