namespace Rehearsal.PowerShell;

/// <summary>System.IO.Directory.</summary>
public static class EstateDirectory
{
    /// <summary>Makes a folder, with those above it.</summary>
    public static EstateFolder CreateDirectory(string path)
    {
        CurrentRun.Current.Ask(() => CurrentRun.Current.Computer.MakeFolder(path));
        return new(path);
    }
}
