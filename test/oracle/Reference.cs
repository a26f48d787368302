using System.Text.Json;

namespace Oracle;

sealed record Parameter(string Name, string? Type, bool Required, bool Output, string? Since, string? Documented, int? Position);

sealed record Procedure(string Key, string Returns, bool Documented, IReadOnlyList<Parameter> Parameters)
{
    public string Name { get; } = Key[(Key.LastIndexOf('.') + 1)..];
    /// <summary>The page promises a return code.</summary>
    public bool HasReturnCode => Documented && (Returns.StartsWith("0 =") || Returns.Contains("not documented"));
    /// <summary>It answers rows where nothing catches them.</summary>
    public bool AnswersRows => Returns.Contains("columns:") || Returns.Contains("one value:") || Returns.Contains("job list")
        || Returns.Contains("or no rows");
}

sealed record Column(string Name, string Type, string? Since);

sealed record Table(string Key, IReadOnlyList<Column> Columns);

sealed record ParameterSet(string Name, IReadOnlySet<string> Parameters, IReadOnlySet<string> Mandatory);

sealed record CmdletParameter(string Name, string Type, IReadOnlyList<string> Values);

sealed record Cmdlet(string Name, IReadOnlyList<ParameterSet> Sets, IReadOnlyDictionary<string, CmdletParameter> Parameters);

/// <summary>The facts of reference/*.json: what Microsoft's pages say of procedures, tables and cmdlets.</summary>
static class Reference
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference");

    public static readonly IReadOnlyDictionary<string, Procedure> Procedures = LoadProcedures();
    public static readonly IReadOnlyDictionary<string, Table> Tables = LoadTables();
    public static readonly IReadOnlyDictionary<string, Cmdlet> Cmdlets = LoadCmdlets();

    /// <summary>How many columns a result set has, by version: `RESTORE FILELISTONLY` 21 or 22.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<int>> ResultColumns = Open("results.json").EnumerateObject()
        .Where(r => r.Value.TryGetProperty("counts", out _))
        .ToDictionary(
            r => r.Name,
            r => (IReadOnlySet<int>)r.Value.GetProperty("counts").EnumerateObject().Select(c => c.Value.GetInt32()).ToHashSet());

    /// <summary>
    /// By the name as a script on master writes it: `msdb.dbo.x`, `msdb.sys.x`, `sys.x`, or bare for what lives in master.
    /// </summary>
    public static Procedure? FindProcedure(string? database, string? schema, string name)
    {
        foreach (var db in database is null ? ["master"] : new[] { database })
            foreach (var owner in schema is null ? new[] { "dbo", "sys" } : schema == "sys" ? ["sys", "dbo"] : [schema, "sys"])
                if (Procedures.TryGetValue($"{db}.{owner}.{name}", out var p)) return p;
        return null;
    }

    public static Table? FindTable(string? database, string? schema, string name) =>
        schema == "sys" ? Tables.GetValueOrDefault($"sys.{name}")
            : Tables.GetValueOrDefault($"{database ?? "master"}.{schema ?? "dbo"}.{name}");

    /// <summary>Whether a name of that `since` may stand in a script for that version; the dialect is 2008 R2's.</summary>
    public static bool Reaches(string? since, string? version) =>
        since is null || Year(since) <= 2008 || (Year(since) == 2025 && version == "2025");

    static int Year(string since)
    {
        var digits = System.Text.RegularExpressions.Regex.Match(since, @"\b20\d\d\b");
        return digits.Success ? int.Parse(digits.Value) : 9999;
    }

    static Dictionary<string, Procedure> LoadProcedures()
    {
        var all = new Dictionary<string, Procedure>();
        foreach (var entry in Open("procedures.json").EnumerateObject())
        {
            var parameters = entry.Value.TryGetProperty("parameters", out var list)
                ? list.EnumerateArray().Select(p => new Parameter(
                    Text(p, "name")!, Text(p, "type"), True(p, "required"), True(p, "output"), Text(p, "since"), Text(p, "documented"),
                    p.TryGetProperty("position", out var at) && at.ValueKind == JsonValueKind.Number ? at.GetInt32() : null)).ToList()
                : [];
            bool documented = !(entry.Value.TryGetProperty("found", out var found) && found.ValueKind == JsonValueKind.False);
            all[entry.Name] = new(entry.Name, Text(entry.Value, "returns") ?? "", documented, parameters);
        }
        return all;
    }

    static Dictionary<string, Table> LoadTables() =>
        Open("tables.json").EnumerateObject().Concat(Open("added.json").EnumerateObject()).ToDictionary(
        entry => entry.Name,
        entry => new Table(entry.Name, entry.Value.GetProperty("columns").EnumerateArray()
            .Select(c => new Column(Text(c, "name")!, Text(c, "type")!, Text(c, "since"))).ToList()));

    static Dictionary<string, Cmdlet> LoadCmdlets()
    {
        var all = new Dictionary<string, Cmdlet>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Open("cmdlets.json").EnumerateObject())
        {
            var parameters = entry.Value.GetProperty("parameters").EnumerateObject().ToDictionary(
                p => p.Name,
                p => new CmdletParameter(p.Name, Text(p.Value, "type") ?? "",
                    p.Value.TryGetProperty("values", out var v) && v.ValueKind == JsonValueKind.Array
                        ? v.EnumerateArray().Select(x => x.ToString()).ToList() : []),
                StringComparer.OrdinalIgnoreCase);
            var sets = entry.Value.GetProperty("parameterSets").EnumerateArray()
                .Select(s => ReadSyntax(Text(s, "set")!, Text(s, "syntax")!)).ToList();
            all[entry.Name] = new(entry.Name, sets, parameters);
        }
        return all;
    }

    /// <summary>`Verb-Noun -A &lt;T&gt; [-B] [[-C] &lt;T&gt;]`: a parameter is mandatory where no bracket is open around it.</summary>
    static ParameterSet ReadSyntax(string name, string syntax)
    {
        var parameters = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var mandatory = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int depth = 0;
        for (int i = syntax.IndexOf(' ') is var space and > 0 ? space : syntax.Length; i < syntax.Length; i++)
        {
            char c = syntax[i];
            if (c == '[') depth++;
            else if (c == ']') depth--;
            else if (c == '<') i = syntax.IndexOf('>', i);
            else if (c == '-' && syntax[i - 1] is ' ' or '[')
            {
                int end = i + 1;
                while (end < syntax.Length && char.IsLetterOrDigit(syntax[end])) end++;
                var parameter = syntax[(i + 1)..end];
                parameters.Add(parameter);
                // `[-C] <T>`: the name is optional, the value is not.
                bool nameOnly = depth == 1 && syntax[i - 1] == '[' && end < syntax.Length && syntax[end] == ']'
                    && end + 2 < syntax.Length && syntax[end + 2] == '<';
                if (depth == 0 || nameOnly) mandatory.Add(parameter);
                i = end - 1;
            }
        }
        return new(name, parameters, mandatory);
    }

    static JsonElement Open(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file))).RootElement;
    static string? Text(JsonElement e, string key) =>
        e.TryGetProperty(key, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;
    static bool True(JsonElement e, string key) => e.TryGetProperty(key, out var v) && v.ValueKind == JsonValueKind.True;
}
