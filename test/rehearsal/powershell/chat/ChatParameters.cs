using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Rehearsal.PowerShell;

/// <summary>
/// Makes of a cmdlet's page what PowerShell binds parameters by: sets, mandatory ones, positions, aliases, allowed values.
/// </summary>
static class ChatParameters
{
    // Fqdn: a host's name, without an instance (assumed; no page says what the type refuses).
    const string Fqdn = @"^[\p{L}0-9]([\p{L}0-9_-]*[\p{L}0-9])?(\.[\p{L}0-9]([\p{L}0-9_-]*[\p{L}0-9])?)*$";

    public static RuntimeDefinedParameterDictionary Of(CmdletPage page)
    {
        var all = new RuntimeDefinedParameterDictionary();
        // -WhatIf and -Confirm come from the engine.
        foreach (var parameter in page.Parameters.Values.Where(p => p.Name is not ("WhatIf" or "Confirm")))
            all[parameter.Name] = new(parameter.Name, Type(parameter.Type), Attributes(parameter));
        return all;
    }

    static Collection<Attribute> Attributes(CmdletParameter parameter)
    {
        var attributes = new Collection<Attribute>();
        foreach (var set in parameter.Sets)
        {
            var attribute = new ParameterAttribute
            {
                Mandatory = set.Mandatory,
                ParameterSetName = set.Name == "(default)" ? ParameterAttribute.AllParameterSets : set.Name,
            };
            if (parameter.Position is { } position) attribute.Position = position;
            attributes.Add(attribute);
        }
        if (parameter.Aliases.Count > 0) attributes.Add(new AliasAttribute([.. parameter.Aliases]));
        if (parameter.Values.Count > 0) attributes.Add(new ValidateSetAttribute([.. parameter.Values]));
        if (parameter.Type == "Fqdn") attributes.Add(new ValidatePatternAttribute(Fqdn));
        return attributes;
    }

    /// <summary>Types of Skype itself are texts here; their values are checked by attributes.</summary>
    static Type Type(string name) => name switch
    {
        "SwitchParameter" => typeof(SwitchParameter),
        "String[]" => typeof(string[]),
        "Hashtable" => typeof(Hashtable),
        // A list is changed by @{ Add = … } and @{ Remove = … }: skype/skype-ps/SkypeForBusiness/Set-CsPersistentChatActiveServer.md.
        _ when name.Contains("PSListModifier", StringComparison.Ordinal) => typeof(Hashtable),
        "Boolean" => typeof(bool),
        "Int32" => typeof(int),
        _ => typeof(string),
    };
}
