import { describe, expect, it } from "vitest";
import type { Topology } from "../../src/model/topology.ts";
import { plan } from "../../src/plan/plan.ts";
import { render } from "../../src/render/render.ts";
import { validate } from "../../src/validate/validate.ts";
import { sample } from "../support/samples.ts";

/** Names that a template could trip over, accounts of every kind, every version's branch. */
const HOSTILE = `
version: 1
name: hostile
platform: sql-server
defaults:
  servers: { version: 2016, edition: enterprise, engineAccount: network-service, agentAccount: 'NT SERVICE\\SQLSERVERAGENT', endpoint: { port: 5022 } }
servers:
  a: { host: a.contoso.com, site: east, collation: Latin1_General_CI_AS, engineAccount: "svc'x@contoso.com" }
  b: { host: b.contoso.com, site: east, engineAccount: 'CONTOSO\\svc[1]' }
  c: { host: c.contoso.com, site: west, version: 2019 }
  d: { host: d.contoso.com, site: west, version: 2019, engineAccount: 'NT SERVICE\\MSSQLSERVER' }
  m: { host: m.contoso.com, site: west, version: 2019, os: linux, endpoint: none }
  old: { host: old.contoso.com, site: east, version: 2008R2, endpoint: none, engineAccount: local-system }
databases:
  "50%":
    mirroring: { principal: a, mirror: b, seedShare: '\\\\fs1.contoso.com\\seed 100%' }
    logShipping:
      jobOwner: "O'Brien %s"
      monitor: { server: m, authentication: sql-login }
      backup: { share: '\\\\fs1.contoso.com\\log''ship', alertError: 60000 }
      secondaries:
        - server: c
          database: "copy of ]50%"
          copy: { to: 'D:\\Log''Ship' }
          mirror: { server: d, seedShare: '\\\\fs2.contoso.com\\seed' }
  "O'Brien]/x \u2019":
    mirroring: { principal: b, mirror: a, initialize: already-restored, mode: high-performance }
  "${"N".repeat(128)}":
    logShipping:
      primary: old
      backup: { share: '\\\\fs1.contoso.com\\x', localPath: 'D:\\x', job: LSBackup_N }
      secondaries:
        - { server: c, copy: { to: 'D:\\y', job: LSCopy_N }, restore: { job: LSRestore_N, mode: no-recovery } }
`;

function hostile(): Topology {
  const { diagnostics, topology } = validate({ file: "hostile.yaml", bytes: Buffer.from(HOSTILE) });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (topology === null || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return topology;
}

const topologies: Readonly<Record<string, Topology>> = {
  skype: sample("contoso-pchat"),
  "plain SQL Server": sample("many-databases"),
  "hostile names": hostile(),
};

function steps(topology: Topology) {
  const planned = plan(topology);
  return planned.steps
    .filter(({ phase }) => phase === "setup/01-preflight")
    .map((step) => ({ step, planned, text: render(planned, step).replaceAll("\r\n", "\n") }));
}

function textOf(topology: string, file: string): string {
  const found = steps(topologies[topology] as Topology).find(({ step }) => step.path.endsWith(`/${file}`));
  if (found === undefined) throw new Error(`no ${file}`);
  return found.text;
}

/** A statement's text without literals and comments. */
const code = (text: string): string =>
  text.replaceAll(/N?'(?:[^']|'')*'|--.*$/gm, (found) => (found.startsWith("--") ? "" : "''"));

describe.each(Object.entries(topologies))("preflight of: %s", (_, topology) => {
  const all = steps(topology);
  const sql = all.filter(({ step }) => step.format === "tsql");

  it("numbers its batches from 1 without a gap, and says the rest only where nothing failed", () => {
    for (const { text } of sql) {
      const wanted = [...text.matchAll(/EXEC @ok = #hadrian_batch N'[^']*', (\d+);/g)].map(([, number]) =>
        Number(number),
      );
      const left = [...text.matchAll(/UPDATE #hadrian_token SET batch = (\d+);/g)].map(([, number]) => Number(number));
      expect(wanted).toEqual(wanted.map((__, index) => index + 1));
      expect(left).toEqual(wanted.map((number) => number + 1));
      expect(text).toMatch(
        /EXEC @ok = #hadrian_compare N'read'; IF ISNULL\(@ok, 0\) <> 1 BEGIN SET NOEXEC ON; RETURN; END;\nUPDATE #hadrian_token SET batch = \d+;\nGO\nSET NOEXEC OFF;/,
      );
    }
  });

  it("lets pass what is found as expected once, after the last look and before the result", () => {
    for (const { text } of sql) {
      const passes = [
        ...text.matchAll(
          /^UPDATE #hadrian_check SET verdict = N'PASS' WHERE found = expected .*;\nUPDATE.*\nGO\n-- \d+: The result/gm,
        ),
      ];
      expect(passes).toHaveLength(1);
      expect(text.match(/SET verdict = N'PASS'/g)).toHaveLength(1);
    }
  });

  it("stops at names, rights and transactions only: version, edition and Agent are lines", () => {
    for (const { text } of sql) {
      const guard = text.slice(text.indexOf("-- Guard:"), text.indexOf("INSERT INTO #hadrian_token"));
      expect(guard).toContain("IS_SRVROLEMEMBER");
      expect(guard).not.toMatch(/ProductVersion|'Edition'|dm_server_services/);
      expect(text).toContain("N'version'");
      expect(text).toContain("N'edition'");
    }
  });

  it("writes to its own temporary tables only", () => {
    for (const { text } of sql) {
      for (const [, target] of code(text).matchAll(
        /\b(?:INSERT INTO|UPDATE|DELETE FROM|DROP TABLE|CREATE TABLE|DROP PROCEDURE|CREATE PROCEDURE) ([^\s;(]+)/g,
      )) {
        expect(target).toMatch(/^#hadrian_/);
      }
      expect(code(text)).not.toMatch(/\b(ALTER|BACKUP|RESTORE|GRANT|sp_add\w*|sp_update\w*|sp_delete\w*)\b/);
    }
  });

  it("names what came after SQL Server 2008 R2 in dynamic SQL only", () => {
    for (const { text } of sql) {
      expect(code(text)).not.toMatch(/containment_desc|group_database_id|replica_id|availability_databases_cluster/);
    }
  });

  it("prints no grid and puts data into messages by %s", () => {
    for (const { text } of sql) {
      for (const [, format] of text.matchAll(/RAISERROR\((N'(?:[^']|'')*')/g))
        expect(format).not.toMatch(/contoso|50%|O''Brien/);
    }
  });

  it("ends each PowerShell script by its count and its exit code", () => {
    for (const { step, text } of all) {
      if (step.format !== "powershell") continue;
      expect(text).toContain("{0} PASS, {1} WARN, {2} FAIL");
      expect(text.endsWith("    Assert-NoFailure\n}\n\nComplete-Script -Steps { Assert-Step; Invoke-Step }\n")).toBe(
        true,
      );
    }
  });
});

describe("hostile names", () => {
  it("are quoted in T-SQL, also within dynamic SQL", () => {
    const text = textOf("hostile names", "10-b.preflight.sql");
    expect(text).toContain(
      "SELECT N''O''''Brien]/x \u2019'', u.name, u.sid FROM [O''Brien]]/x \u2019].sys.database_principals",
    );
    expect(text).toContain("WHERE d.name = N'O''Brien]/x \u2019' AND d.state_desc = N'ONLINE'");
    expect(textOf("hostile names", "10-old.preflight.sql")).toContain(
      `FROM [${"N".repeat(128)}].sys.database_principals`,
    );
  });

  it("are quoted in what is printed for pasting", () => {
    const text = textOf("hostile names", "10-a.preflight.sql");
    expect(text).toContain("N'PRINT N''END  compared with '' + ' + N'N''A''' + N';'");
    expect(text).toContain("QUOTENAME(p.name, N'''')");
  });

  it("are quoted in PowerShell", () => {
    const text = textOf("hostile names", "20-servers.network.ps1");
    expect(text).toMatch(/Path = 'D:\\Log''Ship'; +Use = 'copied log backups of copy of \]50%' }/);
  });
});

describe("servers that differ", () => {
  it("does not ask SQL Server 2008 R2 for containment or availability groups", () => {
    expect(textOf("hostile names", "10-old.preflight.sql")).not.toMatch(/hadrian_later|containment'/);
    expect(textOf("hostile names", "10-a.preflight.sql")).toContain("N'containment', N'NONE'");
  });

  it("says on Linux what to look at oneself, and has no PowerShell for it", () => {
    expect(textOf("hostile names", "10-m.preflight.sql")).toContain("mssql-conf get sqlagent");
    expect(textOf("hostile names", "20-servers.network.ps1")).not.toMatch(/Server = 'm'/);
  });

  it("looks for the message of an alert of the user's own", () => {
    expect(textOf("hostile names", "10-m.preflight.sql")).toContain("N'message 60000 in sys.messages'");
  });
});
