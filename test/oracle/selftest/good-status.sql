-- Hadrian: the good sample of a script that only reads.
-- File:      status/01-servers/10-sql-a1.status.sql
-- Server:    SQLA1\RTC (sql-a1; connect to sqla1.contoso.com,1433)
-- Version:   2014, enterprise
-- Changes:   nothing

-- ==== Prelude: templates/frame/tsql/prelude.hbs stands here.
-- Guard: this server, this caller, the state that this step needs. Changes nothing. Where a check fails, nothing below runs.
IF OBJECT_ID(N'tempdb..#hadrian_stop') IS NULL OR OBJECT_ID(N'tempdb..#hadrian_failed') IS NULL
    OR OBJECT_ID(N'tempdb..#hadrian_batch') IS NULL OR OBJECT_ID(N'tempdb..#hadrian_compare') IS NULL
BEGIN RAISERROR(N'STOPPED: the prelude above has not run whole. Run the whole file, from its first line. Nothing was changed.', 16, 1); SET NOEXEC ON; RETURN; END;
INSERT INTO #hadrian_check (what, expected, found)
VALUES (N'server name, SERVERPROPERTY', N'SQLA1\RTC', CONVERT(nvarchar(128), SERVERPROPERTY('ServerName'))),
    (N'server name, @@SERVERNAME', N'SQLA1\RTC', @@SERVERNAME),
    (N'caller reads msdb', N'1', CONVERT(nvarchar(10), HAS_PERMS_BY_NAME(N'msdb.dbo.backupset', N'OBJECT', N'SELECT')));
IF OBJECT_ID(N'tempdb..#hadrian_status') IS NOT NULL DROP TABLE #hadrian_status;
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_compare N'guard'; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
INSERT INTO #hadrian_token (file_name, batch) VALUES (N'status/01-servers/10-sql-a1.status.sql', 1);
RAISERROR(N'Guard passed on %s.', 0, 1, N'SQLA1\RTC') WITH NOWAIT;
GO
-- 1: mgc
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'status/01-servers/10-sql-a1.status.sql', 1; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
CREATE TABLE #hadrian_status (
    id int IDENTITY(1, 1) NOT NULL PRIMARY KEY, severity nvarchar(4) COLLATE Latin1_General_CI_AS NULL, code nvarchar(12) COLLATE Latin1_General_CI_AS NOT NULL,
    database_name nvarchar(128) NULL, what nvarchar(400) COLLATE Latin1_General_CI_AS NOT NULL, expected nvarchar(1000) COLLATE Latin1_General_CI_AS NOT NULL,
    found nvarchar(1000) COLLATE Latin1_General_CI_AS NULL, minutes int NULL
);
INSERT INTO #hadrian_status (code, database_name, what, expected, found)
SELECT N'STATE', N'mgc', N'state', N'ONLINE', (SELECT d.state_desc COLLATE Latin1_General_CI_AS FROM sys.databases AS d WHERE d.name = N'mgc');
UPDATE #hadrian_token SET batch = 2;
GO
-- 2: What was found.
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'status/01-servers/10-sql-a1.status.sql', 2; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
UPDATE #hadrian_status SET severity = CASE WHEN found = expected THEN N'PASS' ELSE N'FAIL' END WHERE severity IS NULL;
DELETE FROM #hadrian_status WHERE code = N'SETTING' AND severity = N'PASS';
SELECT s.severity, s.code, @@SERVERNAME AS server, s.database_name AS [database], s.what, s.expected, s.found, s.minutes
FROM #hadrian_status AS s
ORDER BY CASE s.severity WHEN N'FAIL' THEN 1 ELSE 2 END, s.id;
DECLARE @fail int;
SELECT @fail = SUM(CASE severity WHEN N'FAIL' THEN 1 ELSE 0 END) FROM #hadrian_status;
DROP TABLE #hadrian_status;
IF @fail > 0
BEGIN
    EXEC #hadrian_stop N'lines that say FAIL: %s. Nothing was changed.', @fail;
    SET NOEXEC ON;
    RETURN;
END;
UPDATE #hadrian_token SET batch = 3;
GO
SET NOEXEC OFF;
GO
-- For the change ticket.
DECLARE @done int, @verdict nvarchar(10), @severity int, @server nvarchar(128), @login nvarchar(128), @time nvarchar(40); SET @done = 0;
IF OBJECT_ID(N'tempdb..#hadrian_token') IS NOT NULL SELECT @done = COUNT(DISTINCT batch) FROM #hadrian_token WHERE file_name = N'status/01-servers/10-sql-a1.status.sql' AND batch = 3;
SELECT @verdict = CASE WHEN @done = 1 THEN N'DONE' ELSE N'STOPPED' END, @severity = CASE WHEN @done = 1 THEN 0 ELSE 16 END,
    @server = ISNULL(@@SERVERNAME, N'(no name)'), @login = SUSER_SNAME(), @time = CONVERT(nvarchar(40), GETDATE(), 120);
IF OBJECT_ID(N'tempdb..#hadrian_token') IS NOT NULL DROP TABLE #hadrian_token; IF OBJECT_ID(N'tempdb..#hadrian_check') IS NOT NULL DROP TABLE #hadrian_check;
IF OBJECT_ID(N'tempdb..#hadrian_input') IS NOT NULL DROP TABLE #hadrian_input;
IF @done = 1 RAISERROR(N'Next: %s', 0, 1, N'nothing.') WITH NOWAIT;
RAISERROR(N'%s  %s on %s, by %s, at %s server time', @severity, 1, @verdict, N'status/01-servers/10-sql-a1.status.sql', @server, @login, @time) WITH NOWAIT;
GO
