-- Hadrian: the good sample of a script that only reads.
-- File:      setup/06-verify/10-sql-a1.check.sql
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
    (N'caller is sysadmin', N'1', CONVERT(nvarchar(10), IS_SRVROLEMEMBER(N'sysadmin')));
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_compare N'guard'; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
INSERT INTO #hadrian_token (file_name, batch) VALUES (N'setup/06-verify/10-sql-a1.check.sql', 1);
RAISERROR(N'Guard passed on %s.', 0, 1, N'SQLA1\RTC') WITH NOWAIT;
GO
-- 1: mgc
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'setup/06-verify/10-sql-a1.check.sql', 1; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
INSERT INTO #hadrian_check (what, expected, verdict) VALUES (N'mgc', N'', N'HEAD');
INSERT INTO #hadrian_check (what, expected, found, verdict)
SELECT N'message ' + CONVERT(nvarchar(10), v.number), N'0', CONVERT(nvarchar(10), COUNT(*)), N'WARN'
FROM (VALUES (14420), (14421)) AS v (number)
JOIN msdb.dbo.sysalerts AS a ON a.message_id = v.number
GROUP BY v.number;
INSERT INTO #hadrian_check (what, expected, found)
VALUES
    (N'a row that has no room in one line, because a subquery that looks for one database says what is found', N'ONLINE',
        (SELECT d.state_desc COLLATE Latin1_General_CI_AS FROM sys.databases AS d WHERE d.name = N'mgc'));
UPDATE #hadrian_check SET verdict = N'PASS' WHERE found = expected AND verdict = N'WARN';
UPDATE #hadrian_token SET batch = 2;
GO
-- 2: What was found.
DECLARE @ok int; SET @ok = 0; EXEC @ok = #hadrian_batch N'setup/06-verify/10-sql-a1.check.sql', 2; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
SET @ok = 0; EXEC @ok = #hadrian_compare N'read'; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;
UPDATE #hadrian_token SET batch = 3;
GO
SET NOEXEC OFF;
GO
-- For the change ticket.
DECLARE @done int, @verdict nvarchar(10), @severity int, @server nvarchar(128), @login nvarchar(128), @time nvarchar(40); SET @done = 0;
IF OBJECT_ID(N'tempdb..#hadrian_token') IS NOT NULL SELECT @done = COUNT(DISTINCT batch) FROM #hadrian_token WHERE file_name = N'setup/06-verify/10-sql-a1.check.sql' AND batch = 3;
SELECT @verdict = CASE WHEN @done = 1 THEN N'DONE' ELSE N'STOPPED' END, @severity = CASE WHEN @done = 1 THEN 0 ELSE 16 END,
    @server = ISNULL(@@SERVERNAME, N'(no name)'), @login = SUSER_SNAME(), @time = CONVERT(nvarchar(40), GETDATE(), 120);
IF OBJECT_ID(N'tempdb..#hadrian_token') IS NOT NULL DROP TABLE #hadrian_token; IF OBJECT_ID(N'tempdb..#hadrian_check') IS NOT NULL DROP TABLE #hadrian_check;
IF OBJECT_ID(N'tempdb..#hadrian_input') IS NOT NULL DROP TABLE #hadrian_input;
IF @done = 1 RAISERROR(N'Next: %s', 0, 1, N'nothing.') WITH NOWAIT;
RAISERROR(N'%s  %s on %s, by %s, at %s server time', @severity, 1, @verdict, N'setup/06-verify/10-sql-a1.check.sql', @server, @login, @time) WITH NOWAIT;
GO
