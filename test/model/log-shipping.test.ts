import { describe, expect, it } from "vitest";
import { compileCase, compileText, textOf } from "../support/fixtures.ts";

const topology = (version: string, secondaries: string) => `version: 1
name: t
platform: sql-server
defaults:
  servers: { version: ${version}, edition: enterprise, engineAccount: CONTOSO\\svc-sql, agentAccount: CONTOSO\\svc-agent }
servers:
  sql-a: { host: sqla.contoso.com, site: east }
  sql-c: { host: sqlc.contoso.com, site: west }
databases:
  Sales:
    logShipping:
      primary: sql-a
      connectionOptions: { primary: Encrypt=Strict; }
      backup: { share: '\\\\fs1.contoso.com\\logship' }
      secondaries: [${secondaries}]
`;
const ONE = "{ server: sql-c, copy: { to: 'D:\\LogShip' }, connectionOptions: { secondary: Encrypt=Strict; } }";
const SAME = "copy: { to: 'D:\\LogShip', job: Copy Sales }, restore: { job: Restore Sales }";
const TWO = `{ server: sql-c, ${SAME} }, { server: sql-c, database: Sales copy, ${SAME} }`;

describe("connection options", () => {
  const halves = ["40-sql-a.Sales.primary-only", "55-sql-c.Sales.secondary"];

  it("are passed to SQL Server 2025", () => {
    const compilation = compileText(topology("2025", ONE));
    for (const half of halves)
      expect(textOf(compilation, `setup/04-databases/Sales/${half}.sql`)).toContain("_connection_options =");
  });

  it("are no parameters of an older server's procedures", () => {
    const compilation = compileText(topology("2022", ONE));
    for (const half of halves)
      expect(textOf(compilation, `setup/04-databases/Sales/${half}.sql`)).not.toContain("_connection_options");
  });
});

describe("two copies on one instance", () => {
  it("get scripts and files of their own", () => {
    const compilation = compileText(topology("2022", TWO));
    const copy = textOf(compilation, "setup/04-databases/Sales/50-sql-c.Sales_20copy.restore.sql");
    expect(copy).toContain("END + N'Sales_20copy.' + file_name");
    expect(textOf(compilation, "setup/04-databases/Sales/50-sql-c.Sales.restore.sql")).toContain("END + file_name");
  });
});

describe("the runbook", () => {
  it("writes no T-SQL of its own: what is run has a frame", () => {
    expect(textOf(compileCase("shipped-only"), "RUNBOOK.md")).not.toContain("```sql");
  });
});
