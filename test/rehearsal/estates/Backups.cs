using Rehearsal.TSql;

namespace Rehearsal.Estates;

/// <summary>
/// Taking and restoring backups, as the engine does for BACKUP, RESTORE and log shipping's jobs alike. A log backup holds the log from
/// the end of the one before it; a copy takes it only where its own log reaches so far (errors 4305, 4326).
/// </summary>
static class Backups
{
    /// <summary>Writes a backup to a file, and its record to msdb.</summary>
    /// <param name="title">NAME, and MEDIADESCRIPTION.</param>
    /// <exception cref="SqlError">What SQL Server says of the database or of the file.</exception>
    public static BackupFile Take(Instance instance, Database database, string path, bool isFull, bool isCopyOnly, string? title,
        string? description)
    {
        // docs/t-sql/statements/backup-transact-sql.md: no backup of a database that is restored or mirrored to.
        if (database.State != DatabaseState.Online) throw SqlError.Of(927, database.Name);
        if (!isFull && database.RecoveryModel == "SIMPLE") throw SqlError.Of(4208, database.Name);
        if (!isFull && database.LastLogBackup is null) throw SqlError.Of(4214, database.Name);
        var (folder, name) = Writable(instance, path);
        // A backup itself is logged.
        database.End += 1;
        var first = isFull ? database.End - 1 : database.LastLogBackup!.Value;
        var file = new BackupFile(name, isFull, isCopyOnly, database.Name, instance.ServerName, first, database.End,
            database.Family, database.Fork, instance.Estate.NewId(), instance.Estate.NewId(), description, title, instance.LocalTime,
            [.. database.Rows.Where(row => isFull || row.Lsn > first)], database.Files, instance.Estate.NewId());
        instance.Estate.Folders.Set(folder with { Files = folder.Files.SetItem(name, file) });
        if (isFull && !isCopyOnly) database.LastLogBackup ??= file.First;
        if (!isFull && !isCopyOnly) database.LastLogBackup = file.Last;
        instance.Estate.Ship(instance, database);
        Record(instance, file, path);
        return file;
    }

    static (Folder, string) Writable(Instance instance, string path)
    {
        var (place, name) = Folders.Split(path);
        if (instance.Estate.Folders.Find(instance.Id, place) is not { } folder)
            throw SqlError.Of(3201, $"{path}: operating system error 3 (the path is not there)");
        if (folder.Denied.Contains($"{instance.Id}/engine"))
            throw SqlError.Of(3201, $"{path}: operating system error 5 (access is denied)");
        if (folder.IsFull) throw SqlError.Of(3271, $"{path}: operating system error 112 (there is not enough space)");
        return (folder, name);
    }

    /// <summary>A backup in a file, as the engine of a server reads it.</summary>
    /// <exception cref="SqlError">3201: not there, or not for that account.</exception>
    public static BackupFile Read(Instance instance, string path)
    {
        var (place, name) = Folders.Split(path);
        if (instance.Estate.Folders.Find(instance.Id, place) is not { } folder || !folder.Files.TryGetValue(name, out var file))
            throw SqlError.Of(3201, $"{path}: operating system error 2 (the file is not there)");
        if (folder.Denied.Contains($"{instance.Id}/engine"))
            throw SqlError.Of(3201, $"{path}: operating system error 5 (access is denied)");
        return file;
    }

    /// <summary>
    /// A backup in msdb: the server that took it has it, and the one that restores it gets a row as well (general knowledge).
    /// docs/relational-databases/system-tables/backupset-transact-sql.md.
    /// </summary>
    public static long Record(Instance instance, BackupFile file, string path)
    {
        var sets = instance["backupset"];
        if (sets.Find(row => row.Id("backup_set_uuid") == file.SetId) is { } known) return known.Number("backup_set_id")!.Value;
        var media = sets.Rows.Count + 1L;
        sets.Insert(
            ("backup_set_uuid", file.SetId), ("media_set_id", media), ("name", file.Title), ("user_name", instance.Caller),
            ("first_lsn", (decimal)file.First), ("last_lsn", (decimal)file.Last),
            ("backup_start_date", file.Finished), ("backup_finish_date", file.Finished), ("type", file.IsFull ? "D" : "L"),
            ("database_name", file.Database), ("server_name", file.Server), ("is_copy_only", file.IsCopyOnly), ("is_damaged", false),
            ("family_guid", file.Family), ("first_recovery_fork_guid", file.Fork), ("last_recovery_fork_guid", file.Fork));
        instance["backupmediafamily"].Insert(
            ("media_set_id", media), ("family_sequence_number", 1), ("media_family_id", file.MediaFamily),
            ("physical_device_name", path), ("device_type", 2), ("mirror", 0));
        return sets.Rows.Count;
    }

    static void RecordRestore(Instance instance, string database, BackupFile file, string path, string type, DateTime began) =>
        instance["restorehistory"].Insert(("restore_date", began), ("destination_database_name", database), ("user_name", instance.Caller),
            ("backup_set_id", Record(instance, file, path)), ("restore_type", type), ("replace", false), ("recovery", false));

    /// <summary>RESTORE DATABASE … WITH NORECOVERY of a database that is not there yet.</summary>
    /// <param name="moves">Logical name → the file that it becomes.</param>
    public static void RestoreFull(Instance instance, string name, string path, IReadOnlyDictionary<string, string> moves)
    {
        var file = Read(instance, path);
        if (!file.IsFull) throw SqlError.Of(3117, $"{path} is no full backup");
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
            Family = file.Family, Fork = file.Fork,
            Created = instance.LocalTime, End = file.Last, Rows = file.Rows, OwnerSid = instance.CallerSid,
        });
        RecordRestore(instance, name, file, path, "D", instance.LocalTime);
    }

    /// <summary>RESTORE LOG … WITH NORECOVERY, or STANDBY.</summary>
    public static void RestoreLog(Instance instance, string name, string path, bool toStandby)
    {
        var file = Read(instance, path);
        if (instance.FindDatabase(name) is not { } database) throw SqlError.Of(3117, $"{name} is not there");
        if (database.Mirroring is not null) throw SqlError.Of(3104, name);
        if (database.State == DatabaseState.Online) throw SqlError.Of(3117, name);
        if (file.IsFull || file.Family != database.Family) throw SqlError.Of(3154, name);
        if (file.Last <= database.End) throw SqlError.Of(4326, path);
        if (file.First > database.End) throw SqlError.Of(4305, path);
        var own = database.End;
        database.Rows = database.Rows.AddRange(file.Rows.Where(row => row.Lsn > own));
        database.End = file.Last;
        database.HasLog = true;
        database.State = toStandby ? DatabaseState.Standby : DatabaseState.Restoring;
        RecordRestore(instance, name, file, path, "L", instance.LocalTime);
    }
}
