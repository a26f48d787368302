import { describe, expect, it } from "vitest";
import { listChanges, tsqlChanges } from "../../src/render/changes.ts";

describe("the changes of a script", () => {
  it.each([
    ["a call", "EXEC @rc = master.dbo.sp_add_x @database = N'a', @b = 1;", [["sp_add_x", "a"]]],
    ["a call whose name stands in brackets", "EXECUTE [msdb].[dbo].[sp_y] @a = @b;", [["sp_y", null]]],
    ["a call without a database", "EXEC sp_z N'O''Brien';", [["sp_z", "O'Brien"]]],
    ["a call with a description", "EXEC sp_update_job @job_id = @j, @description = N'a';", [["sp_update_job", null]]],
    ["a backup", "BACKUP DATABASE [a]]b] TO DISK = N'x' WITH COPY_ONLY;", [["BACKUP DATABASE", "a]b"]]],
    ["a log backup", "BACKUP LOG [a] TO DISK = N'x';", [["BACKUP LOG", "a"]]],
    ["a restore", "RESTORE LOG [a] FROM DISK = N'x' WITH NORECOVERY;", [["RESTORE LOG", "a"]]],
    ["SET PARTNER", "ALTER DATABASE [a] SET PARTNER = N'TCP://b:5022';", [["ALTER DATABASE SET PARTNER", "a"]]],
    ["its time-out", "ALTER DATABASE [a] SET PARTNER TIMEOUT 10;", [["ALTER DATABASE SET PARTNER TIMEOUT", "a"]]],
    ["its safety", "ALTER DATABASE [a] SET PARTNER SAFETY OFF;", [["ALTER DATABASE SET PARTNER SAFETY", "a"]]],
    ["a witness", "ALTER DATABASE [a] SET WITNESS = N'TCP://w:5022';", [["ALTER DATABASE SET WITNESS", "a"]]],
    [
      "an endpoint",
      "CREATE ENDPOINT [Mirroring] STATE = STARTED AS TCP (LISTENER_PORT = 1);",
      [["CREATE ENDPOINT", "Mirroring"]],
    ],
    ["a login", "CREATE LOGIN [A\\b] FROM WINDOWS;", [["CREATE LOGIN", "A\\b"]]],
    ["a grant", "GRANT CONNECT ON ENDPOINT::[Mirroring] TO [A\\b];", [["GRANT CONNECT", "Mirroring"]]],
    ["data of a table", "UPDATE msdb.dbo.sysjobs SET enabled = 1;", [["UPDATE", "msdb"]]],
    [
      "after IF, ELSE and BEGIN",
      "IF 1 = 1 BEGIN EXEC a.b.sp_p; END ELSE DROP DATABASE [x];",
      [
        ["sp_p", null],
        ["DROP DATABASE", "x"],
      ],
    ],
    [
      "what a literal executes",
      "EXEC sys.sp_executesql N'RESTORE DATABASE [x] FROM DISK = @f', N'@f sysname', @f = N'y';",
      [["RESTORE DATABASE", "x"]],
    ],
    [
      "what a variable executes",
      "SET @s = N'RESTORE DATABASE @d FROM DISK = @f';\nSELECT @s = @s + N', MOVE';\nEXEC @rc = sys.sp_executesql @s, N'@d sysname, @f sysname', @d = N'y', @f = N'z';",
      [["RESTORE DATABASE", "y"]],
    ],
    ["what nobody can tell", "EXEC sys.sp_executesql @s;", [["sp_executesql", null]]],
    ["what INSERT catches", "INSERT INTO #t EXEC msdb.dbo.sp_q @a = N'b';", [["sp_q", "b"]]],
  ] as const)("finds %s", (_, text, expected) => {
    expect(tsqlChanges(text).map(({ label, name }) => [label, name])).toEqual(expected);
  });

  it.each([
    ["a read", "SELECT * FROM msdb.dbo.sysjobs WHERE name = N'EXEC sp_x';"],
    [
      "the session's own tables",
      "CREATE TABLE #a (b int); INSERT INTO #a (b) VALUES (1); UPDATE #a SET b = 2; DELETE FROM #a; DROP TABLE #a; ALTER TABLE #a ADD c int;",
    ],
    ["the prelude's procedures", "EXEC @ok = #hadrian_compare N'look'; CREATE PROCEDURE #p AS RETURN 1;"],
    [
      "what reads a backup",
      "INSERT INTO #a EXEC sys.sp_executesql N'RESTORE LABELONLY FROM DISK = @f;', N'@f sysname', @f = N'x';",
    ],
    ["comments and strings", "-- EXEC sp_x\n/* DROP DATABASE x */ PRINT N'DROP DATABASE x';"],
    ["names in brackets", "SELECT [EXEC], [DROP] FROM [UPDATE];"],
    ["xp_fileexist", "INSERT INTO #a EXEC master.dbo.xp_fileexist @path;"],
  ])("leaves out %s", (_, text) => {
    expect(tsqlChanges(text)).toEqual([]);
  });

  it("lists like ones on a line, with their count and names, in the order of the first of each", () => {
    const text =
      "EXEC a.b.sp_p @x = N'1'; BACKUP LOG [d] TO DISK = N'f'; EXEC a.b.sp_p @x = N'2'; EXEC a.b.sp_p @x = N'1'; EXEC a.b.sp_q @x = @y;";
    expect(listChanges(tsqlChanges(text))).toEqual(["sp_p, 3 statements: 1, 2", "BACKUP LOG: d", "sp_q"]);
  });
});
