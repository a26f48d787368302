import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Compilation, compile } from "../../src/compile.ts";
import { lossOf } from "../../src/render/review/losses.ts";
import { powerShellStatements, tsqlStatements } from "../../src/render/review/statements.ts";
import { overrideTemplates, ownSources } from "../../src/render/templates/override.ts";
import { compileCase, compileFile, compileText, okCases, ROOT, textOf } from "../support/fixtures.ts";

/** Databases of one profile on a mirrored pair with a witness, shipped, with a monitor: all that a database can have. */
const topology = (databases: string) => `version: 1
name: like
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, engineAccount: CONTOSO\\svc-sql, agentAccount: CONTOSO\\svc-agent, endpoint: { port: 5022 } }
servers:
  sql-a: { host: sqla.contoso.com, site: east }
  sql-b: { host: sqlb.contoso.com, site: east }
  sql-w: { host: sqlw.contoso.com, site: east, edition: express }
  sql-c: { host: sqlc.contoso.com, site: west }
  sql-m: { host: sqlm.contoso.com, site: west, endpoint: none }
profiles:
  east:
    mirroring: { principal: sql-a, mirror: sql-b, witness: sql-w, seedShare: '\\\\fs1.contoso.com\\seed' }
    logShipping:
      monitor: { server: sql-m }
      backup: { share: '\\\\fs1.contoso.com\\logship\\<database>' }
      secondaries: [{ server: sql-c, copy: { to: 'D:\\LogShip\\<database>' } }]
databases:
${databases}`;

const TWELVE = [..."ABCDEFGHIJKL"].map((letter) => `  ${letter}${letter.toLowerCase()}: { profile: east }\n`).join("");

function reviewOf(compilation: Compilation): string {
  const errors = compilation.diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ message }) => message)).toEqual([]);
  return textOf(compilation, "REVIEW.md");
}

/** A4, in the size that a browser prints. */
const LINES_A_PAGE = 55;

const headings = (page: string): string[] => page.match(/^(?:--|#) \d+\. .*$/gm) ?? [];

describe("REVIEW.md of twelve like databases", () => {
  const page = reviewOf(compileText(topology(TWELVE)));

  it("has at most three pages for the set-up, one more for each other operation, each statement once", () => {
    const [before = "", ...parts] = page.split(/^(?=### `)/m);
    const [last = "", totals = ""] = parts.pop()?.split(/^(?=## Totals)/m) ?? [];
    const lines = (text: string) => text.split("\n").length - 1;
    const [setup = "", ...others] = [...parts, last];
    expect([setup, ...others].map((part) => /^### `(.*)`/.exec(part)?.[1])).toEqual([
      "setup",
      "failover-pair",
      "failover-site",
      "remove",
    ]);
    expect(lines(before) + lines(setup) + lines(totals)).toBeLessThanOrEqual(3 * LINES_A_PAGE);
    for (const other of others) expect(lines(other)).toBeLessThanOrEqual(LINES_A_PAGE);
    expect(page.match(/sp_add_log_shipping_primary_database @/g)).toHaveLength(2);
    expect(page).toContain("- **A**, 12 databases: `Aa`, `Bb`,");
    const files = headings(page);
    expect(files).toContain(
      "-- 5. setup/04-databases/<database>/40-sql-a.<database>.primary-only.sql: 12 files, for A",
    );
    expect(files).toContain(
      "-- 14. setup/05-mirror-as-primary/<database>/20-sql-b.<database>.primary-only.sql: 12 files, for A; as 5",
    );
    expect(files).toContain("-- 10. setup/03-servers/10-sql-b.endpoint.sql: changes as 1");
  });

  it("has the settings and what they promise in a row", () => {
    expect(page).toContain(
      "| A | `SQLC` | `\\\\fs1.contoso.com\\logship\\<database>` | each every 15m | 0m | 3d, 3d, 4d | 1h, 45m | NORECOVERY | 30m = 15m + 15m | 45m = 30m + 15m + 0m |",
    );
    expect(page).toContain("| A | `SQLA` | `SQLB` | `SQLW` | high-safety | 10s | yes, without loss |");
  });

  it("has the totals", () => {
    expect(page).toContain("36 `sp_add_log_shipping_primary_database`");
    expect(page).toContain("- Each of A: fails over as planned in 8 and 16, each time an outage");
    expect(page).toContain("Nothing backs up its log from 2 to 6 and from 8 to 15.");
    // A takeover ends the session of a pair whose partner still answers.
    expect(page).toMatch(
      /^- Destroyed: by `setup` nothing; by `failover-pair` `ALTER DATABASE SET PARTNER FORCE_SERVICE_ALLOW_DATA_LOSS` in .*; by `failover-site` `ALTER DATABASE SET PARTNER OFF` in .*; by `remove` `sp_delete_log_shipping_primary_secondary` in /m,
    );
  });

  it("is the same however often and from whichever order of keys it is made", () => {
    const turned = TWELVE.split("\n").reverse().join("\n");
    expect(reviewOf(compileText(topology(`${turned}\n`)))).toBe(page);
  });
});

describe("bodies", () => {
  it("are not one where databases differ in a setting, and those that do not have it still are", () => {
    const page = reviewOf(
      compileText(topology("  One: { profile: east }\n  Two: { profile: east, logShipping: { history: 5d } }\n")),
    );
    const files = headings(page);
    expect(files.filter((line) => line.includes(" setup/") && line.includes("/40-sql-a."))).toEqual([
      expect.stringMatching(/04-databases\/One\/40-sql-a\.One\.primary-only\.sql$/),
      expect.stringMatching(/04-databases\/Two\/40-sql-a\.Two\.primary-only\.sql$/),
    ]);
    expect(files).toContainEqual(expect.stringMatching(/mirror-seed\.sql: 2 files, for A$/));
    expect(page).toContain("@history_retention_period = 5760");
    expect(page).toContain("@history_retention_period = 7200");
    expect(page).toMatch(/^\| `One` \| .* 3d, 3d, 4d/m);
    expect(page).toMatch(/^\| `Two` \| .* 3d, 3d, 5d/m);
  });

  it("that only look at something else are not printed again", () => {
    const page = reviewOf(compileCase("hostile-names"));
    expect(headings(page)).toContainEqual(expect.stringMatching(/partner\.sql: 2 files, for C; changes as \d+$/));
  });

  it("are told apart where a name is a placeholder", () => {
    const page = reviewOf(
      compileText(
        topology(
          "  One: { profile: east }\n  '<database>': { profile: east, logShipping: { backup: { share: '\\\\fs1\\x' }, secondaries: [{ server: sql-c, copy: { to: 'D:\\x' } }] } }\n",
        ),
      ),
    );
    const setup = page.slice(0, page.indexOf("### `failover-pair`"));
    expect(setup.match(/BACKUP LOG \[<database>\]/g)).toHaveLength(2);
    expect(setup.match(/BACKUP LOG \[One\]/g)).toHaveLength(2);
  });
});

describe("hostile names", () => {
  const names = [
    "a`b``c",
    "a|b",
    "a```b",
    "http://x/<b>y</b>",
    "[x](javascript:1)",
    "*a* _b_",
    "- 1. x: as 1",
    "''']]]",
  ];
  const databases = names
    .map(
      (name, index) =>
        `  ${JSON.stringify(name)}: { profile: east, logShipping: { backup: { share: '\\\\fs1\\s${index}' }, secondaries: [{ server: sql-c, copy: { to: 'D:\\s${index}' } }] } }\n`,
    )
    .join("");
  const page = reviewOf(compileText(topology(databases)));

  it("stand in code, each block of which is closed where it should be", () => {
    const fences = page.split("\n").filter((line) => /^\s*(?:```|~~~)/.test(line));
    expect(fences.length % 2).toBe(0);
    expect(fences.every((line, index) => line === (index % 2 === 0 ? "```sql" : "```"))).toBe(true);
    // What is left outside of code has nothing of a name.
    const text = page.replace(/^```sql\n[\s\S]*?^```$/gm, "").replace(/(?<!`)(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");
    expect(text).not.toMatch(/javascript|http:|<b>|a\|b/);
  });

  it("leave each row of a table its columns", () => {
    for (const line of page.split("\n").filter((one) => one.startsWith("| ") && one.includes("SQLC"))) {
      expect(line.replaceAll("\\|", "").split("|")).toHaveLength(12);
    }
  });

  it("are one body with others where they are one but for them", () => {
    expect(headings(page)).toContainEqual(expect.stringMatching(/mirror-seed\.sql: 8 files, for A$/));
  });
});

describe("REVIEW.md", () => {
  it.each([
    ...okCases.map((name) => [name, compileCase(name)] as const),
    ["many", compileFile(join(ROOT, "samples", "many-databases.yaml"))] as const,
  ])("of %s names every file that changes something once", (_, compilation) => {
    const page = reviewOf(compilation);
    const sets = new Map(
      [...page.matchAll(/^- \*\*(\w+)\*\*, (\d+) databases/gm)].map(([, set = "", count]) => [set, Number(count)]),
    );
    let files = 0;
    for (const line of headings(page)) {
      const [, count, set] = /: (\d+) files, for (\w+)/.exec(line) ?? [];
      if (set !== undefined) expect(sets.get(set)).toBe(Number(count));
      files += Number(count ?? 1);
    }
    expect(page).toContain(`${files} scripts change something`);
    const changing = compilation.plan!.steps.filter(({ readOnly, format }) => !readOnly && format !== "markdown");
    // A mirror that is made already is only waited for.
    expect(files).toBeLessThanOrEqual(changing.length);
    expect(files).toBeGreaterThanOrEqual(changing.length - 1);
  });

  it("says what the scripts do, not what they were made from", () => {
    const text = (ownSources.get("tsql/primary-only") ?? "").replace(
      "{{num primary.retention.minutes}}, -- minutes: {{note primary.retention.text}}",
      "120,",
    );
    const { set, diagnostics } = overrideTemplates([
      { path: "tsql/primary-only.hbs", file: "primary-only.hbs", bytes: Buffer.from(text) },
    ]);
    expect(diagnostics).toEqual([]);
    const source = { file: "topology.yaml", bytes: Buffer.from(topology("  One: { profile: east }\n")) };
    const page = reviewOf(compile(source, { set, files: {} }));
    expect(page).toContain("@backup_retention_period = 120");
    expect(page).toMatch(/^\| `One` \| .* 2h, 3d, 4d/m);
  });

  it("has what a house adds to scripts that look, which then change something", () => {
    const { set, diagnostics } = overrideTemplates([
      {
        path: "tsql/before.hbs",
        file: "before.hbs",
        bytes: Buffer.from("INSERT INTO dba.dbo.log (what) VALUES (N'x');\n"),
      },
    ]);
    expect(diagnostics).toEqual([]);
    const source = { file: "topology.yaml", bytes: Buffer.from(topology("  One: { profile: east }\n")) };
    const page = reviewOf(compile(source, { set, files: {} }));
    expect(headings(page)).toContain("-- 1. setup/01-preflight/10-sql-a.preflight.sql");
  });
});

describe("the statements of a script", () => {
  const print = (text: string) => tsqlStatements(text, (value) => value).map((one) => one.text.replaceAll("\n", " "));

  it.each([
    ["without return code and OUTPUT", "EXEC @rc = a.b.sp_p @x = N'1', @y = @z OUTPUT;", "EXEC a.b.sp_p @x = N'1'"],
    ["with what a variable was set to", "SET @o = N'x'; EXEC p @a = @o, @b = 1;", "EXEC p @a = N'x', @b = 1"],
    [
      "with what it was set to by way of another",
      "SET @p = f(1, 2); SET @o = @p; EXEC p @a = @o;",
      "EXEC p @a = f(1, 2)",
    ],
    [
      "with the column that it was read from",
      "SELECT @o = t.c, @p = d FROM t; EXEC p @a = @o, @b = @p;",
      "EXEC p @a = c, @b = d",
    ],
    ["with a variable that is set in one case only", "IF 1 = 1 SET @o = 1; EXEC p @a = @o;", "EXEC p @a = @o"],
    [
      "with a variable that is set in a block that is over",
      "IF 1 = 1 BEGIN SET @o = 1; END; EXEC p @a = @o;",
      "EXEC p @a = @o",
    ],
    [
      "with what is set in the block that it stands in",
      "BEGIN SET @o = 1; IF 1 = 1 BEGIN EXEC p @a = @o; END; END;",
      "EXEC p @a = 1",
    ],
    ["with a variable that a call gave", "SET @o = 1; EXEC #x @b = @o OUTPUT; EXEC p @a = @o;", "EXEC p @a = @o"],
    ["with a variable of another batch", "SET @o = 1;\r\nGO\r\nEXEC p @a = @o;", "EXEC p @a = @o"],
    [
      "as what dynamic SQL is",
      "EXEC sp_executesql N'RESTORE LOG @d FROM DISK = @f', N'', @d = N'a]b', @f = N'x';",
      "RESTORE LOG [a]]b] FROM DISK = N'x'",
    ],
    [
      "as what dynamic SQL becomes",
      "SET @s = N'RESTORE DATABASE @d FROM DISK = N''x'''; SELECT @s = @s + N', MOVE N''' + n FROM #m; EXEC @rc = sys.sp_executesql @s, N'', @d = N'y';",
      "RESTORE DATABASE [y] FROM DISK = N'x', MOVE …",
    ],
    ["on one line", "BACKUP LOG [a]\r\n  TO DISK = N'x';", "BACKUP LOG [a] TO DISK = N'x'"],
  ])("are printed %s", (_, text, expected) => {
    expect(print(text)).toEqual([expected]);
  });

  it("of PowerShell are its cmdlets and its T-SQL", () => {
    const text =
      "Remove-CsX -Identity 'a' -Force -Confirm:$false\n$sqlA = 'DROP DATABASE [b];'\nInvoke-Statement -Statement $sqlA\n";
    expect(powerShellStatements(text, (value) => value)).toEqual([
      { label: "Remove-CsX", text: "Remove-CsX\n-Identity 'a'\n-Force" },
      { label: "DROP DATABASE", text: "DROP\nDATABASE [b]" },
    ]);
  });
});

describe("what is destroyed", () => {
  it.each([
    ["DROP DATABASE", "DROP DATABASE [a]"],
    ["sp_delete_log_shipping_primary_database", "EXEC sp_delete_log_shipping_primary_database @database = N'a'"],
    ["RESTORE DATABASE", "RESTORE DATABASE [a] FROM DISK = N'x' WITH\nREPLACE"],
    ["ALTER DATABASE SET PARTNER OFF", "ALTER DATABASE [a] SET PARTNER OFF"],
    ["ALTER DATABASE SET PARTNER", "ALTER DATABASE [a] SET PARTNER\nFORCE_SERVICE_ALLOW_DATA_LOSS"],
    ["Install-CsMirrorDatabase", "Install-CsMirrorDatabase\n-DropExistingDatabasesOnMirror"],
    ["Uninstall-CsMirrorDatabase", "Uninstall-CsMirrorDatabase"],
  ])("counts %s: %s", (label, text) => {
    expect(lossOf({ label, text })).toBe(label);
  });

  it.each([
    ["BACKUP LOG", "BACKUP LOG [DROP] TO DISK = N'WITH REPLACE'"],
    ["ALTER DATABASE SET PARTNER", "ALTER DATABASE [SET PARTNER OFF] SET PARTNER = N'TCP://x:1'"],
    ["sp_add_schedule", "EXEC sp_add_schedule @schedule_name = N'-DropExistingDatabasesOnMirror'"],
  ])("does not count %s: %s", (label, text) => {
    expect(lossOf({ label, text })).toBeNull();
  });
});
