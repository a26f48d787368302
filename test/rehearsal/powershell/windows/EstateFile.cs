namespace Rehearsal.PowerShell;

/// <summary>System.IO.File.</summary>
public static class EstateFile
{
    /// <summary>Copies a file; overwrites one that is there only where it is told to.</summary>
    public static void Copy(string sourceFileName, string destFileName, bool overwrite) => CurrentRun.Current.Ask(() =>
        CurrentRun.Current.Computer.CopyFile(sourceFileName, destFileName, overwrite));

    /// <summary>Gives a file another name; an IOException where there is one of that name.</summary>
    public static void Move(string sourceFileName, string destFileName) => CurrentRun.Current.Ask(() =>
        CurrentRun.Current.Computer.MoveFile(sourceFileName, destFileName));
}
