using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Statements;

/// <summary>
/// RESTORE DATABASE, LOG, FILELISTONLY, HEADERONLY and LABELONLY from disk files:
/// docs/t-sql/statements/restore-statements-transact-sql.md and the pages beside it.
/// </summary>
static class Restore
{
    public static Flow Run(Execution execution, RestoreStatement statement)
    {
        var session = execution.Session;
        var what = statement.Kind switch
        {
            RestoreStatementKind.Database => "RESTORE DATABASE",
            RestoreStatementKind.TransactionLog => "RESTORE LOG",
            RestoreStatementKind.FileListOnly => "RESTORE FILELISTONLY",
            RestoreStatementKind.HeaderOnly => "RESTORE HEADERONLY",
            RestoreStatementKind.LabelOnly => "RESTORE LABELONLY",
            _ => throw execution.Outside(statement, $"RESTORE {statement.Kind}"),
        };
        execution.RaiseFault(what, statement);
        if (statement.Files.Count > 0) throw execution.Outside(statement, "RESTORE of files");
        if (statement.Devices.Any(device => device is not { DeviceType: DeviceType.Disk, PhysicalDevice: not null }))
            throw execution.Outside(statement, "RESTORE from another device than DISK");
        if (statement.Kind == RestoreStatementKind.LabelOnly && statement.Devices.Count > 1)
            throw execution.Outside(statement, "RESTORE LABELONLY from several files");
        if (session.TransactionCount > 0 && statement.Kind is RestoreStatementKind.Database or RestoreStatementKind.TransactionLog)
            throw SqlError.Of(3021, what);
        Dictionary<string, string> moves = new(StringComparer.Ordinal);
        var (noRecovery, recovery) = (false, false);
        foreach (var option in statement.Options)
        {
            switch (option)
            {
                case MoveRestoreOption move:
                    moves[execution.Evaluate(move.LogicalFileName).Text!] = execution.Evaluate(move.OSFileName).Text!;
                    break;
                case { OptionKind: RestoreOptionKind.NoRecovery }:
                    noRecovery = true;
                    break;
                case { OptionKind: RestoreOptionKind.Recovery }:
                    recovery = true;
                    break;
                case { OptionKind: RestoreOptionKind.Stats }:
                    break;
                default:
                    throw execution.Outside(option, $"RESTORE … WITH {option.OptionKind}");
            }
        }
        var paths = statement.Devices.Select(device => execution.Evaluate((ScalarExpression)device.PhysicalDevice).Text!).ToList();
        try
        {
            switch (statement.Kind)
            {
                case RestoreStatementKind.FileListOnly:
                    execution.Answers(FileList(session.Instance, Backups.Read(session.Instance, paths)[0]));
                    break;
                case RestoreStatementKind.HeaderOnly:
                    execution.Answers([.. HeaderColumns.Value.Select(column => column.Name)],
                        Header(Backups.Read(session.Instance, paths[0])));
                    break;
                case RestoreStatementKind.LabelOnly:
                    execution.Answers(Label(Backups.Read(session.Instance, paths[0])));
                    break;
                case RestoreStatementKind.Database:
                    // RECOVERY alone ends the chain, and has to be said; with a backup it is the default.
                    if (recovery && paths.Count == 0)
                    {
                        Backups.Recover(session.Instance, execution.NameOf(statement.DatabaseName));
                        break;
                    }
                    if (!noRecovery) throw execution.Outside(statement, "RESTORE DATABASE without NORECOVERY");
                    Backups.RestoreFull(session.Instance, execution.NameOf(statement.DatabaseName), paths, moves);
                    break;
                default:
                    if (!noRecovery) throw execution.Outside(statement, "RESTORE LOG without NORECOVERY");
                    Backups.RestoreLog(session.Instance, execution.NameOf(statement.DatabaseName), paths[0], toStandby: false);
                    break;
            }
        }
        catch (SqlError error)
        {
            execution.Report(error, statement);
            throw SqlError.Of(3013, what);
        }
        execution.Done();
        return Flow.Next;
    }

    /// <summary>The columns are 21, and 22 from SQL Server 2016 with its first update on: reference/results.json.</summary>
    static IReadOnlyList<object?[]> FileList(Instance instance, BackupFile backup)
    {
        var columns = Columns.Value;
        var count = instance.Major >= 13 ? columns.Count : columns.Count - 1;
        return [.. backup.Files.Select(file => columns.Take(count).Select(column => (object?)(column.Name switch
        {
            "LogicalName" => file.LogicalName,
            "PhysicalName" => file.PhysicalName,
            "Type" => file.IsLog ? "L" : "D",
            "FileGroupName" => file.IsLog ? null : "PRIMARY",
            "Size" => 8388608m,
            "MaxSize" => 35184372080640m,
            "FileID" => (long)file.Id,
            "CreateLSN" or "ReadOnlyLSN" or "ReadWriteLSN" or "DifferentialBaseLSN" => 0m,
            "DropLSN" => 0m,
            "BackupSizeInBytes" => 3145728L,
            "SourceBlockSize" => 512L,
            "FileGroupID" => file.IsLog ? 0L : 1L,
            "IsReadOnly" => 0L,
            "IsPresent" => 1L,
            _ => null,
        })).ToArray())];
    }

    /// <summary>
    /// docs/t-sql/statements/restore-statements-headeronly-transact-sql.md: 1 a database, 2 a log; what nobody reads here is NULL.
    /// </summary>
    static IReadOnlyList<object?[]> Header(BackupFile file) =>
    [
        HeaderColumns.Value.Select(column => (object?)(column.Name switch
        {
            "BackupName" => file.Title,
            "BackupType" => file.IsFull ? 1L : 2L,
            "Position" => 1L,
            "ServerName" => file.Server,
            "DatabaseName" => file.Database,
            "FirstLSN" => (decimal)file.First,
            "LastLSN" => (decimal)file.Last,
            "BackupFinishDate" => file.Finished,
            "RecoveryForkID" => file.Fork,
            "FamilyGUID" => file.Family,
            "IsSingleUser" => file.UserAccess == "SINGLE_USER",
            _ => null,
        })).ToArray(),
    ];

    static readonly Lazy<IReadOnlyList<(string Name, SqlType Type)>> HeaderColumns =
        new(() => Reference.ResultColumns("RESTORE HEADERONLY"));

    static readonly Lazy<IReadOnlyList<(string Name, SqlType Type)>> Columns = new(() => Reference.ResultColumns("RESTORE FILELISTONLY"));

    /// <summary>docs/t-sql/statements/restore-statements-labelonly-transact-sql.md: thirteen columns, in every version.</summary>
    static IReadOnlyList<object?[]> Label(BackupFile file) =>
    [
        [
            null, file.MediaSet, (long)file.FamilyCount, (long)file.Sequence, file.MediaFamily, 1L, 1L, file.Description,
            "Microsoft SQL Server", 4608L, file.Finished, 1L, 0L,
        ],
    ];
}
