using System.Text.Json;

namespace Rehearsal.Input;

/// <summary>
/// A step of the manifest with its text. Server is null or "pool" for what is run from a Skype shell, "servers" for what is run on the
/// computers of several; RunsOn are those.
/// </summary>
sealed record Step(string Path, string Operation, int Order, string Phase, string Kind, string? Server, IReadOnlyList<string> RunsOn,
    string? Database, string? Section, bool ReadOnly, IReadOnlyList<string> Inputs, string Text)
{
    public bool IsSql => Path.EndsWith(".sql", StringComparison.Ordinal);
    public bool IsPowerShell => Path.EndsWith(".ps1", StringComparison.Ordinal);
    /// <summary>It is run on the computer of each of its servers, not from anywhere.</summary>
    public bool IsOnComputers => IsOnEachComputer || Kind is "folders" or "last-files";
    public bool IsOnEachComputer => Server == "servers";
    public override string ToString() => Path;
}

/// <summary>What was compiled: a topology's folder with its manifest, and the resolved topology beside it.</summary>
sealed record Case(string Name, Topology Topology, IReadOnlyList<Step> Steps)
{
    /// <summary>The steps of an operation, in their order.</summary>
    public IEnumerable<Step> Of(string operation) => Steps.Where(step => step.Operation == operation);

    sealed record File(string Path, string? Operation, int? Order, string? Phase, string Kind, string? Server, IReadOnlyList<string> RunsOn,
        string? Database, string? Section, bool ReadOnly, IReadOnlyList<string> Inputs);
    sealed record Manifest(IReadOnlyList<File> Files);

    static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads DIR/topology.json and DIR/artifacts/manifest.json with the files that it names, in its order.</summary>
    /// <exception cref="InvalidDataException">There is none, or it has no steps.</exception>
    public static Case Read(string folder)
    {
        T Json<T>(string name) =>
            JsonSerializer.Deserialize<T>(System.IO.File.ReadAllText(Path.Combine(folder, name)), Options)
                ?? throw new InvalidDataException(name);
        if (!System.IO.File.Exists(Path.Combine(folder, "topology.json"))) throw new InvalidDataException($"{folder}: no topology.json");
        var steps = Json<Manifest>(Path.Combine("artifacts", "manifest.json")).Files
            .Where(file => file.Order is not null)
            .OrderBy(file => file.Order)
            .Select(file => new Step(file.Path, file.Operation!, file.Order!.Value, file.Phase!, file.Kind, file.Server, file.RunsOn,
                file.Database, file.Section, file.ReadOnly, file.Inputs,
                System.IO.File.ReadAllText(Path.Combine(folder, "artifacts", file.Path))))
            .ToList();
        if (steps.Count == 0) throw new InvalidDataException($"{folder}: the manifest has no steps");
        return new(Path.GetFileName(folder), Json<Topology>("topology.json"), steps);
    }
}
