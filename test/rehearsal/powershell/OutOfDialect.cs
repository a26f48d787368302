namespace Rehearsal.PowerShell;

/// <summary>A script uses what Dialect.cs does not declare; found before the script runs, and never passed over.</summary>
public sealed class OutOfDialect(string file, int line, string name) : Exception($"{file}:{line}: {name} is not in the dialect")
{
    /// <summary>The script's path as the caller gave it.</summary>
    public string File { get; } = file;

    /// <summary>The line, from 1; 0 where only the run showed it.</summary>
    public int Line { get; } = line;

    /// <summary>What is not declared.</summary>
    public string Name { get; } = name;
}
