using System.Management.Automation;
using System.Reflection;

namespace Rehearsal.PowerShell;

/// <summary>New-Object for the types of Dialect.Objects.</summary>
[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    /// <summary>The type's full name.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public string TypeName { get; set; } = "";

    /// <summary>The constructor's arguments.</summary>
    [Parameter(Position = 1)]
    public object?[] ArgumentList { get; set; } = [];

    /// <summary>Writes the object.</summary>
    protected override void ProcessRecord()
    {
        if (!Dialect.Objects.TryGetValue(TypeName, out var type)) throw CurrentRun.Current.Out($"New-Object {TypeName}");
        var arguments = ArgumentList.Select(a => a is PSObject wrapped ? wrapped.BaseObject : a).ToArray();
        try { WriteObject(Activator.CreateInstance(type, arguments)); }
        catch (MissingMethodException)
        {
            var none = new PSArgumentException($"A constructor was not found. Cannot find an appropriate constructor for type {TypeName}.");
            ThrowTerminatingError(new ErrorRecord(none, "CannotFindAppropriateCtor", ErrorCategory.ObjectNotFound, null));
        }
        catch (TargetInvocationException e)
        {
            var failed = new MethodInvocationException(
                $"Exception calling \".ctor\" with \"{arguments.Length}\" argument(s): \"{e.InnerException!.Message}\"", e.InnerException);
            ThrowTerminatingError(new ErrorRecord(failed, "ConstructorInvokedThrowException", ErrorCategory.InvalidOperation, null));
        }
    }
}
