namespace Rehearsal.PowerShell;

/// <summary>
/// The computer on which a script runs, as it shows itself. FolderExists and AccessOf may throw UnauthorizedAccessException or IOException;
/// Resolve throws SocketException.
/// </summary>
public interface IComputer
{
    /// <summary>The NetBIOS name.</summary>
    string MachineName { get; }

    /// <summary>Who runs the script, DOMAIN\name.</summary>
    string UserName { get; }

    /// <summary>Whether that one is a local administrator, and runs elevated.</summary>
    bool IsAdministrator { get; }

    /// <summary>Win32_Service: Name, State, StartMode, StartName.</summary>
    IReadOnlyList<IReadOnlyDictionary<string, object?>> Services { get; }

    /// <summary>Win32_LogicalDisk, fixed disks only: DeviceID, Size, FreeSpace.</summary>
    IReadOnlyList<IReadOnlyDictionary<string, object?>> Disks { get; }

    /// <summary>Whether the caller sees the folder, local or of a share.</summary>
    bool FolderExists(string path);

    /// <summary>The names of a folder's files; throws DirectoryNotFoundException.</summary>
    IReadOnlyList<string> FilesOf(string path);

    /// <summary>Copies a file, as the caller; throws IOException where one is there and may not be overwritten.</summary>
    void CopyFile(string from, string to, bool overwrite);

    /// <summary>Moves a file; throws IOException where one is there.</summary>
    void MoveFile(string from, string to);

    /// <summary>The folder's access list; rights are names of System.Security.AccessControl.FileSystemRights.</summary>
    IReadOnlyList<AccessLine> AccessOf(string path);

    /// <summary>Whether the folder is a link or a mount point.</summary>
    bool IsLink(string path);

    /// <summary>Makes the folder; its access list has nothing for the services.</summary>
    void MakeFolder(string path);

    /// <summary>Adds a line to the folder's access list.</summary>
    void Give(string path, string sid, string rights);

    /// <summary>The SQL client alias of a name, "DBMSSOCN,host,port"; null where there is none.</summary>
    string? ClientAlias(string name);

    /// <summary>The addresses of a host's name; throws SocketException (HostNotFound) where the name is unknown.</summary>
    string[] Resolve(string host);

    /// <summary>Whether something answers on the TCP port.</summary>
    bool PortOpen(string host, int port);

    /// <summary>The port that SQL Server Browser tells for a named instance; null where it does not answer.</summary>
    int? BrowserPort(string host, string instance);
}

/// <summary>A line of an access list: whose, by name and, where it is a service's own, by identifier.</summary>
public sealed record AccessLine(string Account, string? Sid, string Rights, bool Deny);
