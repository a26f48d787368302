-- Hadrian: the good sample of the oracle's self-test. Every broken sample is this one with one change.
--
-- File:      setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql
-- Version:   2014, enterprise
SET NOEXEC OFF;
GO
SET QUOTED_IDENTIFIER, ANSI_NULLS, ANSI_WARNINGS, ANSI_PADDING, CONCAT_NULL_YIELDS_NULL, ARITHABORT ON;
SET NOCOUNT ON;
SET IMPLICIT_TRANSACTIONS, XACT_ABORT OFF;
SET ROWCOUNT 0;
USE master;
GO
-- Guard
IF OBJECT_ID(N'tempdb..#hadrian_guard') IS NOT NULL
    DROP TABLE #hadrian_guard;
IF OBJECT_ID(N'tempdb..#hadrian_check') IS NOT NULL
    DROP TABLE #hadrian_check;
DECLARE @why nvarchar(400);
IF @@TRANCOUNT > 0
    SET @why = N'a transaction is open';
IF CONVERT(nvarchar(128), SERVERPROPERTY('ServerName')) <> N'SQLA1\RTC' OR @@SERVERNAME <> N'SQLA1\RTC'
    SET @why = N'another server';
IF IS_SRVROLEMEMBER(N'sysadmin') <> 1
    SET @why = N'the caller is not sysadmin';
IF @why IS NOT NULL
BEGIN
    RAISERROR(N'STOPPED: %s.', 16, 1, @why);
    SET NOEXEC ON;
    RETURN;
END;
CREATE TABLE #hadrian_check (id int IDENTITY(1, 1) NOT NULL PRIMARY KEY, what nvarchar(400) NOT NULL, expected nvarchar(1000) NOT NULL, found nvarchar(1000) NULL);
CREATE TABLE #hadrian_guard (script nvarchar(400) NOT NULL, stage int NOT NULL);
INSERT INTO #hadrian_guard (script, stage) VALUES (N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql', 1);
GO
-- Look
DECLARE @token int;
SET @token = 0;
IF OBJECT_ID(N'tempdb..#hadrian_guard') IS NOT NULL
    SELECT @token = COUNT(*) FROM #hadrian_guard WHERE script = N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql' AND stage = 1;
IF @token <> 1
BEGIN
    RAISERROR(N'STOPPED: run the whole file.', 16, 1);
    RETURN;
END;
DECLARE @primary_id uniqueidentifier, @job_id uniqueidentifier, @jobs int;
DECLARE @expected_jobs TABLE (job_name sysname NOT NULL);
INSERT INTO @expected_jobs (job_name) VALUES (N'LSBackup_mgc');
SELECT @primary_id = p.primary_id, @job_id = p.backup_job_id
FROM msdb.dbo.log_shipping_primary_databases AS p
WHERE p.primary_database = N'mgc';
SELECT @jobs = COUNT(*)
FROM msdb.dbo.sysjobs AS j
JOIN @expected_jobs AS e ON e.job_name = j.name;
INSERT INTO #hadrian_check (what, expected, found)
SELECT v.what, v.expected, v.found
FROM sys.databases AS d
CROSS APPLY
(
    VALUES
        (N'state', N'ONLINE', d.state_desc),
        (N'jobs', N'1', CONVERT(nvarchar(20), @jobs))
) AS v (what, expected, found)
WHERE d.name = N'mgc';
IF EXISTS (SELECT * FROM sys.database_mirroring_endpoints WHERE state = 0)
    PRINT N'An endpoint is started on ' + @@SERVERNAME + N'.';
IF EXISTS (SELECT * FROM sys.server_permissions AS s WHERE s.class = 105)
    PRINT N'Somebody may connect.';
DECLARE @monitor TABLE (database_name sysname, role int, state int, witness int, log_rate int, unsent int, sent int, unrestored int,
    recovery int, delay int, transactions int, average int, recorded datetime, behind datetime, local_time datetime);
BEGIN TRY
    INSERT INTO @monitor
    EXEC msdb.sys.sp_dbmmonitorresults @database_name = N'mgc';
    INSERT INTO #hadrian_check (what, expected, found)
    EXEC sys.sp_executesql N'RESTORE FILELISTONLY FROM DISK = @file;', N'@file nvarchar(260)', @file = N'\\fs1\seed\mgc.bak';
END TRY
BEGIN CATCH
    PRINT N'No backup can be read.';
END CATCH;
DELETE FROM #hadrian_check;
UPDATE #hadrian_guard SET stage = 2;
GO
-- Work
DECLARE @token int;
SET @token = 0;
IF OBJECT_ID(N'tempdb..#hadrian_guard') IS NOT NULL
    SELECT @token = COUNT(*) FROM #hadrian_guard WHERE script = N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql' AND stage = 2;
IF @token <> 1
BEGIN
    RAISERROR(N'STOPPED: run the whole file.', 16, 1);
    RETURN;
END;
DECLARE @rc int, @error int, @job_id uniqueidentifier, @primary_id uniqueidentifier, @version int;
SET @rc = -1;
EXEC @rc = master.dbo.sp_add_log_shipping_primary_database
    @database = N'mgc',
    @backup_directory = N'\\fs1\logship',
    @backup_share = N'\\fs1\logship',
    @backup_job_name = N'LSBackup_mgc',
    @backup_retention_period = 4320, -- minutes: 72h
    @backup_compression = 2,
    @backup_threshold = 60,
    @threshold_alert_enabled = 1,
    @history_retention_period = 5760,
    @backup_job_id = @job_id OUTPUT,
    @primary_id = @primary_id OUTPUT;
SELECT @error = @@ERROR;
IF @error <> 0 OR @rc <> 0
BEGIN
    RAISERROR(N'STOPPED: return code %d, error %d.', 16, 1, @rc, @error);
    SET NOEXEC ON;
    RETURN;
END;
SET @rc = -1;
EXEC @rc = msdb.dbo.sp_update_job
    @job_id = @job_id,
    @enabled = 1;
SELECT @error = @@ERROR;
IF @error <> 0 OR @rc <> 0
BEGIN
    RAISERROR(N'STOPPED: return code %d, error %d.', 16, 1, @rc, @error);
    RETURN;
END;
EXEC msdb.sys.sp_dbmmonitoraddmonitoring;
SELECT @error = @@ERROR;
IF @error <> 0
BEGIN
    RAISERROR(N'STOPPED: error %d.', 16, 1, @error);
    RETURN;
END;
BACKUP LOG [mgc] TO DISK = N'\\fs1\seed\mgc.bak' WITH COPY_ONLY, FORMAT, INIT, CHECKSUM;
SELECT @error = @@ERROR;
IF @error <> 0
BEGIN
    RAISERROR(N'STOPPED: the backup of %s failed with error %d.', 16, 1, N'mgc', @error);
    RETURN;
END;
BEGIN TRY
    GRANT CONNECT ON ENDPOINT::[Mirroring] TO [CONTOSO\svc-sql];
END TRY
BEGIN CATCH
    RAISERROR(N'STOPPED: the grant failed.', 16, 1);
    RETURN;
END CATCH;
IF EXISTS (SELECT * FROM #hadrian_check WHERE what = N'nothing to do')
BEGIN
    UPDATE #hadrian_guard SET stage = 3;
    RETURN;
END;
SET @version = CONVERT(int, LEFT(CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')), 2));
IF @version >= 11
BEGIN
    EXEC @rc = sp_executesql N'SELECT @n = COUNT(*) FROM sys.databases AS d WHERE d.name = @name AND d.replica_id IS NOT NULL',
        N'@n int OUTPUT, @name sysname', @n = @error OUTPUT, @name = N'mgc';
    IF @@ERROR <> 0 OR @rc <> 0
    BEGIN
        RAISERROR(N'STOPPED: the look at availability groups failed.', 16, 1);
        RETURN;
    END;
END;
UPDATE #hadrian_guard SET stage = 3;
GO
-- Restore
DECLARE @token int;
SET @token = 0;
IF OBJECT_ID(N'tempdb..#hadrian_guard') IS NOT NULL
    SELECT @token = COUNT(*) FROM #hadrian_guard WHERE script = N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql' AND stage = 3;
IF @token <> 1
BEGIN
    RAISERROR(N'STOPPED: run the whole file.', 16, 1);
    RETURN;
END;
DECLARE @sql nvarchar(max), @error int, @tries int;
SET @tries = 0;
WHILE @tries < 3 AND NOT EXISTS (SELECT * FROM sys.databases AS d WHERE d.state_desc = N'RESTORING')
BEGIN
    WAITFOR DELAY '00:00:05';
    SET @tries = @tries + 1;
END;
SET @sql = N'RESTORE DATABASE [mgc2] FROM DISK = N''\\fs1\seed\mgc.bak'' WITH NORECOVERY';
SELECT @sql = @sql + N', MOVE N''' + REPLACE(c.what, N'''', N'''''') + N''' TO N''D:\x''' FROM #hadrian_check AS c;
EXEC (@sql);
SELECT @error = @@ERROR;
IF @error <> 0
BEGIN
    RAISERROR(N'STOPPED: error %d.', 16, 1, @error);
    RETURN;
END;
UPDATE #hadrian_guard SET stage = 4;
GO
SET NOEXEC OFF;
GO
DECLARE @done int, @verdict nvarchar(20), @severity int;
SET @done = 0;
IF OBJECT_ID(N'tempdb..#hadrian_guard') IS NOT NULL
    SELECT @done = COUNT(*) FROM #hadrian_guard WHERE script = N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql' AND stage = 4;
SELECT @verdict = CASE WHEN @done = 1 THEN N'DONE' ELSE N'STOPPED' END, @severity = CASE WHEN @done = 1 THEN 0 ELSE 16 END;
IF OBJECT_ID(N'tempdb..#hadrian_guard') IS NOT NULL
    DROP TABLE #hadrian_guard;
RAISERROR(N'%s  %s', @severity, 1, @verdict, N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql') WITH NOWAIT;
GO
