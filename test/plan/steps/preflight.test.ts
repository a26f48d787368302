import { describe, expect, it } from "vitest";
import type { SettingRow } from "../../../src/model/settings/rows.ts";
import type { Topology } from "../../../src/model/topology.ts";
import { network } from "../../../src/plan/steps/network.ts";
import { preflight } from "../../../src/plan/steps/preflight.ts";
import type { Step } from "../../../src/plan/types.ts";
import { sample } from "../../support/samples.ts";

interface Part {
  readonly kind: string;
  readonly [key: string]: unknown;
}

const of = <Data extends object>(steps: readonly Step<Data>[], server: string): Step<Data> => {
  const found = steps.find((step) => step.server === server);
  if (found === undefined) throw new Error(`no step for ${server}`);
  return found;
};
const parts = (topology: Topology, server: string): readonly Part[] =>
  of(preflight(topology), server).data.parts as readonly object[] as readonly Part[];
const networkOf = (topology: Topology) => {
  const [step, ...others] = network(topology);
  if (step === undefined || others.length > 0) throw new Error("not one step");
  return step;
};
const part = (topology: Topology, server: string, kind: string): Part => {
  const found = parts(topology, server).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} for ${server}`);
  return found;
};
/** Parts of which the databases are told. */
const NAMED: Readonly<Record<string, string>> = { source: "ownDatabases", mirror: "ownDatabases", secondary: "copies" };
/** `source mgc mgccomp`, or the kind alone. */
const outline = (topology: Topology, server: string): string[] =>
  parts(topology, server).map((one) => {
    const list = NAMED[one.kind];
    const named = list === undefined ? [] : (one[list] as readonly { readonly database: string }[]);
    return [one.kind, ...named.map(({ database }) => database)].join(" ");
  });

const skype = sample("contoso-pchat");
const plain = sample("many-databases");

describe("what preflight looks at", () => {
  it.each([
    ["sql-a1", skype, ["server", "endpoint", "source mgc mgccomp", "folders", "compare"]],
    ["sql-a2", skype, ["server", "endpoint", "mirror mgc mgccomp", "folders"]],
    ["sql-b1", skype, ["server", "endpoint", "secondary mgc", "later", "folders"]],
    ["sql-b2", skype, ["server", "endpoint", "later", "folders"]],
    ["sql-w", plain, ["server", "endpoint", "witness"]],
    ["sql-m", plain, ["server", "monitor"]],
    ["sql-r", plain, ["server", "secondary Reports", "folders"]],
    ["sql-c", plain, ["server", "secondary Invoices Sales Stock", "folders"]],
  ] as const)("follows from the roles of %s", (server, topology, expected) => {
    expect(outline(topology, server)).toEqual(expected);
  });

  it("knows its last part, after which nothing is looked at", () => {
    for (const step of [...preflight(plain), ...preflight(skype)]) {
      expect(step.data.parts.map(({ last }) => last)).toEqual(
        step.data.parts.map((_, index) => index === step.data.parts.length - 1),
      );
    }
  });

  it("implements the page's checks on the servers that they are for", () => {
    const pages = Object.fromEntries(preflight(skype).map(({ server, page }) => [server, page]));
    expect(pages).toEqual({
      "sql-a1": ["note.availability-groups"],
      "sql-a2": ["mirror.3"],
      "sql-b1": ["primary.agent"],
      "sql-b2": [],
    });
    expect(preflight(plain).every(({ page }) => page.length === 0)).toBe(true);
  });

  it("wants Agent where jobs are made, and not on a witness", () => {
    const duty = (topology: Topology, server: string) => part(topology, server, "server").agentDuty;
    expect(["sql-a1", "sql-a2", "sql-c", "sql-m"].map((server) => duty(plain, server))).toEqual(Array(4).fill("FAIL"));
    expect(duty(plain, "sql-w")).toBe("none");
    expect(duty(skype, "sql-b2")).toBe("WARN");
  });

  it("looks for the alerts where they are raised: on the monitor, or on each server without one", () => {
    const numbers = (topology: Topology, server: string) =>
      (part(topology, server, "server").alerts as { number: number }[]).map(({ number }) => number);
    expect([numbers(plain, "sql-m"), numbers(plain, "sql-a1"), numbers(plain, "sql-c")]).toEqual([
      [14420, 14421],
      [],
      [],
    ]);
    expect([numbers(skype, "sql-a1"), numbers(skype, "sql-a2"), numbers(skype, "sql-b1")]).toEqual([
      [14420],
      [14420],
      [14421],
    ]);
    expect(numbers(skype, "sql-b2")).toEqual([]);
    // One that is off raises nothing; a user's own message has to be there all the same.
    const share = String.raw`        share: \\fs1.contoso.com\logship`;
    const off = (error: number) =>
      sample("contoso-pchat", [share, `${share}\n        alert: false\n        alertError: ${error}`]);
    expect([numbers(off(0), "sql-a1"), numbers(off(50_001), "sql-a1")]).toEqual([[], [50_001]]);
  });

  it("holds a mirrored database to mirroring's rules, and a shipped one to its own", () => {
    const source = (name: string) =>
      (part(plain, "sql-a1", "source").ownDatabases as { database: string }[]).find(
        ({ database }) => database === name,
      );
    expect(source("Sales")).toMatchObject({
      absent: "FAIL",
      mirroring: { partner: "SQLA2" },
      half: { job: "LSBackup_Sales" },
    });
    expect(source("Reports")).toMatchObject({ absent: "FAIL", mirroring: null, half: { job: "LSBackup_Reports" } });
    expect(source("Scratch")).toMatchObject({ mirroring: { partner: "SQLA2" }, half: null });
    expect(part(skype, "sql-a1", "source").ownDatabases).toMatchObject([
      { absent: "WARN" },
      { absent: "WARN", half: null },
    ]);
  });

  it("takes an endpoint by another name where the cmdlet mirrors, and warns of one that is for later", () => {
    const warned = ({ settings }: Part) =>
      (settings as readonly SettingRow[]).filter(({ verdict }) => verdict?.includes("WARN")).map(({ what }) => what);
    expect(part(plain, "sql-a1", "endpoint")).toMatchObject({ bad: "FAIL", missing: "PASS" });
    expect(warned(part(plain, "sql-a1", "endpoint"))).toEqual([]);
    expect(part(skype, "sql-a1", "endpoint")).toMatchObject({ bad: "FAIL", missing: "WARN" });
    expect(warned(part(skype, "sql-a1", "endpoint"))).toEqual(["mirroring endpoint: name"]);
    expect(part(skype, "sql-b1", "endpoint")).toMatchObject({ bad: "WARN" });
    expect(warned(part(skype, "sql-b1", "endpoint"))).toHaveLength(6);
  });

  it("asks for a login by the computer's account where an engine has no name of its own outside", () => {
    const topology = sample("many-databases", [
      "sql-a2: { host: sqla2.contoso.com, site: east }",
      "sql-a2: { host: sqla2.contoso.com, site: east, engineAccount: network-service }",
    ]);
    expect(part(topology, "sql-a1", "endpoint")).toMatchObject({
      // The account that it shares with the witness is a login like any other.
      partners: [
        { serverName: "SQLA2", login: "\\SQLA2$", whole: 0 },
        { serverName: "SQLW", login: "CONTOSO\\svc-sql", whole: 1 },
      ],
    });
  });

  it("knows in how much time a mirror takes over, where a cluster would be slower", () => {
    expect(part(plain, "sql-a1", "server").takesOverAfter).toBe("10s");
    expect(part(plain, "sql-c", "server").takesOverAfter).toBe(null);
    const patient = sample("many-databases", ["witness: sql-w", "timeout: 180s\n      witness: sql-w"]);
    expect(part(patient, "sql-a1", "server").takesOverAfter).toBe(null);
  });

  it("names the monitors to which the procedures write as their caller", () => {
    expect(part(plain, "sql-a1", "server").monitorsAsCaller).toEqual(["SQLM"]);
    expect(part(plain, "sql-m", "server").monitorsAsCaller).toEqual([]);
    const byLogin = sample("many-databases", [
      "monitor: { server: sql-m }",
      "monitor: { server: sql-m, authentication: sql-login }",
    ]);
    expect(part(byLogin, "sql-a1", "server").monitorsAsCaller).toEqual([]);
  });

  it("names each folder once, however it is written and for whatever it is used", () => {
    const folders = (server: string) => part(skype, server, "folders").folders;
    expect(folders("sql-a1")).toEqual([
      { path: "\\\\fs1.contoso.com\\mirror-seed", use: "mirror seed of mgc and 1 more", made: 0 },
      { path: "\\\\fs1.contoso.com\\logship", use: "log backups of mgc", made: 0 },
    ]);
    expect(folders("sql-b2")).toEqual([
      { path: "\\\\fs2.contoso.com\\mirror-seed", use: "mirror seed of mgc after a disaster failover", made: 0 },
    ]);
    expect(folders("sql-b1")).toContainEqual({
      path: "D:\\LogShip\\mgc",
      use: "copied log backups of mgc",
      made: 1,
    });
  });

  it("compares the logins of a database with the servers that get it, and with no other", () => {
    const targetOf = (heading: unknown) => /that (.+) needs:/.exec(String(heading))?.[1];
    const targets = part(plain, "sql-a1", "compare").targets as { heading: string; databases: string[] }[];
    expect(Object.fromEntries(targets.map(({ heading, databases }) => [targetOf(heading), databases]))).toEqual({
      SQLA2: ["Invoices", "Sales", "Scratch", "Stock"],
      SQLC: ["Invoices", "Sales", "Stock"],
      "SQLR\\REPORTS": ["Reports"],
    });
  });

  it("reads later columns only from servers that have them", () => {
    const old = sample("many-databases", ["version: 2019", "version: 2008R2"]);
    expect(parts(old, "sql-a1").filter(({ later }) => later === true)).toEqual([]);
    expect(part(plain, "sql-a1", "source").later).toBe(true);
  });
});

describe("what the network script looks at", () => {
  const rows = <Row extends { readonly server: string }>(all: readonly Row[], server: string) =>
    all.filter((row) => row.server === server);
  const ports = (topology: Topology, server: string) =>
    rows(networkOf(topology).data.connections, server).map(({ what, port, bad }) => `${bad} ${what} ${port}`);

  it("all servers, by their computers, in one file that is run on each", () => {
    const { server, serverName, runsOn, data } = networkOf(plain);
    expect([server, serverName]).toEqual(["servers", null]);
    expect(runsOn).toEqual(["sql-a1", "sql-a2", "sql-c", "sql-m", "sql-r", "sql-w"]);
    expect(data.servers.map(({ id }) => id)).toEqual(runsOn);
    expect(data.servers.find(({ id }) => id === "sql-r")).toEqual({
      id: "sql-r",
      machine: "SQLR",
      serverName: "SQLR\\REPORTS",
      service: "MSSQL$REPORTS",
    });
  });

  it("accounts as their own computer and as a file server write them", () => {
    const account = (engineAccount: string) => {
      const topology = sample("many-databases", [
        "sql-r: { host: sqlr.contoso.com, ",
        `sql-r: { host: sqlr.contoso.com, engineAccount: '${engineAccount}', `,
      ]);
      const [{ user, local, remote } = { user: null, local: null, remote: null }] = rows(
        networkOf(topology).data.services,
        "sql-r",
      );
      return [user, local, remote];
    };
    expect(account("CONTOSO\\svc")).toEqual(["svc", ["CONTOSO\\svc"], ["CONTOSO\\svc"]]);
    expect(account("svc@contoso.com")).toEqual(["svc", ["svc@contoso.com"], ["*\\svc"]]);
    expect(account("local-system")).toEqual([
      "",
      ["LocalSystem", "NT AUTHORITY\\SYSTEM", ".\\LocalSystem"],
      ["*\\SQLR$"],
    ]);
  });

  it("services by their instance, Agent's duty by the role", () => {
    const services = (topology: Topology, server: string) =>
      rows(networkOf(topology).data.services, server).map(({ name, bad }) => `${bad} ${name}`);
    expect(services(skype, "sql-a1")).toEqual(["FAIL MSSQL$RTC", "FAIL SQLAgent$RTC"]);
    expect(services(skype, "sql-b2")).toEqual(["FAIL MSSQL$RTC", "WARN SQLAgent$RTC"]);
    expect(services(plain, "sql-w")).toEqual(["FAIL MSSQLSERVER"]);
  });

  it("ports of the partners", () => {
    expect(ports(skype, "sql-b1")).toEqual([
      "WARN mirroring endpoint of SQLB2\\RTC 5022",
      "WARN SQL Server SQLA1\\RTC 0",
      "WARN SQL Server SQLA2\\RTC 0",
      "FAIL file shares of fs1.contoso.com 445",
      "FAIL file shares of fs2.contoso.com 445",
    ]);
    expect(ports(plain, "sql-w")).toEqual([
      "WARN mirroring endpoint of SQLA1 5022",
      "WARN mirroring endpoint of SQLA2 5022",
    ]);
    expect(ports(plain, "sql-r")).toContain("FAIL SQL Server SQLM 1433");
  });

  it("who needs what in a folder", () => {
    const rights = (server: string, path: string) => {
      const found = rows(networkOf(skype).data.folders, server).find((one) => one.path === path);
      return [found?.engine, found?.agent];
    };
    expect(rights("sql-a1", "\\\\fs1.contoso.com\\logship")).toEqual(["modify", "modify"]);
    expect(rights("sql-b1", "D:\\LogShip\\mgc")).toEqual(["read", "modify"]);
    expect(rights("sql-b2", "D:\\LogShip\\mgc")).toEqual([undefined, undefined]);
  });

  it("is not made for Linux", () => {
    const linux = sample("many-databases", ["sqlm.contoso.com,", "sqlm.contoso.com, os: linux,"]);
    expect(networkOf(linux).runsOn).not.toContain("sql-m");
    expect(JSON.stringify(networkOf(linux).data.servers)).not.toContain("sql-m");
    expect(preflight(linux).map(({ server }) => server)).toContain("sql-m");
  });
});

describe("stillness", () => {
  const text = (steps: readonly Step[]) => Object.fromEntries(steps.map((step) => [step.server, JSON.stringify(step)]));
  const both = (topology: Topology) => [text(preflight(topology)), text(network(topology))] as const;

  it("a server that takes part in nothing has no file, and changes none", () => {
    const more = sample("many-databases", [
      "\nservers:\n",
      "\nservers:\n  sql-0: { host: sql0.contoso.com, site: east }\n",
    ]);
    expect(both(more)).toEqual(both(plain));
  });

  it("a database changes only the files of the servers that it is on", () => {
    const more = sample("many-databases", [
      "  Scratch:\n",
      "  Extra:\n    logShipping:\n      primary: sql-c\n      backup: { share: \\\\fs2.contoso.com\\x }\n" +
        "      secondaries: [{ server: sql-r, copy: { to: D:\\x } }]\n  Scratch:\n",
    ]);
    const [now, then] = [text(preflight(more)), text(preflight(plain))];
    const changed = Object.keys(now).filter((server) => now[server] !== then[server]);
    expect(changed).toEqual(["sql-c", "sql-m", "sql-r"]);
  });
});
