using System.Text.Json;
using System.Text.RegularExpressions;
using Rehearsal.Input;
using Rehearsal.Properties;
using Rehearsal.TSql;
using Rehearsal.World;

namespace Rehearsal.Defects;

/// <summary>A deliberate mistake: one line of a kind of step changed, a step left out, or two kinds of steps exchanged.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Case">The case in which it shows.</param>
/// <param name="Kinds">The kinds of steps that have it; none: every script, as what the prelude gets wrong is wrong in all.</param>
/// <param name="From">A regular expression of the line as it is; null where the step itself is left out or moved.</param>
/// <param name="To">The line with the mistake.</param>
/// <param name="Before">The steps are moved before this kind; null where they are left out.</param>
/// <param name="Caught">The property that finds it.</param>
sealed record Defect(string Name, string Case, IReadOnlyList<string> Kinds, string? From, string? To, string? Before, string Caught)
{
    static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static IReadOnlyList<Defect> All =>
        JsonSerializer.Deserialize<List<Defect>>(
            File.ReadAllText(Path.Combine(Reference.Own, "defects", "defects.json")), Options)!;

    /// <summary>The case with the mistake in it, and the steps that are no longer what they were.</summary>
    /// <exception cref="InvalidDataException">Nothing in the case is as From says: the list is stale.</exception>
    public (Case Case, IReadOnlySet<string> Changed) Apply(Case @case)
    {
        if (From is null)
        {
            var moved = @case.Steps.Where(step => Kinds.Contains(step.Kind)).ToList();
            if (moved.Count == 0) throw new InvalidDataException($"{Name}: no step of {string.Join(", ", Kinds)} in {Case}");
            var rest = @case.Steps.Except(moved).ToList();
            if (Before is { } kind) rest.InsertRange(rest.FindIndex(step => step.Kind == kind), moved);
            return (@case with { Steps = rest }, new HashSet<string>());
        }
        HashSet<string> changed = [];
        var pattern = new Regex(From, RegexOptions.CultureInvariant);
        var steps = @case.Steps.Select(step =>
        {
            if (!(Kinds.Count == 0 ? step.IsSql : Kinds.Contains(step.Kind)) || !pattern.IsMatch(step.Text)) return step;
            changed.Add(step.Path);
            return step with { Text = pattern.Replace(step.Text, To!) };
        }).ToList();
        if (changed.Count == 0) throw new InvalidDataException($"{Name}: no line of {string.Join(", ", Kinds)} in {Case} is {From}");
        return (@case with { Steps = steps }, changed);
    }

    /// <summary>Looks for it with one property after another.</summary>
    /// <returns>The first that finds it, and what it says; null where none does.</returns>
    public (string Property, string What)? Catch(Case @case, PowerShell.PowerShellHost host)
    {
        var (broken, changed) = Apply(@case);
        var player = new Player(broken, host) { Only = changed };
        try
        {
            Report first = new("R1", Property.First, Case);
            var walk = R1.Check(player, first);
            if (first.Findings.Count > 0) return ("R1", Said(first));
            foreach (var property in Property.All)
            {
                Report report = new(property.Id, property.Name, Case);
                property.Check(player, walk, report);
                if (report.Findings.Count > 0) return (property.Id, Said(report));
            }
            return null;
        }
        catch (OutOfDialect outside) { return ("dialect", outside.Message); }
    }

    static string Said(Report report) => $"{report.Findings[0].Step}: {report.Findings[0].What}";
}
