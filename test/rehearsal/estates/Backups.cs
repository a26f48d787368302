using Rehearsal.TSql;

namespace Rehearsal.Estates;

/// <summary>
/// Taking and restoring backups, as the engine does for BACKUP, RESTORE and log shipping's jobs alike. A log backup holds the log from
/// the end of the one before it; a copy takes it only where its own log reaches so far (errors 4305, 4326).
/// </summary>
static class Backups
{
    /// <summary>Writes a backup to a file of its own.</summary>
    /// <exception cref="SqlError">What SQL Server says of the database or of the file.</exception>
    public static BackupFile Take(Instance instance, Database database, string path, bool isFull, bool isCopyOnly, string? title,
        string? description) => Take(instance, database, [path], isFull, isCopyOnly, isFormat: false, title, description);

    /// <summary>Writes a backup to a file, or to several, and its record to msdb.</summary>
    /// <param name="isFormat">FORMAT: whatever lies in the files is gone. Without it a backup is added to what they hold.</param>
    /// <param name="title">NAME, and MEDIADESCRIPTION.</param>
    /// <exception cref="SqlError">What SQL Server says of the database or of the file.</exception>
    public static BackupFile Take(Instance instance, Database database, IReadOnlyList<string> paths, bool isFull, bool isCopyOnly,
        bool isFormat, string? title, string? description, bool isDamaged = false)
    {
        // docs/t-sql/statements/backup-transact-sql.md: no backup of a database that is restored or mirrored to; NO_TRUNCATE takes the log
        // "regardless of the database state" of one that is damaged.
        if (database.State != DatabaseState.Online && !(isDamaged && database.State == DatabaseState.Suspect))
            throw SqlError.Of(927, database.Name);
        if (!isFull && database.RecoveryModel == "SIMPLE") throw SqlError.Of(4208, database.Name);
        if (!isFull && database.LastLogBackup is null) throw SqlError.Of(4214, database.Name);
        var held = paths.Select(path => Writable(instance, path)).ToList();
        if (!isFormat) Addable(held, paths);
        // A backup itself is logged.
        database.End += 1;
        var first = isFull ? database.End - 1 : database.LastLogBackup!.Value;
        var (mediaSet, set) = (instance.Estate.NewId(), instance.Estate.NewId());
        List<BackupFile> files = [];
        foreach (var (path, before) in paths.Zip(held))
        {
            var own = new BackupFile(Folders.Split(path).Name, isFull, isCopyOnly, database.Name, instance.ServerName, first, database.End,
                database.Family, database.Fork, mediaSet, before is null || isFormat ? instance.Estate.NewId() : before.MediaFamily,
                description, title, instance.LocalTime, [.. database.Rows.Where(row => isFull || row.Lsn > first)], database.Files, set)
            { FamilyCount = paths.Count, Sequence = files.Count + 1, UserAccess = database.UserAccess, ForkPoint = database.ForkPoint };
            files.Add(own);
            var (folder, name) = (instance.Estate.Folders.Find(instance.Id, Folders.Split(path).Folder)!, own.Name);
            var now = before is null || isFormat ? own : before with { Appended = before.Appended.Add(own) };
            instance.Estate.Folders.Set(folder with { Files = folder.Files.SetItem(name, now) });
        }
        var file = files[0];
        if (isFull && !isCopyOnly) database.LastLogBackup ??= file.First;
        if (!isFull && !isCopyOnly) database.LastLogBackup = file.Last;
        instance.Estate.Ship(instance, database);
        Record(instance, files, paths, position: held[0] is null || isFormat ? 1 : held[0]!.Appended.Count + 2);
        return file;
    }

    /// <summary>
    /// Without FORMAT a file that is there has to be of a media set of just these files, with a valid header: the backup is added to it, or
    /// fails, and destroys nothing. docs/t-sql/statements/backup-transact-sql.md, Interaction of SKIP, NOSKIP, INIT, and NOINIT.
    /// </summary>
    static void Addable(IReadOnlyList<BackupFile?> held, IReadOnlyList<string> paths)
    {
        for (var at = 0; at < paths.Count; at++)
            if (held[at] is { IsDamaged: true })
                throw new SqlError(3242, 16, $"The file on device '{paths[at]}' is not a valid Microsoft Tape Format backup set.");
        if (held.All(file => file is null)) return;
        for (var at = 0; at < paths.Count; at++)
            if (held[at] is not { } file || file.FamilyCount != paths.Count || file.Sequence != at + 1
                || file.MediaSet != held[0]?.MediaSet)
                throw new SqlError(3231, 16, $"The media loaded on \"{paths[at]}\" is not of one media set with the others.");
    }

    /// <summary>What lies in a file that a backup is to be written to; null where nothing does.</summary>
    static BackupFile? Writable(Instance instance, string path)
    {
        var (place, name) = Folders.Split(path);
        if (instance.Estate.Folders.Find(instance.Id, place) is not { } folder)
            throw SqlError.Of(3201, $"{path}: operating system error 3 (the path is not there)");
        if (folder.Denied.Contains($"{instance.Id}/engine"))
            throw SqlError.Of(3201, $"{path}: operating system error 5 (access is denied)");
        if (folder.IsFull) throw SqlError.Of(3271, $"{path}: operating system error 112 (there is not enough space)");
        var held = folder.Files.GetValueOrDefault(name);
        if (held is { IsDenied: true }) throw SqlError.Of(3201, $"{path}: operating system error 5 (access is denied)");
        return held;
    }

    /// <summary>A backup in all its files, as the engine of a server reads it.</summary>
    /// <exception cref="SqlError">As for one; 3132: some of its files are not named.</exception>
    public static IReadOnlyList<BackupFile> Read(Instance instance, IReadOnlyList<string> paths)
    {
        var files = paths.Select(path => Read(instance, path)).ToList();
        if (files[0].FamilyCount != files.Count || files.Any(file => file.MediaSet != files[0].MediaSet))
            throw new SqlError(3132, 16, $"The media set has {files[0].FamilyCount} media families but only {files.Count} are provided.");
        return files;
    }

    /// <summary>A backup in a file, as the engine of a server reads it.</summary>
    /// <exception cref="SqlError">3201: not there, or not for that account. 3241: no valid header.</exception>
    public static BackupFile Read(Instance instance, string path)
    {
        var (place, name) = Folders.Split(path);
        if (instance.Estate.Folders.Find(instance.Id, place) is not { } folder || !folder.Files.TryGetValue(name, out var file))
            throw SqlError.Of(3201, $"{path}: operating system error 2 (the file is not there)");
        if (folder.Denied.Contains($"{instance.Id}/engine"))
            throw SqlError.Of(3201, $"{path}: operating system error 5 (access is denied)");
        if (file.IsDenied) throw SqlError.Of(3201, $"{path}: operating system error 5 (access is denied)");
        if (file.IsDamaged) throw SqlError.Of(3241, path);
        return file;
    }

    /// <summary>
    /// A backup in msdb: the server that took it has it, and the one that restores it gets a row as well (general knowledge).
    /// docs/relational-databases/system-tables/backupset-transact-sql.md.
    /// </summary>
    static long Record(Instance instance, IReadOnlyList<BackupFile> files, IReadOnlyList<string> paths, int position = 1)
    {
        var file = files[0];
        var sets = instance["backupset"];
        if (sets.Find(row => row.Id("backup_set_uuid") == file.SetId) is { } known) return known.Number("backup_set_id")!.Value;
        var media = sets.Rows.Count + 1L;
        sets.Insert(
            ("backup_set_uuid", file.SetId), ("media_set_id", media), ("position", position), ("name", file.Title),
            ("user_name", instance.Caller),
            ("first_lsn", (decimal)file.First), ("last_lsn", (decimal)file.Last),
            ("backup_start_date", file.Finished), ("backup_finish_date", file.Finished), ("type", file.IsFull ? "D" : "L"),
            ("database_name", file.Database), ("server_name", file.Server), ("is_copy_only", file.IsCopyOnly), ("is_damaged", false),
            ("family_guid", file.Family), ("first_recovery_fork_guid", file.Fork), ("last_recovery_fork_guid", file.Fork));
        foreach (var (one, path) in files.Zip(paths))
            instance["backupmediafamily"].Insert(
                ("media_set_id", media), ("family_sequence_number", one.Sequence), ("media_family_id", one.MediaFamily),
                ("physical_device_name", path), ("device_type", 2), ("mirror", 0));
        return sets.Rows.Count;
    }

    static void RecordRestore(Instance instance, string database, IReadOnlyList<BackupFile> files, IReadOnlyList<string> paths, string type,
        DateTime began) =>
        instance["restorehistory"].Insert(("restore_date", began), ("destination_database_name", database), ("user_name", instance.Caller),
            ("backup_set_id", Record(instance, files, paths)), ("restore_type", type), ("replace", false), ("recovery", false));

    /// <summary>RESTORE DATABASE … WITH NORECOVERY of a database that is not there yet.</summary>
    /// <param name="moves">Logical name → the file that it becomes.</param>
    public static void RestoreFull(Instance instance, string name, IReadOnlyList<string> paths, IReadOnlyDictionary<string, string> moves)
    {
        var backup = Read(instance, paths);
        var file = backup[0];
        if (!file.IsFull) throw SqlError.Of(3117, $"{paths[0]} is no full backup");
        if (instance.FindDatabase(name) is { } present)
        {
            if (present.Mirroring is not null) throw SqlError.Of(3104, name);
            // A RESTORING database is replaced without a word; one in use is not (error 3159 asks for its tail first).
            if (present.State == DatabaseState.Online) throw SqlError.Of(3159, name);
            if (present.Family != file.Family) throw SqlError.Of(3154, name);
            instance.Databases.Remove(present);
        }
        if (instance.SystemDatabases.Contains(name, instance.Collation.Comparer)) throw SqlError.Of(3154, name);
        foreach (var move in moves.Keys)
            if (file.Files.All(one => one.LogicalName != move))
                throw new SqlError(3234, 16, $"Logical file '{move}' is not part of database '{name}'.");
        var files = file.Files.Select(one => one with { PhysicalName = moves.GetValueOrDefault(one.LogicalName, one.PhysicalName) })
            .ToList();
        foreach (var one in files)
        {
            var (folder, _) = Folders.Split(one.PhysicalName);
            if (instance.Estate.Folders.Find(instance.Id, folder) is not { } place)
                throw new SqlError(5133, 16, $"Directory lookup for the file \"{one.PhysicalName}\" failed "
                    + "with the operating system error 3 (the path is not there).");
            if (place.IsFull) throw new SqlError(3257, 16, $"There is insufficient free space on the disk volume of {one.PhysicalName}.");
            bool IsThis(DatabaseFile other) => string.Equals(other.PhysicalName, one.PhysicalName, StringComparison.OrdinalIgnoreCase);
            if (instance.Databases.SelectMany(database => database.Files).Any(IsThis))
                throw SqlError.Of(1834, one.PhysicalName);
        }
        instance.Databases.Add(new()
        {
            Id = instance.NextDatabaseId, Name = name, State = DatabaseState.Restoring, Files = [.. files],
            Family = file.Family, Fork = file.Fork, ForkPoint = file.ForkPoint,
            Created = instance.LocalTime, End = file.Last, Rows = file.Rows, OwnerSid = instance.CallerSid,
        });
        RecordRestore(instance, name, backup, paths, "D", instance.LocalTime);
    }

    /// <summary>
    /// BACKUP LOG … WITH NORECOVERY: "backs up the tail of the log and leaves the database in the RESTORING state"
    /// (docs/t-sql/statements/backup-transact-sql.md). Refused while the database is mirrored
    /// (docs/relational-databases/backup-restore/backup-and-restore-interoperability-and-coexistence-sql-server.md), and while somebody
    /// uses it.
    /// </summary>
    public static BackupFile TakeTail(Instance instance, Database database, IReadOnlyList<string> paths, string? title)
    {
        if (database.Mirroring is not null) throw new SqlError(3104, 16, $"{database.Name} is mirrored");
        if (database.IsInUse) throw SqlError.Of(3101, database.Name);
        var file = Take(instance, database, paths, isFull: false, isCopyOnly: false, isFormat: false, title, description: null);
        database.State = DatabaseState.Restoring;
        return file;
    }

    /// <summary>
    /// RESTORE DATABASE … WITH RECOVERY alone: what is restored comes up, in a recovery fork of its own
    /// (docs/relational-databases/backup-restore/recover-a-database-without-restoring-data-transact-sql.md). The next log backup begins
    /// where the last restored one ends (assumed).
    /// </summary>
    public static void Recover(Instance instance, string name)
    {
        var database = instance.FindDatabase(name) ?? throw SqlError.Of(911, name);
        if (database.Mirroring is not null) throw SqlError.Of(3104, name);
        if (database.State is not (DatabaseState.Restoring or DatabaseState.Standby)) throw SqlError.Of(3117, name);
        if (database.IsInUse) throw SqlError.Of(3101, name);
        database.State = DatabaseState.Online;
        (database.Fork, database.ForkPoint) = (instance.Estate.NewId(), database.End);
        database.LastLogBackup = database.End;
    }

    /// <summary>RESTORE LOG … WITH NORECOVERY, or STANDBY.</summary>
    public static void RestoreLog(Instance instance, string name, string path, bool toStandby)
    {
        var file = Read(instance, path);
        if (instance.FindDatabase(name) is not { } database) throw SqlError.Of(3117, $"{name} is not there");
        if (database.Mirroring is not null) throw SqlError.Of(3104, name);
        if (database.State == DatabaseState.Online) throw SqlError.Of(3117, name);
        if (database.State == DatabaseState.Standby && database.IsInUse) throw SqlError.Of(3101, name);
        if (file.IsFull || file.Family != database.Family) throw SqlError.Of(3154, name);
        if (file.Last <= database.End) throw SqlError.Of(4326, path);
        if (file.First > database.End) throw SqlError.Of(4305, path);
        // A copy that is past the point where the fork began is on another path: errors 4330 and 3456 say so
        // (docs/relational-databases/backup-restore/recovery-paths-sql-server.md).
        if (file.Fork != database.Fork && database.End > file.ForkPoint)
            throw new SqlError(4330, 16, $"{path} is on a recovery path that is inconsistent with the database");
        (database.Fork, database.ForkPoint) = (file.Fork, file.ForkPoint);
        var own = database.End;
        database.Rows = database.Rows.AddRange(file.Rows.Where(row => row.Lsn > own));
        database.End = file.Last;
        database.HasLog = true;
        database.UserAccess = file.UserAccess;
        database.State = toStandby ? DatabaseState.Standby : DatabaseState.Restoring;
        RecordRestore(instance, name, [file], [path], "L", instance.LocalTime);
    }
}
