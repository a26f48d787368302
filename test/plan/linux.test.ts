import { describe, expect, it } from "vitest";
import { compileText, textOf } from "../support/fixtures.ts";

const estate = (secondary: string, backup: string, copy: string) => `version: 1
name: linux
platform: sql-server
defaults:
  servers: { version: 2022, edition: standard, engineAccount: CONTOSO\\svc-sql, agentAccount: CONTOSO\\svc-agent }
servers:
  sql-a: { host: sqla.contoso.com, site: east, os: linux, engineAccount: mssql, agentAccount: mssql }
  sql-c: { host: sqlc.contoso.com, site: west${secondary} }
databases:
  Sales:
    logShipping:
      primary: sql-a
      backup: ${backup}
      secondaries: [{ server: sql-c, copy: ${copy} }]
`;

/** Every script, by its path. */
function scripts(text: string): ReadonlyMap<string, string> {
  const compilation = compileText(text);
  expect(compilation.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const paths = compilation.artifacts.map(({ path }) => path).filter((path) => /\.(sql|ps1)$/.test(path));
  return new Map(paths.map((path) => [path, textOf(compilation, path)]));
}

describe("a primary on Linux", () => {
  it("shares its folder with a secondary on Windows, and itself uses its own path", () => {
    const backup = String.raw`{ share: '\\files.contoso.com\logship', localPath: /var/opt/mssql/logship }`;
    const made = scripts(estate("", backup, String.raw`{ to: 'D:\LogShip' }`));
    const of = (part: string): string => [...made].find(([path]) => path.includes(part))?.[1] ?? "";
    const primary = of("sql-a.Sales.primary-only");
    expect(primary).toContain("@backup_directory = N'/var/opt/mssql/logship'");
    expect(primary).toContain(String.raw`@backup_share = N'\\files.contoso.com\logship'`);
    expect(of("sql-c.Sales.secondary")).toContain(
      String.raw`@backup_source_directory = N'\\files.contoso.com\logship'`,
    );
    expect(of("sql-c.Sales.restore")).toContain(String.raw`\\files.contoso.com\logship\Sales.ship-seed.bak`);
    // The engine there has no way to a share.
    const looks = of("sql-a.preflight");
    expect(looks).toContain("(0, N'/var/opt/mssql/logship', N'log backups of Sales')");
    expect(looks).not.toContain(String.raw`N'\\files.contoso.com\logship', N'log backups of Sales')`);
  });

  it("is sent to no network script, which is for Windows", () => {
    const made = scripts(
      estate(
        ", os: linux, engineAccount: mssql, agentAccount: mssql",
        "{ share: /mnt/logship }",
        "{ to: /mnt/copies }",
      ),
    );
    expect([...made.keys()].filter((path) => path.endsWith(".ps1"))).toEqual([]);
    expect([...made].filter(([, text]) => text.includes("network script")).map(([path]) => path)).toEqual([]);
  });
});
