using System.Collections.Immutable;

namespace Rehearsal.Estates;

/// <summary>A backup in a file: which part of a database's log it holds, and how it names itself.</summary>
sealed record BackupFile(
    string Name, bool IsFull, bool IsCopyOnly, string Database, string Server, long First, long Last, Guid Family, Guid Fork,
    Guid MediaSet, Guid MediaFamily, string? Description, string? Title, DateTime Finished, ImmutableList<(long Lsn, string Text)> Rows,
    ImmutableList<DatabaseFile> Files, Guid SetId)
{
    /// <summary>Where the recovery fork of its end begins.</summary>
    public long ForkPoint { get; init; }
    /// <summary>Of how many files of one media set it is which.</summary>
    public int FamilyCount { get; init; } = 1;
    public int Sequence { get; init; } = 1;
    /// <summary>Backups behind the first one in the file: a restore takes the first.</summary>
    public ImmutableList<BackupFile> Appended { get; init; } = [];
    /// <summary>Its header is no valid one (errors 3241, 3242).</summary>
    public bool IsDamaged { get; init; }
    /// <summary>The database's access when it was taken: a restore brings it along (assumed).</summary>
    public string UserAccess { get; init; } = "MULTI_USER";
    /// <summary>The engines may not open it.</summary>
    public bool IsDenied { get; init; }
}

/// <summary>
/// A folder, local or a share. Denied names the services that may not use it: "sql-a/engine". Given is what lines of the access list of its
/// own give, by identifier; Refused the identifiers that a line denies everything.
/// </summary>
sealed record Folder(string Key, ImmutableSortedDictionary<string, BackupFile> Files, bool IsFull, ImmutableHashSet<string> Denied)
{
    public ImmutableSortedDictionary<string, string> Given { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    /// <summary>The services for which a script made it: it has no lines but those that are given.</summary>
    public ImmutableSortedSet<string> Made { get; init; } = [];
    public ImmutableSortedSet<string> Refused { get; init; } = [];
    /// <summary>A link or a mount point: what is in it lies elsewhere.</summary>
    public bool IsLink { get; init; }

    public Folder(string key)
        : this(key, ImmutableSortedDictionary.Create<string, BackupFile>(StringComparer.OrdinalIgnoreCase), false, []) { }
}

/// <summary>
/// All folders of the estate. A local path is one server's; a share is everybody's; an alias is a second path to one folder.
/// </summary>
sealed class Folders
{
    ImmutableSortedDictionary<string, Folder> folders = ImmutableSortedDictionary.Create<string, Folder>(StringComparer.OrdinalIgnoreCase);
    ImmutableDictionary<string, string> aliases = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<Folder> All => folders.Values;
    /// <summary>Every path by which some server names a folder.</summary>
    public IEnumerable<string> Paths => folders.Keys.Concat(aliases.Keys).Select(path => path[(path.IndexOf('|') + 1)..]);

    public Folders Copy() => new() { folders = folders, aliases = aliases };

    static string Trim(string path) => path.TrimEnd('\\', '/');

    /// <summary>The key of a path as a server sees it.</summary>
    public string Key(string server, string path)
    {
        var local = $"{server}|{Trim(path)}";
        if (aliases.TryGetValue(local, out var target)) return target;
        return path.StartsWith(@"\\", StringComparison.Ordinal) ? Trim(path) : local;
    }

    public void Alias(string server, string path, string key) => aliases = aliases.SetItem($"{server}|{Trim(path)}", key);

    public Folder? Find(string server, string path) => folders.GetValueOrDefault(Key(server, path));

    public void Add(string server, string path)
    {
        var key = Key(server, path);
        if (!folders.ContainsKey(key)) folders = folders.SetItem(key, new(key));
    }

    public void Set(Folder folder) => folders = folders.SetItem(folder.Key, folder);
    public void Remove(string key) => folders = folders.Remove(key);

    /// <summary>A file's path in a folder, with the folder's own separator: Linux has the other one.</summary>
    public static string Join(string folder, string name) => $"{folder.TrimEnd('\\', '/')}{(folder.StartsWith('/') ? '/' : '\\')}{name}";

    /// <summary>A file's folder and name.</summary>
    public static (string Folder, string Name) Split(string path)
    {
        var at = path.LastIndexOfAny(['\\', '/']);
        return at < 0 ? ("", path) : (path[..at], path[(at + 1)..]);
    }
}
