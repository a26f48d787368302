using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Statements;

/// <summary>BACKUP DATABASE and BACKUP LOG to disk files: docs/t-sql/statements/backup-transact-sql.md.</summary>
static class Backup
{
    public static Flow Run(Execution execution, BackupStatement statement)
    {
        var session = execution.Session;
        var isFull = statement is BackupDatabaseStatement;
        execution.RaiseFault(isFull ? "BACKUP DATABASE" : "BACKUP LOG", statement);
        if (statement.MirrorToClauses.Count > 0 || statement is BackupDatabaseStatement { Files.Count: > 0 })
            throw execution.Outside(statement, "BACKUP of files, or MIRROR TO");
        if (statement.Devices.Any(device => device is not { DeviceType: DeviceType.Disk, PhysicalDevice: not null }))
            throw execution.Outside(statement, "BACKUP to another device than DISK");
        if (session.TransactionCount > 0) throw SqlError.Of(3021, "BACKUP");
        HashSet<BackupOptionKind> kinds = [];
        string? title = null, description = null;
        foreach (var option in statement.Options)
        {
            if (!Dialect.BackupOptions.Contains(option.OptionKind)) throw execution.Outside(option, $"BACKUP … WITH {option.OptionKind}");
            kinds.Add(option.OptionKind);
            if (option.OptionKind == BackupOptionKind.Name) title = execution.Evaluate(option.Value).Text;
            if (option.OptionKind == BackupOptionKind.MediaDescription) description = execution.Evaluate(option.Value).Text;
        }
        var name = execution.NameOf(statement.DatabaseName);
        var paths = statement.Devices.Select(device => execution.Evaluate((ScalarExpression)device.PhysicalDevice).Text!).ToList();
        try
        {
            var database = session.Instance.FindDatabase(name) ?? throw SqlError.Of(911, name);
            var file = kinds.Contains(BackupOptionKind.NoRecovery)
                ? Backups.TakeTail(session.Instance, database, paths, title)
                : Backups.Take(session.Instance, database, paths, isFull, kinds.Contains(BackupOptionKind.CopyOnly),
                    kinds.Contains(BackupOptionKind.Format), title, description, kinds.Contains(BackupOptionKind.NoTruncate));
            var what = isFull ? "DATABASE" : "LOG";
            session.Say(3014, 0, $"BACKUP {what} successfully processed {file.Last - file.First} pages.", execution.Line(statement));
        }
        catch (SqlError error)
        {
            // The cause comes first, and is not what ends the statement: 3013 is.
            execution.Report(error, statement);
            throw SqlError.Of(3013, isFull ? "BACKUP DATABASE" : "BACKUP LOG");
        }
        execution.Done();
        return Flow.Next;
    }
}
