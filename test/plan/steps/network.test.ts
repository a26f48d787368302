import { describe, expect, it } from "vitest";
import type { Topology } from "../../../src/model/topology.ts";
import { network } from "../../../src/plan/steps/network.ts";
import { compileText } from "../../support/fixtures.ts";
import { sample } from "../../support/samples.ts";

const SHIPPED = `
version: 1
name: own-ports
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, site: east, engineAccount: 'CONTOSO\\svc-sql', agentAccount: 'CONTOSO\\svc-agent' }
servers:
  a: { host: sqla.contoso.com, port: 40000 }
  c: { host: 10.1.0.3, instance: TWO, port: 41000, serverName: 'SQLC\\TWO' }
  l: { host: sqll.other.com, os: linux, port: 43000 }
  m: { host: sqlm.contoso.com, port: 42000 }
databases:
  Sales:
    logShipping:
      primary: a
      monitor: { server: m }
      backup: { share: '\\\\fs1.contoso.com\\logship' }
      secondaries:
        - { server: c, copy: { to: 'D:\\Copy' } }
        - { server: l, copy: { from: /mnt/logship, to: /var/copy } }
`;

function connections(topology: Topology, from: string): readonly string[] {
  const rows = network(topology)[0]?.data.connections ?? [];
  return rows
    .filter(({ server, dialled }) => server === from && dialled !== "")
    .map(({ host, port, instance, dialled, bad }) => `${bad} ${dialled}: ${host} ${port} ${instance}`.trimEnd());
}

describe("the network script tries what will be dialled", () => {
  it("of log shipping the registered name: 1433, or SQL Server Browser, whatever host and port the topology connects by", () => {
    const { plan, diagnostics } = compileText(SHIPPED);
    if (plan === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    expect(connections(plan.topology, "a")).toEqual([
      "FAIL SQLM: SQLM 1433",
      "WARN SQLC\\TWO: SQLC 0 TWO",
      "WARN SQLL: SQLL 1433",
    ]);
    expect(connections(plan.topology, "m")).toEqual([
      "WARN SQLA: SQLA 1433",
      "WARN SQLC\\TWO: SQLC 0 TWO",
      "WARN SQLL: SQLL 1433",
    ]);
  });

  it("of the product, from each server of the pool, the stores as Topology Builder has them", () => {
    const topology = sample("contoso-pchat");
    const [step] = network(topology);
    const pool = topology.persistentChat?.servers.map(({ host }) => host) ?? [];
    const own = step?.data.servers.filter(({ id }) => id.startsWith("pool/")) ?? [];
    expect(own.map(({ serverName }) => serverName)).toEqual(pool);
    expect(connections(topology, own[0]?.id ?? "")).toContain("FAIL sqla1.contoso.com\\RTC: sqla1.contoso.com 0 RTC");
  });
});
