using System.Runtime.CompilerServices;

namespace Rehearsal.Properties;

/// <summary>A property that does not hold: which, where, and what shows it.</summary>
sealed record Finding(string Property, string Case, string Step, string What);

/// <summary>What a property looked at, and what it found.</summary>
/// <param name="property">Its id, such as R3.</param>
/// <param name="name">What it holds a script to, such as "refuses".</param>
sealed class Report(string property, string name, string @case)
{
    readonly List<Finding> findings = [];

    public string Property { get; } = property;
    public string Name { get; } = name;
    public string Case { get; } = @case;
    /// <summary>Scripts run; a property that ran none has proved nothing.</summary>
    public int Runs { get; set; }
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>The report on one run of a step.</summary>
    public Place At(string step, string where) => new(this, step, where);

    public void Find(string step, string what) => findings.Add(new(Property, Case, step, what));

    public void Unless(bool holds, string step, string what)
    {
        if (!holds) Find(step, what);
    }

    /// <summary>What is only put into words where it does not hold: most of a hundred thousand runs have nothing to say.</summary>
    public void Unless(bool holds, string step, [InterpolatedStringHandlerArgument(nameof(holds))] ref Words what)
    {
        if (!holds) Find(step, what.ToString());
    }
}

/// <summary>A step, and in which circumstances it was run.</summary>
readonly record struct Place(Report Report, string Step, string Where)
{
    public void Unless(bool holds, string what)
    {
        if (!holds) Find(what);
    }

    public void Unless(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref Words what)
    {
        if (!holds) Find(what.ToString());
    }

    public void Find(string what) => Report.Find(Step, $"{Where}: {what}");
}

/// <summary>An interpolated string that is made only where something does not hold.</summary>
[InterpolatedStringHandler]
ref struct Words
{
    DefaultInterpolatedStringHandler text;

    public Words(int literalLength, int formattedCount, bool holds, out bool isWanted)
    {
        isWanted = !holds;
        if (isWanted) text = new(literalLength, formattedCount);
    }

    public void AppendLiteral(string value) => text.AppendLiteral(value);
    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);
    public override string ToString() => text.ToStringAndClear();
}
