-- Hadrian: the good sample of the oracle's self-test. Every broken sample is this one with one change.
-- File:      setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql
-- Server:    SQLA1\RTC (sql-a1; connect to sqla1.contoso.com,1433)
-- Version:   2014, enterprise
-- Changes, in this order, where it is not there already:
--    1. sp_add_log_shipping_primary_database: mgc
--    2. sp_update_job, 2 statements: LSBackup_mgc, LSAlert_SQLA1
--    3. sp_dbmmonitoraddmonitoring
--    4. BACKUP LOG: mgc
--    5. GRANT CONNECT: CONTOSO\svc-sql
--    6. RESTORE DATABASE: mgc2
-- Before:    SQL Server Agent runs

-- ==== Prelude: templates/frame/tsql/prelude.hbs stands here.
-- Guard: this server, this caller, the state that this step needs. Changes nothing. Where a check fails, nothing below runs.
IF OBJECT_ID(N'tempdb..#hadrian_stop') IS NULL OR OBJECT_ID(N'tempdb..#hadrian_failed') IS NULL
    OR OBJECT_ID(N'tempdb..#hadrian_batch') IS NULL OR OBJECT_ID(N'tempdb..#hadrian_compare') IS NULL
BEGIN RAISERROR(N'STOPPED: the prelude above has not run whole. Run the whole file, from its first line. Nothing was changed.', 16, 1); SET NOEXEC ON; RETURN; END;
INSERT INTO #hadrian_check (what, expected, found)
VALUES (N'server name, SERVERPROPERTY', N'SQLA1\RTC', CONVERT(nvarchar(128), SERVERPROPERTY('ServerName'))),
    (N'server name, @@SERVERNAME', N'SQLA1\RTC', @@SERVERNAME),
    (N'caller is sysadmin', N'1', CONVERT(nvarchar(10), IS_SRVROLEMEMBER(N'sysadmin')));
IF NOT EXISTS (SELECT * FROM msdb.dbo.log_shipping_primary_databases WHERE primary_database = N'mgc')
    INSERT INTO #hadrian_check (what, expected, found)
    SELECT N'database state', N'ONLINE', MAX(d.state_desc) FROM sys.databases AS d WHERE d.name = N'mgc';
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_compare N'guard'; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
INSERT INTO #hadrian_token (file_name, batch) VALUES (N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql', 1);
RAISERROR(N'Guard passed on %s.', 0, 1, N'SQLA1\RTC') WITH NOWAIT;
GO
-- 1: Look before writing.
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql', 1; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
DECLARE @primary_id uniqueidentifier, @job_id uniqueidentifier, @directory nvarchar(500), @retention int, @jobs int;
DECLARE @expected_jobs TABLE (job_name sysname NOT NULL);
INSERT INTO @expected_jobs (job_name) VALUES (N'LSBackup_mgc');
SELECT @primary_id = p.primary_id, @job_id = p.backup_job_id, @directory = p.backup_directory, @retention = p.backup_retention_period
FROM msdb.dbo.log_shipping_primary_databases AS p
WHERE p.primary_database = N'mgc';
SELECT @jobs = COUNT(*)
FROM msdb.dbo.sysjobs AS j
JOIN @expected_jobs AS e ON e.job_name = j.name;
INSERT INTO #hadrian_check (what, expected, found, change, parameter)
SELECT v.what, v.expected, v.found, N'EXEC master.dbo.sp_change_log_shipping_primary_database @database = N''mgc''', v.parameter
FROM (VALUES
    (N'folder',                  N'\\fs1\a folder of the topology, which makes the row longer than 160 columns, and is one literal', @directory, N'@backup_directory = N'),
    (N'retention, in minutes',   N'4320', CONVERT(nvarchar(20), @retention), N'@backup_retention_period = ')
) AS v (what, expected, found, parameter)
WHERE ISNULL(@retention, 0) > 0;
INSERT INTO #hadrian_check (what, expected, found, verdict)
VALUES (N'primary', N'needed', N'needed', CASE WHEN @jobs = 0 THEN N'DO' ELSE N'SKIP' END);
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
IF OBJECT_ID(N'tempdb..#hadrian_move') IS NOT NULL DROP TABLE #hadrian_move;
SET @ok = 0; EXEC @ok = #hadrian_compare N'look'; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
SET XACT_ABORT OFF; UPDATE #hadrian_token SET batch = 2;
GO
-- 2: The files of the copy, and what availability groups say.
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql', 2; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
DECLARE @rc int, @error int, @version int, @files int;
CREATE TABLE #hadrian_move (logical_name nvarchar(128) NOT NULL, target nvarchar(600) NOT NULL);
INSERT INTO #hadrian_move (logical_name, target) SELECT m.name, m.physical_name FROM sys.master_files AS m WHERE m.database_id = DB_ID(N'mgc');
SELECT @files = COUNT(*) FROM #hadrian_move;
IF @files = 0
BEGIN
    EXEC #hadrian_stop N'%s has %s files. 100 %% of them are missing.', N'mgc', @files;
    SET NOEXEC ON; RETURN;
END;
SET @version = CONVERT(int, LEFT(CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')), 2));
IF @version >= 11
BEGIN
    EXEC @rc = sp_executesql N'SELECT @n = COUNT(*) FROM sys.databases AS d WHERE d.name = @name AND d.replica_id IS NOT NULL',
        N'@n int OUTPUT, @name sysname', @n = @error OUTPUT, @name = N'mgc';
    IF @@ERROR <> 0 OR @rc <> 0 BEGIN EXEC #hadrian_stop N'availability groups cannot be seen.'; SET NOEXEC ON; RETURN; END;
END;
UPDATE #hadrian_token SET batch = 3;
GO
-- ****** Begin: Script to be run at Primary: [SQLA1\RTC] ******
-- 3: The work.
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql', 3; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
DECLARE @rc int, @error int, @job_id uniqueidentifier, @primary_id uniqueidentifier;
IF EXISTS (SELECT * FROM #hadrian_check WHERE what = N'primary' AND verdict = N'SKIP')
    RAISERROR(N'EQUAL  %s is a primary already.', 0, 1, N'mgc') WITH NOWAIT;
ELSE
BEGIN
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
    SELECT @error = @@ERROR; IF @error <> 0 OR @rc <> 0 BEGIN EXEC #hadrian_failed N'sp_add_log_shipping_primary_database', @error, @rc; SET NOEXEC ON; RETURN; END;
END;
SET @rc = -1;
EXEC @rc = msdb.dbo.sp_update_job
    @job_id = @job_id,
    @enabled = 1;
SELECT @error = @@ERROR; IF @error <> 0 OR @rc <> 0 BEGIN EXEC #hadrian_failed N'sp_update_job', @error, @rc; SET NOEXEC ON; RETURN; END;
SET @rc = -1;
EXEC @rc = msdb.dbo.sp_update_job @job_name = N'LSAlert_SQLA1', @enabled = 1;
SELECT @error = @@ERROR;
IF @error <> 0 OR @rc <> 0
BEGIN
    EXEC #hadrian_stop N'the alert job is not enabled: error %s, return code %s.', @error, @rc;
    SET NOEXEC ON;
    RETURN;
END;
EXEC msdb.sys.sp_dbmmonitoraddmonitoring;
SELECT @error = @@ERROR; IF @error <> 0 BEGIN EXEC #hadrian_failed N'sp_dbmmonitoraddmonitoring', @error; SET NOEXEC ON; RETURN; END;
BACKUP LOG [mgc] TO DISK = N'\\fs1\seed\mgc.bak' WITH COPY_ONLY, FORMAT, INIT, CHECKSUM;
SELECT @error = @@ERROR; IF @error <> 0 BEGIN EXEC #hadrian_failed N'BACKUP LOG', @error; SET NOEXEC ON; RETURN; END;
BEGIN TRY
    GRANT CONNECT ON ENDPOINT::[Mirroring] TO [CONTOSO\svc-sql];
END TRY
BEGIN CATCH
    EXEC #hadrian_stop N'the grant failed.';
    SET NOEXEC ON;
    RETURN;
END CATCH;
UPDATE #hadrian_token SET batch = 4;
-- ****** End: Script to be run at Primary: [SQLA1\RTC] ******
GO
-- 4: Restore.
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql', 4; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
DECLARE @statement nvarchar(max), @error int, @rc int, @tries int;
SET @tries = 0;
WHILE @tries < 3 AND NOT EXISTS (SELECT * FROM sys.databases AS d WHERE d.state_desc = N'RESTORING')
BEGIN
    WAITFOR DELAY '00:00:05';
    SET @tries = @tries + 1;
END;
SET @statement = N'RESTORE DATABASE @database FROM DISK = @file WITH NORECOVERY';
SELECT @statement = @statement + N', MOVE N''' + REPLACE(c.logical_name, N'''', N'''''') + N''' TO N''' + REPLACE(c.target, N'''', N'''''') + N''''
FROM #hadrian_move AS c;
SET @rc = -1;
EXEC @rc = sys.sp_executesql @statement, N'@database sysname, @file nvarchar(260)', @database = N'mgc2', @file = N'\\fs1\seed\mgc.bak';
SELECT @error = @@ERROR; IF @error <> 0 OR @rc <> 0 BEGIN EXEC #hadrian_failed N'RESTORE DATABASE', @error, @rc; SET NOEXEC ON; RETURN; END;
SET XACT_ABORT ON; UPDATE #hadrian_token SET batch = 5;
GO
-- 5: Postcondition.
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql', 5; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
INSERT INTO #hadrian_check (what, expected, found)
VALUES (N'copies', N'1', (SELECT CONVERT(nvarchar(10), COUNT(*)) FROM sys.databases AS d WHERE d.name = N'mgc2'));
SET @ok = 0; EXEC @ok = #hadrian_compare N'post'; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
UPDATE #hadrian_token SET batch = 6;
GO
SET NOEXEC OFF;
GO
-- For the change ticket.
DECLARE @done int, @verdict nvarchar(10), @severity int, @server nvarchar(128), @login nvarchar(128), @time nvarchar(40); SET @done = 0;
IF OBJECT_ID(N'tempdb..#hadrian_token') IS NOT NULL SELECT @done = COUNT(DISTINCT batch) FROM #hadrian_token WHERE file_name = N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql' AND batch = 6;
SELECT @verdict = CASE WHEN @done = 1 THEN N'DONE' ELSE N'STOPPED' END, @severity = CASE WHEN @done = 1 THEN 0 ELSE 16 END,
    @server = ISNULL(@@SERVERNAME, N'(no name)'), @login = SUSER_SNAME(), @time = CONVERT(nvarchar(40), GETDATE(), 120);
IF OBJECT_ID(N'tempdb..#hadrian_token') IS NOT NULL DROP TABLE #hadrian_token; IF OBJECT_ID(N'tempdb..#hadrian_check') IS NOT NULL DROP TABLE #hadrian_check;
IF OBJECT_ID(N'tempdb..#hadrian_input') IS NOT NULL DROP TABLE #hadrian_input;
IF @done = 1 RAISERROR(N'Next: %s', 0, 1, N'setup/04-log-shipping/40-sql-b1.mgc.secondary.sql on SQLB1.') WITH NOWAIT;
RAISERROR(N'%s  %s on %s, by %s, at %s server time', @severity, 1, @verdict, N'setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql', @server, @login, @time) WITH NOWAIT;
GO
