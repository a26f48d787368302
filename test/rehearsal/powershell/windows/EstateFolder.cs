namespace Rehearsal.PowerShell;

/// <summary>System.IO.DirectoryInfo of a folder of the estate.</summary>
public sealed class EstateFolder
{
    internal EstateFolder(string path) => Path = path;

    internal string Path { get; }

    /// <summary>A link or mount point is told by its attributes.</summary>
    public FileAttributes Attributes => FileAttributes.Directory
        | (CurrentRun.Current.Ask(() => CurrentRun.Current.Computer.IsLink(Path)) ? FileAttributes.ReparsePoint : FileAttributes.None);
}
