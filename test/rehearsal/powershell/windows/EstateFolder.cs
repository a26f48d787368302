namespace Rehearsal.PowerShell;

/// <summary>System.IO.DirectoryInfo of a folder of the estate.</summary>
public sealed class EstateFolder
{
    internal EstateFolder(string path) => Path = path;

    internal string Path { get; }
}
