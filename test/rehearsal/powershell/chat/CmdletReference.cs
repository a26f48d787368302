using System.Text.Json;

namespace Rehearsal.PowerShell;

/// <summary>cmdlets.json: what the Skype cmdlets' pages say of their parameters.</summary>
sealed class CmdletReference
{
    /// <summary>By name, as PowerShell compares names.</summary>
    public IReadOnlyDictionary<string, CmdletPage> Cmdlets { get; }

    /// <param name="path">Where cmdlets.json is.</param>
    public CmdletReference(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var pages = json.RootElement.EnumerateObject().ToList();
        // A page may leave out the values of a type that other pages list: Get-CsDatabaseMirrorState -DatabaseType.
        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var parameter in pages.SelectMany(p => p.Value.GetProperty("parameters").EnumerateObject()))
            if (parameter.Value.TryGetProperty("values", out var list)) values.TryAdd(Type(parameter.Value), Texts(list));
        Cmdlets = pages.ToDictionary(p => p.Name, p => Read(p.Name, p.Value, values), StringComparer.OrdinalIgnoreCase);
    }

    static CmdletPage Read(string name, JsonElement page, Dictionary<string, IReadOnlyList<string>> values)
    {
        var sets = page.GetProperty("parameterSets").EnumerateArray()
            .Select(s => (Name: s.GetProperty("set").GetString()!, Parameters: Syntax.Read(s.GetProperty("syntax").GetString()!))).ToList();
        var parameters = new Dictionary<string, CmdletParameter>(StringComparer.OrdinalIgnoreCase);
        foreach (var p in page.GetProperty("parameters").EnumerateObject())
        {
            var type = Type(p.Value);
            bool required = p.Value.GetProperty("required").GetBoolean();
            // A mandatory switch stands in brackets in the syntax all the same; its own entry says that it is required.
            var within = sets.Where(s => s.Parameters.ContainsKey(p.Name))
                .Select(s => new CmdletParameterSet(s.Name, s.Parameters[p.Name] || (required && type == "SwitchParameter"))).ToList();
            // Pages count positions from 1.
            int? position = int.TryParse(p.Value.GetProperty("position").GetString(), out var at) ? at - 1 : null;
            var aliases = p.Value.TryGetProperty("aliases", out var alias)
                ? alias.GetString()!.Split(',', StringSplitOptions.TrimEntries) : [];
            parameters[p.Name] = new(p.Name, type, within, position, values.GetValueOrDefault(type) ?? [], aliases);
        }
        var outputs = page.GetProperty("outputs").EnumerateArray().Select(o => o.GetString()!).ToList();
        return new(name, page.GetProperty("doc").GetString()!, parameters, outputs.FirstOrDefault());
    }

    static string Type(JsonElement parameter) => parameter.GetProperty("type").GetString()!;

    static List<string> Texts(JsonElement list) => list.EnumerateArray().Select(v => v.GetString()!).ToList();
}
