using System.Text.Json;
using System.Text.Json.Serialization;
using Rehearsal.TSql;

namespace Rehearsal;

/// <summary>The facts from Microsoft's pages, as test/oracle/reference has them.</summary>
static class Reference
{
    public sealed record ErrorFact(int Number, int Severity, string Text);
    public sealed record ColumnFact(string Name, string? Type);
    public sealed record TableFact(string Database, IReadOnlyList<ColumnFact> Columns);
    public sealed record ParameterFact(string Name, string? Type, bool Required, bool Output,
        [property: JsonPropertyName("default")] JsonElement Default, string? Documented, string? Since);
    public sealed record ProcedureFact(string Doc, IReadOnlyList<ParameterFact> Parameters);
    sealed record Errors([property: JsonPropertyName("errors")] IReadOnlyList<ErrorFact> List);
    sealed record ResultFact(IReadOnlyList<ColumnFact> Columns);

    static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Where the rehearsal was built: the program around it is pwsh.</summary>
    public static string Own => Path.GetDirectoryName(typeof(Reference).Assembly.Location)!;

    public static string Folder => Path.Combine(Own, "reference");

    static T Read<T>(string name) => JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(Folder, name)), Options)
        ?? throw new InvalidDataException(name);

    static readonly Dictionary<int, ErrorFact> errors = Read<Errors>("errors.json").List
        .GroupBy(error => error.Number).ToDictionary(group => group.Key, group => group.First());
    public static readonly IReadOnlyDictionary<string, TableFact> Tables = Read<Dictionary<string, TableFact>>("tables.json")
        .Concat(Read<Dictionary<string, TableFact>>("added.json")).ToDictionary();
    public static readonly IReadOnlyDictionary<string, ProcedureFact> Procedures =
        Read<Dictionary<string, ProcedureFact>>("procedures.json");

    /// <summary>An error of errors.json, or of those that have no page in it and are general knowledge.</summary>
    public static ErrorFact Error(int number) =>
        errors.TryGetValue(number, out var found) ? found : Knowledge.Errors.TryGetValue(number, out var known)
            ? new(number, known.Severity, known.Text) : throw new InvalidOperationException($"error {number} is in no list");

    /// <summary>The columns of RESTORE FILELISTONLY, in order.</summary>
    public static IReadOnlyList<(string Name, SqlType Type)> ResultColumns(string name) =>
        Read<Dictionary<string, JsonElement>>("results.json")[name].Deserialize<ResultFact>(Options)!.Columns
            .Select(column => (column.Name, SqlType.Parse(column.Type!))).ToList();
}
