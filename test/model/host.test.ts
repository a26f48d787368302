import { describe, expect, it } from "vitest";
import { dnsSuffix, isHostOf, sameHost } from "../../src/model/host.ts";
import type { Server } from "../../src/model/topology.ts";

describe("two hosts are one", () => {
  it.each([
    ["fs1.contoso.com", "FS1.Contoso.com.", true],
    ["fs1.contoso.com", "fs1", true],
    ["fs1.contoso.com", "fs1.fabrikam.com", false],
    ["fs1", "fs2", false],
    ["10.0.0.5", "10", false],
    ["10.0.0.5", "10.0.0.5", true],
  ])("%s and %s: %s", (a, b, isOne) => {
    expect(sameHost(a, b)).toBe(isOne);
    expect(sameHost(b, a)).toBe(isOne);
  });
});

describe("a name is that of a server's computer", () => {
  it.each([
    // host, serverName, name
    ["crm-db.contoso.com", "SQLA", "crm-db", true],
    ["crm-db.contoso.com", "SQLA\\RTC", "sqla", true],
    ["crm-db.contoso.com", "SQLA", "sqla.contoso.com", true],
    ["crm-db.contoso.com", "SQLA", "SQLA.contoso.com.", true],
    ["crm-db.contoso.com", "SQLA", "sqla.fabrikam.com", false],
    ["sqla.contoso.com", "SQLA", "sqla.fabrikam.com", false],
    ["10.0.0.5", "SQLA", "sqla.contoso.com", true],
    ["crm-db", "SQLA", "sqla.contoso.com", true],
    ["crm-db.contoso.com", "SQLA", "sqlb.contoso.com", false],
  ])("host %s, serverName %s, name %s: %s", (host, serverName, name, isIts) => {
    expect(isHostOf({ host, serverName } as Server, name)).toBe(isIts);
  });
});

it("finds the domain of a host that has one", () => {
  expect(["SQLA.Contoso.com.", "sqla", "10.0.0.5"].map(dnsSuffix)).toEqual(["contoso.com", null, null]);
});
