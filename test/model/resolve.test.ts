import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseDuration } from "../../src/model/duration.ts";
import type { Schedule, Topology } from "../../src/model/topology.ts";
import { validateWith } from "../../src/validate/pipeline.ts";

const SERVERS = `version: 1
name: t
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, engineAccount: A\\e, agentAccount: A\\a, endpoint: { port: 5022 } }
`;
function resolved(text: string): Topology {
  const { diagnostics, topology } = validateWith({ file: "t.yaml", bytes: new TextEncoder().encode(text) }, [], []);
  expect(diagnostics).toEqual([]);
  return topology as Topology;
}
const sample = (name: string) => resolved(readFileSync(new URL(`../../samples/${name}.yaml`, import.meta.url), "utf8"));
const database = (topology: Topology, name: string) => topology.databases.find((one) => one.name === name);
const server = (topology: Topology, id: string) => topology.servers.find((one) => one.id === id);
/** Two mirrored servers, a third, and what the databases are. */
const topology = (databases: string, servers = "") =>
  resolved(`${SERVERS}servers:
  sql-a: { host: sqla.x.com, site: e }
  sql-b: { host: sqlb.x.com, site: e }
  sql-c: { host: sqlc.x.com, instance: Rtc, site: w }
${servers}databases:
${databases}`);
const SHIP =
  "primary: sql-a, backup: { share: \\\\fs\\<database> }, secondaries: [{ server: sql-c, copy: { to: D:\\<database> } }]";

it("has the shares in order of path, without free keys", () => {
  const { shares } = topology(
    `  D: { logShipping: { ${SHIP} } }\nshares: { '\\\\fs2\\l': { site: w }, x-a: 1, '\\\\fs1\\l': { site: e } }\n`,
  );
  expect(shares).toEqual([
    { at: "/shares/\\\\fs1\\l", path: "\\\\fs1\\l", site: "e" },
    { at: "/shares/\\\\fs2\\l", path: "\\\\fs2\\l", site: "w" },
  ]);
});

describe("defaults", () => {
  it("fills in every setting of log shipping", () => {
    const shipping = database(topology(`  D: { logShipping: { ${SHIP} } }\n`), "D")?.logShipping;
    const schedule = (name: string): Partial<Schedule> => ({
      name,
      enabled: true,
      time: { kind: "every", every: { text: "15m", seconds: 900 }, from: "00:00:00", until: "23:59:00" },
      days: { kind: "daily", everyDays: 1 },
      startDate: null,
      endDate: null,
    });
    expect(shipping).toMatchObject({
      at: "/databases/D/logShipping",
      primary: { id: "sql-a" },
      history: { text: "96h", seconds: 345_600 },
      monitor: null,
      jobOwner: null,
      surviveOutage: null,
      connectionOptions: { primary: null, secondary: null, monitor: null },
      backup: {
        at: "/databases/D/logShipping/backup",
        share: "\\\\fs\\D",
        directory: "\\\\fs\\D",
        localPath: null,
        retention: { text: "72h" },
        alertAfter: { text: "60m" },
        alert: true,
        alertError: 14420,
        compression: "server-default",
        job: "LSBackup_D",
        schedule: schedule("LSBackupSchedule_SQLA1"),
      },
    });
    expect(shipping?.secondaries).toMatchObject([
      {
        at: "/databases/D/logShipping/secondaries/0",
        server: { id: "sql-c" },
        database: "D",
        initialize: "full-backup",
        dataPath: null,
        logPath: null,
        mirror: null,
        connectionOptions: { primary: null, secondary: null, monitor: null },
        copy: {
          from: "\\\\fs\\D",
          to: "D:\\D",
          retention: { text: "72h" },
          job: "LSCopy_SQLA_D",
          schedule: schedule("DefaultCopyJobSchedule"),
        },
        restore: {
          mode: "no-recovery",
          disconnectUsers: false,
          delay: { seconds: 0 },
          alertAfter: { text: "45m" },
          alert: true,
          alertError: 14421,
          all: true,
          blockSize: null,
          bufferCount: null,
          maxTransferSize: null,
          job: "LSRestore_SQLA_D",
          schedule: schedule("DefaultRestoreJobSchedule"),
        },
      },
    ]);
  });

  it("fills in mirroring, and needs no seed share for what is restored already", () => {
    const made = topology(
      "  D: { mirroring: { principal: sql-a, mirror: sql-b, seedShare: \\\\fs\\<database> } }\n" +
        "  E: { mirroring: { principal: sql-a, mirror: sql-b, initialize: already-restored } }\n",
    );
    expect(database(made, "D")?.mirroring).toMatchObject({
      witness: null,
      mode: "high-safety",
      timeout: { text: "10s" },
      seedShare: "\\\\fs\\D",
      initialize: "full-backup",
      dataPath: null,
      logPath: null,
    });
    expect(database(made, "E")?.mirroring?.seedShare).toBeNull();
    expect(database(made, "D")?.logShipping).toBeNull();
  });

  it("derives server names, and keeps what is stated", () => {
    const made = topology(
      `  D: { logShipping: { ${SHIP} } }\n`,
      "  d: { host: sqld, instance: MSSQLSERVER, site: w }\n  e: { host: 10.0.0.1, serverName: 'E\\X', site: w, endpoint: none, version: 2008R2 }\n",
    );
    expect(made.servers.map((one) => [one.id, one.serverName, one.instance, one.version])).toEqual([
      ["d", "SQLD", null, "2019"],
      ["e", "E\\X", null, "2008R2"],
      ["sql-a", "SQLA", null, "2019"],
      ["sql-b", "SQLB", null, "2019"],
      ["sql-c", "SQLC\\RTC", "Rtc", "2019"],
    ]);
    expect(server(made, "e")?.endpoint).toBeNull();
    expect(server(made, "sql-a")).toMatchObject({ port: null, os: "windows", collation: null });
  });

  it("gives endpoints the role that their servers have", () => {
    const made = topology(
      "  D: { mirroring: { principal: sql-a, mirror: sql-b, witness: w, seedShare: x } }\n" +
        "  E: { mirroring: { principal: w2, mirror: sql-b, witness: sql-a, seedShare: x } }\n",
      "  w: { host: w, site: e }\n  w2: { host: w2, site: e }\n  s: { host: s, site: e, endpoint: { role: all } }\n",
    );
    expect(Object.fromEntries(made.servers.map((one) => [one.id, one.endpoint?.role]))).toEqual({
      "sql-a": "all",
      "sql-b": "partner",
      "sql-c": "partner",
      w: "witness",
      w2: "partner",
      s: "all",
    });
    expect(server(made, "w")?.endpoint).toEqual({
      at: "/servers/w/endpoint",
      name: "Mirroring",
      port: 5022,
      role: "witness",
      encryption: "aes",
      authentication: "windows",
      listenerIp: null,
    });
  });
});

describe("merging", () => {
  const profiled = (profile: string, own: string, defaults = "") =>
    resolved(
      `${SERVERS}${defaults === "" ? "" : `  databases: ${defaults}\n`}servers:
  sql-a: { host: sqla.x.com, site: e }
  sql-b: { host: sqlb.x.com, site: e }
  sql-c: { host: sqlc.x.com, site: w }
profiles:
  p: ${profile}
databases:
  D: ${own}
`,
    ).databases[0];

  it("lays defaults, profile and database over one another", () => {
    const made = profiled(
      `{ logShipping: { ${SHIP}, history: 2d, jobOwner: p } }`,
      "{ profile: p, logShipping: { history: 3d, backup: { job: 'J <database>' } } }",
      "{ logShipping: { history: 1d, jobOwner: d, surviveOutage: 1d } }",
    );
    expect(made?.logShipping).toMatchObject({
      history: { text: "3d" },
      jobOwner: "p",
      surviveOutage: { text: "1d" },
      backup: { share: "\\\\fs\\D", job: "J D" },
    });
  });

  it("turns parts off by none, and on again", () => {
    const off = profiled(
      `{ logShipping: { ${SHIP}, monitor: { server: sql-b } }, mirroring: { principal: sql-a, mirror: sql-b, seedShare: x } }`,
      "{ profile: p, mirroring: none, logShipping: { monitor: none } }",
    );
    expect(off?.mirroring).toBeNull();
    expect(off?.logShipping?.monitor).toBeNull();
    const on = profiled("{ logShipping: none }", `{ profile: p, logShipping: { ${SHIP} } }`);
    expect(on?.logShipping?.primary.id).toBe("sql-a");
  });

  it("turns single settings off by none", () => {
    const made = profiled(
      `{ logShipping: { ${SHIP}, jobOwner: x, surviveOutage: 1d }, mirroring: { principal: sql-a, mirror: sql-b, witness: sql-c, seedShare: x, dataPath: y } }`,
      "{ profile: p, mirroring: { witness: none, dataPath: none }, logShipping: { jobOwner: none, surviveOutage: none } }",
    );
    expect(made?.mirroring).toMatchObject({ witness: null, dataPath: null });
    expect(made?.logShipping).toMatchObject({ jobOwner: null, surviveOutage: null });
  });

  it("replaces lists", () => {
    const made = profiled(
      `{ logShipping: { ${SHIP} } }`,
      "{ profile: p, logShipping: { secondaries: [{ server: sql-b, database: 'C_<database>', copy: { to: x } }] } }",
    );
    expect(made?.logShipping?.secondaries).toMatchObject([{ server: { id: "sql-b" }, database: "C_D" }]);
  });

  it("lets a later choice of when displace an earlier one", () => {
    const schedule = (low: string, high: string) =>
      profiled(
        `{ logShipping: { primary: sql-a, backup: { share: x, schedule: ${low} }, secondaries: [{ server: sql-c, copy: { to: x } }] } }`,
        `{ profile: p, logShipping: { backup: { schedule: ${high} } } }`,
      )?.logShipping?.backup.schedule;
    expect(schedule("{ name: N, every: 30m, from: '08:00' }", "{ at: '02:00' }")).toMatchObject({
      name: "N",
      time: { kind: "at", at: "02:00" },
    });
    expect(schedule("{ at: '02:00' }", "{ until: '20:00' }")?.time).toMatchObject({ kind: "every", until: "20:00" });
    expect(schedule("{ every: 30m, from: '08:00' }", "{ every: 1h }")?.time).toMatchObject({
      every: { seconds: 3600 },
      from: "08:00",
    });
    expect(schedule("{ weekly: { days: [monday], every: 2 } }", "{ weekly: { days: [friday] } }")?.days).toEqual({
      kind: "weekly",
      days: ["friday"],
      every: 2,
    });
    expect(schedule("{ weekly: { days: [monday] } }", "{ monthly: { day: 3 } }")?.days).toEqual({
      kind: "monthly",
      day: 3,
      every: 1,
    });
    expect(schedule("{ monthly: { day: 3, every: 2 } }", "{ monthly: { weekday: friday, week: last } }")?.days).toEqual(
      {
        kind: "monthly-relative",
        weekday: "friday",
        week: "last",
        every: 2,
      },
    );
    expect(schedule("{ weekly: { days: [monday] } }", "{ weekly: none }")?.days).toEqual({
      kind: "daily",
      everyDays: 1,
    });
    expect(schedule("{ monthly: { day: 3 } }", "{ everyDays: 2 }")?.days).toEqual({ kind: "daily", everyDays: 2 });
  });

  it("merges a secondary's connection options over those of log shipping", () => {
    const made = profiled(
      "{}",
      "{ logShipping: { primary: sql-a, backup: { share: x }, connectionOptions: { primary: Encrypt=True, monitor: Encrypt=False }, secondaries: [{ server: sql-c, copy: { to: x }, connectionOptions: { secondary: Encrypt=Strict, monitor: none } }] } }",
    );
    expect(made?.logShipping?.connectionOptions).toEqual({
      primary: "Encrypt=True",
      secondary: null,
      monitor: "Encrypt=False",
    });
    expect(made?.logShipping?.secondaries[0]?.connectionOptions).toEqual({
      primary: "Encrypt=True",
      secondary: "Encrypt=Strict",
      monitor: null,
    });
  });

  it("takes a name that means something to String.replace", () => {
    const made = topology(`  "$&'$1": { logShipping: { ${SHIP} } }\n`);
    expect(made.databases[0]?.logShipping?.backup.share).toBe("\\\\fs\\$&'$1");
  });
});

describe("the resolved topology", () => {
  it("is frozen to its leaves", () => {
    const seen = new Set<unknown>();
    const walk = (value: unknown): void => {
      if (typeof value !== "object" || value === null || seen.has(value)) return;
      seen.add(value);
      expect(Object.isFrozen(value)).toBe(true);
      Object.values(value).forEach(walk);
    };
    walk(sample("contoso-pchat"));
    walk(sample("many-databases"));
    expect(seen.size).toBeGreaterThan(50);
  });

  it("does not depend on comments, or on the order of keys", () => {
    const one = topology(`  A: { logShipping: { ${SHIP} } }\n  B: { logShipping: { ${SHIP} } } # B\n`);
    const turned =
      "secondaries: [{ copy: { to: D:\\<database> }, server: sql-c }], backup: { share: \\\\fs\\<database> }, primary: sql-a";
    const other = topology(`  B: { logShipping: { ${turned} } }\n  A: { logShipping: { ${turned} } }\n`);
    expect(other).toEqual(one);
  });

  it("keeps numbers as names", () => {
    const made = topology(`  2024: { logShipping: { ${SHIP} } }\n  017: { logShipping: { ${SHIP} } }\n`);
    expect(made.databases.map((one) => one.name)).toEqual(["017", "2024"]);
  });

  it("resolves the flagship", () => {
    const made = sample("contoso-pchat");
    const mgc = database(made, "mgc");
    expect(mgc?.logShipping?.primary).toBe(mgc?.mirroring?.principal);
    expect(mgc?.logShipping?.secondaries[0]?.mirror?.server.id).toBe("sql-b2");
    expect(database(made, "mgccomp")?.backupStore).toMatchObject({
      server: { id: "sql-b1" },
      mirror: { id: "sql-b2" },
    });
    expect(made.persistentChat?.servers.filter((one) => one.active)).toHaveLength(2);
  });
});

describe("durations", () => {
  it.each<[string, number | null]>([
    ["90s", 90],
    ["15m", 900],
    ["72h", 259_200],
    ["3d", 259_200],
    ["0m", 0],
    ["15", null],
    ["15 m", null],
    ["1.5h", null],
    ["-1m", null],
    ["1w", null],
    ["1234567m", null],
    ["", null],
  ])("%s", (text, seconds) => {
    expect(parseDuration(text)?.seconds ?? null).toBe(seconds);
  });
});

describe("keys of the user's own", () => {
  const rest = `  sql-a: { host: sqla.x.com, site: e, x-owner: A }
  sql-b: { host: sqlb.x.com, site: e }
  sql-c: { host: sqlc.x.com, site: w }
databases:
  D: { logShipping: { ${SHIP} } }
`;
  const extra = (text: string) => resolved(`${SERVERS}${text}servers:\n${rest}`).x;

  it("are those at the top, by their names without x-", () => {
    expect(extra("x-change: CHG-1\nx-change-number: 7\nx-urgent: true\n")).toEqual({
      change: "CHG-1",
      "change-number": 7,
      urgent: true,
    });
    expect(extra("")).toEqual({});
  });

  it("are texts, numbers and yes or no, and maps of them as they are", () => {
    expect(extra("x-owner: { team: DBA, x-phone: 0012, deep: { a: 1 } }\nx-list: [1, 2]\nx-none:\n")).toEqual({
      owner: { team: "DBA", "x-phone": "0012", deep: { a: 1 } },
      none: null,
    });
  });

  it("bear names that every object has", () => {
    expect(Object.entries(extra("x-constructor: a\nx-__proto__: { b: 1 }\n"))).toEqual([
      ["constructor", "a"],
      ["__proto__", { b: 1 }],
    ]);
  });

  it("follow aliases", () => {
    expect(extra("x-a: &a { b: 1 }\nx-c: *a\n")).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });
});
