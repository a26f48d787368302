import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { validateWith } from "../../src/validate/pipeline.ts";
import type { RawRule, Rule } from "../../src/validate/rule.ts";
import { validate } from "../../src/validate/validate.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const check = (text: string) => validateWith({ file: "t.yaml", bytes: bytes(text) }, [], []);
/** `S01@3:1` for each diagnostic. */
const found = (text: string) => check(text).diagnostics.map((d) => `${d.code}@${d.line}:${d.column}`);

/** Lines are counted in the expectations below: one line each. */
const HEAD = `version: 1
name: t
platform: sql-server
defaults: { servers: { version: 2019, edition: enterprise, engineAccount: A\\e, agentAccount: A\\a, endpoint: { port: 5022 } } }
servers:
  sql-a: { host: sqla.x.com, site: east }
  sql-b: { host: sqlb.x.com, site: east }
  sql-c: { host: sqlc.x.com, site: west }
databases:
`;
/** One database, from line 10 on. */
const db = (text: string) => HEAD + text;
const SHIPPED = `  D:
    logShipping:
      primary: sql-a
      backup: { share: \\\\fs\\l }
      secondaries:
        - { server: sql-c, copy: { to: D:\\l } }
`;
/** The shipped database with one of its lines replaced. */
const ship = (line: number, text: string) => {
  const lines = db(SHIPPED).split("\n");
  lines[line - 1] = text;
  return lines.join("\n");
};

it("takes the samples and the bases of these tests", () => {
  for (const name of ["contoso-pchat", "many-databases"]) {
    const text = readFileSync(new URL(`../../samples/${name}.yaml`, import.meta.url), "utf8");
    const result = validate({ file: `${name}.yaml`, bytes: bytes(text) });
    expect(result.diagnostics).toEqual([]);
    expect(result.topology).not.toBeNull();
  }
  expect(found(db(SHIPPED))).toEqual([]);
});

describe("shape", () => {
  it.each<[string, string, string[]]>([
    ["an unknown key", ship(12, "      primaryy: x\n      primary: sql-a"), ["S01@12:7"]],
    ["a misspelt key, which is not missing besides", ship(12, "      primry: sql-a"), ["S01@12:7"]],
    ["a misspelt key of a list's item", ship(15, "        - { sever: sql-c, copy: { to: D:\\l } }"), ["S01@15:13"]],
    ["an unknown key at the root", `colour: red\n${db(SHIPPED)}`, ["S01@1:1"]],
    ["a missing key at the root", db(SHIPPED).replace("name: t\n", ""), ["S02@1:1"]],
    ["a missing key of a list's item", ship(15, "        - { server: sql-c }"), ["S02@15:11"]],
    ["a missing key of a map", ship(15, "        - { server: sql-c, copy: {} }"), ["S02@15:28"]],
    ["text for a number", ship(13, "      backup: { share: \\\\fs\\l, alertError: x }"), ["S03@13:44"]],
    ["a number for text", ship(13, "      backup: { share: 017 }"), ["S03@13:24"]],
    ["text for true or false", ship(13, "      backup: { share: \\\\fs\\l, alert: maybe }"), ["S03@13:39"]],
    ["no value", ship(13, "      backup:"), ["S03@13:7"]],
    ["a list for a map", ship(13, "      backup: [a]"), ["S03@13:7"]],
    ["a map for text", ship(12, "      primary: { server: sql-a }"), ["S03@12:7"]],
    ["neither none nor a map", ship(12, "      primary: sql-a\n      monitor: sql-b"), ["S03@13:16"]],
    ["none in the other case", ship(12, "      primary: sql-a\n      monitor: None"), ["S03@13:16"]],
    ["an unknown word", ship(13, "      backup: { share: \\\\fs\\l, compression: on }"), ["S04@13:45"]],
    ["another version of the format", db(SHIPPED).replace("version: 1\n", "version: 2\n"), ["S04@1:10"]],
    ["a release that never was", db(SHIPPED).replace("version: 2019", "version: 2013"), ["S04@4:33"]],
    ["a name with capitals", db(SHIPPED).replace("name: t", "name: T"), ["S05@2:7"]],
    ["a name of 65 characters", db(SHIPPED).replace("name: t", `name: ${"a".repeat(65)}`), ["S05@2:7"]],
    ["a server id with capitals", db(SHIPPED).replace("sql-b:", "SQL_B:"), ["S05@7:3"]],
    [
      "a time of day without its zero",
      ship(13, "      backup: { share: \\\\fs\\l, schedule: { at: 2:00 } }"),
      ["S05@13:48"],
    ],
    ["a day that is not", ship(13, "      backup: { share: x, schedule: { startDate: 2026-02-30 } }"), ["S05@13:50"]],
    ["a length without unit", ship(12, "      primary: sql-a\n      history: '90'"), ["S06@13:16"]],
    ["a length of a number", ship(12, "      primary: sql-a\n      history: 90"), ["S03@13:16"]],
    ["days within a day", ship(13, "      backup: { share: x, schedule: { every: 3d } }"), ["S06@13:46"]],
    ["seconds where minutes count", ship(12, "      primary: sql-a\n      history: 90s"), ["S07@13:16"]],
    ["a port beyond the last", db(SHIPPED).replace("port: 5022", "port: 70000"), ["S08@4:117"]],
    ["day 0", ship(13, "      backup: { share: x, schedule: { monthly: { day: 0 } } }"), ["S08@13:55"]],
    ["an empty text", ship(13, "      backup: { share: '' }"), ["S09@13:24"]],
    ["an empty list", ship(15, "        []"), ["S09@14:7"]],
    [
      "a day twice",
      ship(13, "      backup: { share: x, schedule: { weekly: { days: [monday, monday] } } }"),
      ["S10@13:49"],
    ],
    ["every and at", ship(13, "      backup: { share: x, schedule: { every: 15m, at: '02:00' } }"), ["S11@13:39"]],
    [
      "weekly and monthly",
      ship(13, "      backup: { share: x, schedule: { weekly: { days: [] }, monthly: { day: 1 } } }"),
      ["S11@13:61"],
    ],
    [
      "day and weekday",
      ship(13, "      backup: { share: x, schedule: { monthly: { day: 1, week: last, weekday: day } } }"),
      ["S11@13:58", "S11@13:70"],
    ],
    ["host,port", db(SHIPPED).replace("host: sqlb.x.com", 'host: "sqlb,1433"'), ["S12@7:18"]],
    ["host\\instance", db(SHIPPED).replace("host: sqlb.x.com", "host: sqlb\\RTC"), ["S12@7:18"]],
    ["a share that is no UNC path", `shares: { 'D:\\LogShip': { site: east } }\n${db(SHIPPED)}`, ["S05@1:11"]],
    ["a file server without a share", `shares: { '\\\\fs1': { site: east } }\n${db(SHIPPED)}`, ["S05@1:11"]],
    ["a share without site", `shares: { \\\\fs1\\s: {} }\n${db(SHIPPED)}`, ["S02@1:11"]],
    ["a share's misspelt site", `shares: { \\\\fs1\\s: { sit: east } }\n${db(SHIPPED)}`, ["S01@1:22"]],
    ["a share's site in short", `shares: { \\\\fs1\\s: east }\n${db(SHIPPED)}`, ["S03@1:20"]],
    ["a share whose site is empty", `shares: { \\\\fs1\\s: { site: '' } }\n${db(SHIPPED)}`, ["S09@1:28"]],
    ["shares as a list", `shares: [\\\\fs1\\s]\n${db(SHIPPED)}`, ["S03@1:1"]],
    ["a device's name", db(SHIPPED).replace("name: t", "name: nul"), ["S13@2:7"]],
    ["a server called servers", db(SHIPPED).replace("sql-b:", "servers:"), ["S13@7:3"]],
    ["a server called none", db(SHIPPED).replace("sql-b:", "none:"), ["S13@7:3"]],
  ])("refuses %s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
    expect(check(text).topology).toBeNull();
  });

  it("takes whole minutes in seconds", () => {
    expect(found(ship(12, "      primary: sql-a\n      history: 120s"))).toEqual([]);
  });

  it("takes x- keys anywhere, with anything", () => {
    const text = db(SHIPPED)
      .replace("servers:\n", "servers:\n  x-note: [1, { a: 2 }]\n")
      .replace("copy: {", "x-y: 1, copy: { x-z: ~,")
      .replace("databases:\n", "x-top: { 1: 2 }\ndatabases:\n  x-db: none\n");
    expect(found(text)).toEqual([]);
    expect(check(text).topology?.databases.map((one) => one.name)).toEqual(["D"]);
  });

  it("suggests the nearest key and lists them all, sorted", () => {
    const [one] = check(ship(13, "      backup: { share: x, retension: 3d }")).diagnostics;
    expect(one?.hint).toMatch(/retention\?.*alert, alertAfter, alertError, compression, job, localPath, retention/);
  });

  it("reports all in one run, in order", () => {
    expect(found(`${db("  D: { profile: p, mirroring: { mode: fast } }\n  E: {}\n")}colour: 1\n`)).toEqual([
      "T02@10:17",
      "S04@10:39",
      "T03@11:3",
      "S01@12:1",
    ]);
  });
});

describe("references", () => {
  it.each<[string, string, string[]]>([
    ["an unknown primary", ship(12, "      primary: sql-z"), ["T01@12:16"]],
    ["an unknown secondary", ship(15, "        - { server: sql-z, copy: { to: x } }"), ["T01@15:21"]],
    ["an unknown monitor", ship(12, "      primary: sql-a\n      monitor: { server: sql-z }"), ["T01@13:26"]],
    [
      "an unknown server in a profile, once",
      `${db("  D: { profile: p }\n  E: { profile: p }\n")}profiles:\n  p: { mirroring: { principal: sql-a, mirror: sql-z, seedShare: x } }\n`,
      ["T01@13:47"],
    ],
    ["an unknown profile", db("  D: { profile: p }\n"), ["T02@10:17"]],
    ["a database without parts", db("  D: {}\n"), ["T03@10:3"]],
    ["a database with all parts off", db("  D: { mirroring: none, logShipping: none }\n"), ["T03@10:3"]],
    [
      "persistentChat on plain SQL Server",
      `${db(SHIPPED)}persistentChat: { pool: p, servers: [{ host: h, site: s, active: true }] }\n`,
      ["T04@16:1"],
    ],
    ["backupStore on plain SQL Server", db(`${SHIPPED}    backupStore: { server: sql-c }\n`), ["T04@16:5"]],
    [
      "a Skype platform without persistentChat",
      db(SHIPPED).replace("platform: sql-server", "platform: lync-server-2013"),
      ["T05@3:11"],
    ],
    [
      "a database that Persistent Chat does not have",
      `${db(SHIPPED).replace("platform: sql-server", "platform: lync-server-2013")}persistentChat: { pool: p.x.com, servers: [{ host: h.x.com, site: s, active: true }] }\n`,
      ["T11@10:3"],
    ],
    [
      "a server by a free key",
      db(SHIPPED).replace("sql-c: {", "x-c: {").replace("server: sql-c", "server: x-c"),
      ["T01@15:21"],
    ],
    ["nothing but free keys for databases", db("  x-Sales: { mirroring: none }\n"), ["T12@9:1"]],
    ["a system database", db(SHIPPED.replace("  D:", "  tempdb:")), ["S13@10:3"]],
    [
      "a server without its accounts",
      db(SHIPPED).replace(", engineAccount: A\\e, agentAccount: A\\a", ""),
      ["T06@6:3", "T06@7:3", "T06@8:3"],
    ],
    [
      "an endpoint without port",
      db(SHIPPED).replace("{ port: 5022 }", "{ name: M }"),
      ["T06@6:3", "T06@7:3", "T06@8:3"],
    ],
    [
      "mirroring without seedShare",
      db("  D:\n    mirroring:\n      principal: sql-a\n      mirror: sql-b\n"),
      ["T07@11:5"],
    ],
    ["log shipping without share", ship(13, "      backup: { retention: 1d }"), ["T07@13:7"]],
    ["log shipping without anything", db("  D:\n    logShipping: { history: 1d }\n"), ["T07@11:5"]],
    ["log shipping without primary", ship(12, "      history: 1d"), ["T07@11:5"]],
    ["weekly without days", ship(13, "      backup: { share: x, schedule: { weekly: { every: 2 } } }"), ["T07@13:39"]],
    [
      "monthly without day",
      ship(13, "      backup: { share: x, schedule: { monthly: { week: last } } }"),
      ["T07@13:39"],
    ],
    ["an address without serverName", db(SHIPPED).replace("sqlb.x.com", "10.0.0.1"), ["T08@7:18"]],
    ["an address of version 6", db(SHIPPED).replace("sqlb.x.com", "'fe80::1'"), ["T08@7:18"]],
    [
      "mirroring without endpoints",
      db("  D: { mirroring: { principal: sql-a, mirror: sql-b, seedShare: x } }\n").replace(
        ", endpoint: { port: 5022 }",
        "",
      ),
      ["T09@6:3", "T09@7:3"],
    ],
    [
      "a primary that is not the principal",
      db(`${SHIPPED}    mirroring: { principal: sql-b, mirror: sql-a, seedShare: x }\n`),
      ["T10@12:16"],
    ],
  ])("refuses %s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
    expect(check(text).topology).toBeNull();
  });

  it("takes an endpoint's absence on the Skype platforms, and without mirroring", () => {
    expect(found(db(SHIPPED).replace(", endpoint: { port: 5022 }", ""))).toEqual([]);
  });

  it("places a part of the profile at the database", () => {
    const text = `${db("  D: { profile: p }\n")}profiles:\n  p: { logShipping: { primary: sql-a, backup: { share: x } } }\n`;
    expect(found(text)).toEqual(["T07@10:3"]);
  });

  it("says nothing that follows from what was said", () => {
    expect(found(db(SHIPPED).replace("host: sqla.x.com", "host: [1]"))).toEqual(["S03@6:12"]);
    expect(found(db(SHIPPED).replace("sql-a: { host: sqla.x.com, site: east }", "sql-a: 5"))).toEqual(["S03@6:10"]);
    expect(found(db(SHIPPED).replace(/servers:\n( {2}.*\n)+/, "servers: 5\n"))).toEqual(["S03@5:10"]);
    expect(found(db(SHIPPED).replace(/defaults: .*/, "defaults: 5"))).toEqual(["S03@4:11"]);
    expect(found(`${db("  D: { profile: p }\n")}profiles: { p: 5 }\n`)).toEqual(["S03@11:16"]);
    expect(found(`${db("  D: { profile: p }\n")}profiles: 5\n`)).toEqual(["S03@11:11"]);
    expect(found(db("  D: 5\n"))).toEqual(["S03@10:6"]);
    expect(found(db(SHIPPED).replace("agentAccount", "agentAcount"))).toEqual(["S01@4:80"]);
    expect(found(db(SHIPPED).replace("port: 5022", "prt: 5022"))).toEqual(["S01@4:111"]);
    expect(found(db(SHIPPED).replace("host: sqlb.x.com", "host: 10.0.0.1, serverName: [1]"))).toEqual(["S03@7:28"]);
  });
});

describe("rules", () => {
  const rule = (check: Rule["check"]): Rule => ({
    code: "L01",
    name: "test",
    severity: "error",
    title: "",
    why: "",
    hint: "",
    source: "",
    example: { before: "", after: "" },
    check,
  });
  const findings = (text: string, ...rules: Rule[]) =>
    validateWith({ file: "t.yaml", bytes: bytes(text) }, rules, []).diagnostics.map(
      (d) => `${d.code}@${d.line}:${d.column}`,
    );
  const at = (pointer: string) => [{ at: pointer, message: "m", hint: "" }];
  const everyShare = rule(function* (topology) {
    for (const { logShipping } of topology.databases) {
      if (logShipping !== null)
        yield { at: `${logShipping.backup.at}/share`, message: logShipping.backup.share, hint: "" };
    }
  });

  it("places a finding at the value, and what is a default at the nearest key", () => {
    expect(
      findings(
        db(SHIPPED),
        rule(() => at("/databases/D/logShipping/backup/share")),
      ),
    ).toEqual(["L01@13:24"]);
    expect(
      findings(
        db(SHIPPED),
        rule(() => at("/databases/D/logShipping/backup/retention")),
      ),
    ).toEqual(["L01@13:7"]);
    expect(
      findings(
        db(SHIPPED),
        rule(() => at("/databases/D/logShipping/secondaries/0/restore/mode")),
      ),
    ).toEqual(["L01@15:11"]);
    expect(
      findings(
        db(SHIPPED),
        rule(() => at("/servers/sql-a/version")),
      ),
    ).toEqual(["L01@4:33"]);
    expect(
      findings(
        db(SHIPPED),
        rule(() => at("")),
      ),
    ).toEqual(["L01@1:1"]);
  });

  it("says once what several databases have from one line", () => {
    const text = `${db("  D: { profile: p }\n  E: { profile: p }\n")}profiles:\n  p: { logShipping: { primary: sql-a, backup: { share: x }, secondaries: [{ server: sql-c, copy: { to: y } }] } }\n`;
    expect(findings(text, everyShare)).toEqual(["L01@13:56"]);
  });

  it("runs the rules on what was accepted", () => {
    const other = SHIPPED.replace("D:\n", "E:\n");
    // A setting that the rule does not look at leaves the database in.
    expect(findings(ship(15, "        - { server: sql-c, copy: { to: x, retention: 5 } }"), everyShare)).toEqual([
      "L01@13:24",
      "S03@15:54",
    ]);
    // One that it looks at leaves this database out, and not the other.
    expect(findings(db(other) + SHIPPED.replace("share: \\\\fs\\l", "share: 5"), everyShare)).toEqual([
      "L01@13:24",
      "S03@19:24",
    ]);
    // So does a server that cannot be used.
    expect(findings(ship(12, "      primary: sql-z") + other, everyShare)).toEqual(["T01@12:16", "L01@19:24"]);
  });

  it("says nothing of a share's site where that was refused", () => {
    const unknown = rule((topology) => (topology.shares.length === 0 ? at("/name") : []));
    for (const shares of ["5", "{ '\\\\fs\\l': { site: [] } }", "{ x-note: 1, 'D:\\l': { site: east } }"]) {
      const codes = check(`shares: ${shares}\n${db(SHIPPED)}`).diagnostics.map((one) => one.code);
      expect(codes).toHaveLength(1);
      expect(findings(`shares: ${shares}\n${db(SHIPPED)}`, unknown).map((one) => one.slice(0, 3))).toEqual(codes);
    }
    expect(findings(`shares: { x-note: 1 }\n${db(SHIPPED)}`, unknown)).toEqual(["L01@3:7"]);
  });

  it("runs them where the topology's name is refused, and not where its platform is and they ask for it", () => {
    const platform = rule((topology) => at(topology.platform === "sql-server" ? "/platform" : "/name"));
    expect(findings(db(SHIPPED).replace("name: t", "name: T"), everyShare)).toEqual(["S05@2:7", "L01@13:24"]);
    expect(findings(db(SHIPPED).replace("sql-server", "sql"), platform, everyShare)).toEqual(["S04@3:11", "L01@13:24"]);
  });

  it("lets a raw rule's error stand for the schema's", () => {
    const raw: RawRule = {
      code: "L29",
      name: "test",
      severity: "error",
      title: "",
      why: "",
      hint: "",
      source: "",
      example: { before: "", after: "" },
      check: () => [{ at: "/availabilityGroup", on: "key", message: "m", hint: "" }],
    };
    const result = validateWith({ file: "t.yaml", bytes: bytes(`${db(SHIPPED)}availabilityGroup: x\n`) }, [], [raw]);
    expect(result.diagnostics.map((d) => `${d.code}@${d.line}:${d.column}`)).toEqual(["L29@16:1"]);
    expect(result.topology).toBeNull();
  });

  it("gives the topology although a rule refuses it", () => {
    const result = validateWith({ file: "t.yaml", bytes: bytes(db(SHIPPED)) }, [everyShare], []);
    expect(result.topology?.databases).toHaveLength(1);
    expect(result.origins?.source("/databases/D/logShipping/backup/share")).toBe(
      "/databases/D/logShipping/backup/share",
    );
    expect(result.origins?.source("/servers/sql-a/version")).toBe("/defaults/servers/version");
  });
});
