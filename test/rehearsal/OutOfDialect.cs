namespace Rehearsal;

/// <summary>
/// A script uses what tsql/Dialect.cs or powershell/Dialect.cs does not declare. It stops the whole run, found before the script runs
/// wherever that is possible.
/// </summary>
/// <param name="file">The script's path as the caller gave it.</param>
/// <param name="line">From 1; 0 where only the run showed it.</param>
/// <param name="name">What is not declared.</param>
public sealed class OutOfDialect(string file, int line, string name)
    : Exception($"{file}:{line}: {name} is outside the dialect of the rehearsal (test/rehearsal/README.md)")
{
    /// <summary>The line that the message names.</summary>
    public int Line { get; } = line;

    /// <summary>What is not declared.</summary>
    public string Name { get; } = name;
}
