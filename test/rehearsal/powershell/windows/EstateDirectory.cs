namespace Rehearsal.PowerShell;

/// <summary>System.IO.Directory.</summary>
public static class EstateDirectory
{
    /// <summary>The files of a folder, by their paths.</summary>
    public static string[] GetFiles(string path) =>
        [.. CurrentRun.Current.Ask(() => CurrentRun.Current.Computer.FilesOf(path)).Select(name => $@"{path}\{name}")];

    /// <summary>Makes a folder, with those above it.</summary>
    public static EstateFolder CreateDirectory(string path)
    {
        CurrentRun.Current.Ask(() => CurrentRun.Current.Computer.MakeFolder(path));
        return new(path);
    }
}
