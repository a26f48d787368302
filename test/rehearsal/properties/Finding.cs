namespace Rehearsal.Properties;

/// <summary>A property that does not hold: which, where, and what shows it.</summary>
sealed record Finding(string Property, string Case, string Step, string What);

/// <summary>What a property looked at, and what it found.</summary>
sealed class Report(string property, string @case)
{
    readonly List<Finding> findings = [];

    public string Property { get; } = property;
    public string Case { get; } = @case;
    /// <summary>Scripts run; a property that ran none has proved nothing.</summary>
    public int Runs { get; set; }
    public IReadOnlyList<Finding> Findings => findings;

    public void Find(string step, string what) => findings.Add(new(Property, Case, step, what));

    public void Unless(bool holds, string step, string what)
    {
        if (!holds) Find(step, what);
    }
}
