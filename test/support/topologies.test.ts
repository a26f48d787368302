import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Compilation } from "../../src/compile.ts";
import { engineAccountKind } from "../../src/model/account.ts";
import { sessions, shippings } from "../../src/model/roles.ts";
import type { Schedule, Topology } from "../../src/model/topology.ts";
import { VERSIONS } from "../../src/model/topology.ts";
import { compileText } from "./fixtures.ts";
import { FEATURES, type Feature, type GeneratedTopology, sampleTopologies, topologies } from "./topologies.ts";

const COUNT = 60;
const SEED = 1;

interface Compiled extends GeneratedTopology {
  readonly topology: Topology;
  /** The paths of all artifacts, a line each. */
  readonly paths: string;
  /** Every script and document. */
  readonly text: string;
}

function compiled(generated: GeneratedTopology): Compiled {
  const { artifacts, diagnostics, topology }: Compilation = compileText(generated.yaml);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors, generated.yaml).toEqual([]);
  expect(artifacts.length, generated.yaml).toBeGreaterThan(3);
  if (topology === null) throw new Error(generated.yaml);
  // REVIEW.md writes <database> where files are the same but for the name.
  const read = artifacts.filter(({ path }) => path !== "REVIEW.md");
  const text = read.map(({ bytes }) => Buffer.from(bytes).toString("utf8")).join("\n");
  return { ...generated, topology, paths: artifacts.map(({ path }) => path).join("\n"), text };
}

const samples = sampleTopologies(COUNT, SEED).map(compiled);

const shipments = ({ topology }: Compiled) => topology.databases.flatMap(({ logShipping }) => logShipping ?? []);
const mirrorings = ({ topology }: Compiled) => topology.databases.flatMap(({ mirroring }) => mirroring ?? []);
const secondaries = (one: Compiled) => shipments(one).flatMap((shipping) => shipping.secondaries);
const schedulesOf = (one: Compiled): Schedule[] => [
  ...shipments(one).map(({ backup }) => backup.schedule),
  ...secondaries(one).flatMap(({ copy, restore }) => [copy.schedule, restore.schedule]),
];

/** A step of that name and kind of file is among the artifacts. */
const hasStep = ({ paths }: Compiled, what: string): boolean => paths.includes(`.${what}.`);

const isVersion = (version: string) => (one: Compiled) =>
  one.topology.servers.some((server) => server.id === "sql-a" && server.version === version) &&
  one.text.includes(`N'${version} (`);

const every = (unit: string, type: number) => (one: Compiled) =>
  schedulesOf(one).some(
    ({ time }) => time.kind === "every" && time.every.text.endsWith(unit) && !/^15m/.test(time.every.text),
  ) && one.text.includes(`@freq_subday_type = ${type}`);

const days = (kind: Schedule["days"]["kind"], type: number) => (one: Compiled) =>
  schedulesOf(one).some((schedule) => schedule.days.kind === kind) && one.text.includes(`@freq_type = ${type}`);

/** Where each feature shows: in the resolved topology, and in what the scripts say. */
const shows: Readonly<Record<Feature, (one: Compiled) => boolean>> = {
  "sql-server": ({ topology, paths }) => topology.platform === "sql-server" && !paths.includes("02-topology"),
  "skype-for-business-2015": (one) =>
    one.topology.platform === "skype-for-business-2015" && hasStep(one, "topology-builder"),
  "lync-server-2013": (one) => one.topology.platform === "lync-server-2013" && hasStep(one, "topology-builder"),
  compliance: ({ paths }) => paths.includes(".mgccomp.install-mirror.ps1"),
  "backup-store": ({ topology, text }) =>
    topology.databases.some(({ backupStore }) => backupStore !== null) && text.includes("backup store of mgccomp"),
  "secondary-mirror": (one) =>
    one.topology.servers.some(({ id }) => id === "sql-c2") &&
    (secondaries(one).some(({ mirror }) => mirror !== null) ||
      one.topology.databases.some(({ backupStore }) => backupStore?.mirror)),
  "mirrored-only": ({ topology }) =>
    topology.databases.some(({ mirroring, logShipping }) => mirroring !== null && logShipping === null),
  "shipped-only": ({ topology, paths }) =>
    topology.databases.some(({ mirroring, logShipping }) => mirroring === null && logShipping !== null) &&
    /04-databases\/.*\/40-.*\.primary-only\.sql/.test(paths),
  "mirrored-and-shipped": ({ topology, paths }) =>
    topology.databases.some(({ mirroring, logShipping }) => mirroring !== null && logShipping !== null) &&
    /05-mirror-as-primary\/.*\/20-.*\.primary-only\.sql/.test(paths),
  "several-databases": ({ topology }) => topology.databases.length >= 2 && topology.databases.length <= 4,
  "several-secondaries": (one) =>
    shipments(one).some((shipping) => new Set(shipping.secondaries.map(({ server }) => server.id)).size >= 2) &&
    new Set(one.paths.match(/55-sql-\w+\..*\.secondary\.sql/g)).size >= 2,
  "shared-secondary": (one) =>
    shipments(one).some(
      ({ secondaries }) => new Set(secondaries.map(({ server }) => server.id)).size < secondaries.length,
    ) && one.paths.includes("Second_20copy"),
  linux: ({ topology, text }) => topology.servers.every(({ os }) => os === "linux") && text.includes("'/mnt/logship/"),
  "linux-primary": (one) => shipments(one).every(({ primary }) => primary.os === "linux"),
  "mixed-linux": (one) =>
    new Set(one.topology.servers.map(({ os }) => os)).size === 2 &&
    one.text.includes("'/mnt/logship/") &&
    one.text.includes("'\\\\fs1.contoso.com\\logship\\"),
  standby: ({ text }) => text.includes("@restore_mode = 1"),
  delay: ({ text }) => /@restore_delay = [1-9]/.test(text),
  "monitor-windows": ({ paths, text }) =>
    paths.includes("20-sql-m.monitor.sql") && text.includes("@monitor_server_security_mode = 1"),
  "monitor-sql-login": ({ paths, text }) =>
    paths.includes("20-sql-m.monitor.sql") && text.includes("@monitor_server_security_mode = 0"),
  witness: (one) =>
    mirrorings(one).some((mirroring) => mirroring.witness !== null) &&
    /SET WITNESS = N'TCP:|\$witnessFqdn|Witness/.test(one.text) &&
    one.paths.includes("10-sql-w.preflight.sql"),
  "high-performance": ({ text }) => text.includes("SET PARTNER SAFETY OFF; -- high-performance"),
  "standard-edition": ({ topology, text }) =>
    topology.servers.filter(({ id }) => id !== "sql-w").every(({ edition }) => edition === "standard") &&
    !text.includes("SET PARTNER SAFETY FULL; -- high-safety"),
  "already-restored": (one) => !hasStep(one, "restore"),
  "shared-seed": (one) => hasStep(one, "shared-seed"),
  "named-instance": ({ topology, text }) =>
    topology.servers.some(({ instance, host }) => instance !== null && text.includes(`${host}\\${instance}`)) ||
    topology.servers.some(({ instance, host, port }) => instance !== null && text.includes(`${host},${port}`)),
  "default-instance": ({ topology }) =>
    topology.servers.some(({ instance, serverName }) => instance === null && !serverName.includes("\\")),
  "address-with-port": ({ topology, text }) =>
    topology.servers.some(({ host, port }) => port !== null && text.includes(`-S "${host},${port}"`)),
  "ip-host": ({ topology, text }) =>
    topology.servers.every(({ host }) => /^10\.|^fd00:/.test(host)) && /-S "(10\.|fd00:)/.test(text),
  "hostile-name": ({ topology, text }) =>
    topology.servers.some(({ site }) => site.includes('"')) &&
    /it''s \[50%\] ü 数据|Mirroring "x" O|svc-o''agent/.test(text),
  "case-sensitive-collation": ({ topology }) =>
    topology.servers.every(({ collation }) => collation === "Latin1_General_CS_AS"),
  "version-2008R2": isVersion("2008R2"),
  "version-2012": isVersion("2012"),
  "version-2014": isVersion("2014"),
  "version-2016": isVersion("2016"),
  "version-2017": isVersion("2017"),
  "version-2019": isVersion("2019"),
  "version-2022": isVersion("2022"),
  "version-2025": isVersion("2025"),
  "newer-secondary": (one) =>
    shippings(one.topology).some(
      ({ logShipping, secondary }) =>
        VERSIONS.indexOf(secondary.server.version) > VERSIONS.indexOf(logShipping.primary.version),
    ),
  "connection-options": ({ text }) => /@(primary|secondary)_connection_options = N'Encrypt=/.test(text),
  "other-database-name": (one) =>
    one.topology.databases.some(({ name, logShipping }) =>
      logShipping?.secondaries.some(({ database }) => database !== name),
    ) && /55-sql-c\..*Copy_20\d_20of.*\.secondary\.sql/.test(one.paths),
  "data-paths": (one) =>
    secondaries(one).some(({ dataPath, logPath }) => dataPath !== null && logPath !== null) &&
    /'(E:\\Data|\/var\/opt\/mssql\/data)/.test(one.text),
  "local-path": ({ text }) => /@backup_directory = N'(G:\\LogShip|\/var\/opt\/mssql\/backup)/.test(text),
  "local-service-accounts": ({ topology }) =>
    topology.servers.some(({ engineAccount }) =>
      /^(NT SERVICE\\.*|local-system|network-service|.*\$)$/.test(engineAccount),
    ),
  "different-accounts": (one) =>
    mirrorings(one).some(({ principal, mirror }) => principal.engineAccount !== mirror.engineAccount) &&
    one.text.includes("CONTOSO\\svc-sql-b"),
  "job-owner": ({ text }) => /N'CONTOSO\\(dba|O''Brien\])'/.test(text),
  "job-names": ({ text }) => /@backup_job_name = N'Back up /.test(text) && /@copy_job_name = N'Copy /.test(text),
  "alert-off": ({ text }) => text.includes("@threshold_alert_enabled = 0"),
  "alert-error": ({ text }) => /@threshold_alert = (?!1442[01])\d{5}/.test(text),
  compression: ({ text }) => /@backup_compression = [01]/.test(text),
  "restore-one-by-one": ({ text }) =>
    text.includes("@restore_all = 0") && /@block_size = \d/.test(text) && /@max_transfer_size = \d/.test(text),
  profiles: ({ yaml, text }) =>
    /^defaults:\n {2}servers:/m.test(yaml) &&
    /^profiles:/m.test(yaml) &&
    /^ {4}profile: /m.test(yaml) &&
    !text.includes("logship\\<database>"),
  "schedule-every-seconds": every("s", 2),
  "schedule-every-minutes": every("m", 4),
  "schedule-every-hours": every("h", 8),
  "schedule-window": (one) =>
    schedulesOf(one).some(({ time }) => time.kind === "every" && time.from !== "00:00:00") &&
    /@active_start_time = (60000|1|220000)\b/.test(one.text),
  "schedule-at": (one) =>
    schedulesOf(one).some(({ time }) => time.kind === "at") && one.text.includes("@freq_subday_type = 1"),
  "schedule-every-days": (one) =>
    schedulesOf(one).some((schedule) => schedule.days.kind === "daily" && schedule.days.everyDays > 1) &&
    /@freq_interval = ([2-9]|10)\b/.test(one.text),
  "schedule-weekly": days("weekly", 8),
  "schedule-monthly": days("monthly", 16),
  "schedule-monthly-relative": days("monthly-relative", 32),
  "schedule-disabled": (one) => schedulesOf(one).some(({ enabled }) => !enabled) && one.text.includes("@enabled = 0"),
  "schedule-dates": ({ text }) => /@active_start_date = 20\d{6}/.test(text) && /@active_end_date = 20\d{6}/.test(text),
};

describe("the sampled topologies", () => {
  // They were compiled above; one with an error has failed there.
  it.each(FEATURES)("have %s, where it shows", (feature) => {
    const having = samples.filter(({ features }) => features.includes(feature));
    expect(having).not.toHaveLength(0);
    expect(having.filter((one) => !shows[feature](one)).map(({ yaml }) => yaml)).toEqual([]);
  });

  it("have every feature among the first 24, with any seed", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const seen = new Set(sampleTopologies(24, seed).flatMap(({ features }) => features));
      expect(
        FEATURES.filter((feature) => !seen.has(feature)),
        `seed ${seed}`,
      ).toEqual([]);
    }
  });

  it("are mostly of plain SQL Server", () => {
    const plain = samples.filter(({ topology }) => topology.platform === "sql-server");
    expect(plain.length).toBeGreaterThan(samples.length / 2);
  });

  it("are the same for the same seed, and others for another", () => {
    expect(sampleTopologies(5, 7)).toEqual(sampleTopologies(5, 7));
    expect(sampleTopologies(5, 7)).not.toEqual(sampleTopologies(5, 8));
  });

  it("have partners of one version, and secondaries that are never older", () => {
    for (const { topology } of samples) {
      for (const { principal, mirror, witness } of sessions(topology)) {
        expect(mirror.server.version).toBe(principal.server.version);
        if (witness) expect(witness.server.version).toBe(principal.server.version);
      }
      for (const { logShipping, secondary } of shippings(topology)) {
        const [from, to] = [logShipping.primary, secondary.server].map(({ version }) => VERSIONS.indexOf(version));
        if (secondary.restore.mode === "standby") expect(to).toBe(from);
        else expect(to).toBeGreaterThanOrEqual(from!);
      }
    }
  });

  it("have every kind of a service account", () => {
    const engines = samples.flatMap(({ topology }) => topology.servers);
    const kinds = new Set(engines.map(engineAccountKind));
    expect([...kinds].sort()).toEqual(["domain", "local", "local-system", "network-service", "virtual"]);
    expect(engines.some(({ engineAccount }) => engineAccount.endsWith("$"))).toBe(true);
    expect(engines.some(({ agentAccount }) => agentAccount.startsWith("NT SERVICE\\SQLAgent$"))).toBe(true);
  });

  it("have Linux as a primary and as a secondary of the other system", () => {
    const pairs = samples.flatMap(({ topology }) =>
      shippings(topology).map(({ logShipping, secondary }) => `${logShipping.primary.os} to ${secondary.server.os}`),
    );
    expect([...new Set(pairs)].sort()).toEqual([
      "linux to linux",
      "linux to windows",
      "windows to linux",
      "windows to windows",
    ]);
  });

  it("have mirrors and secondaries that are there already", () => {
    expect(samples.flatMap(mirrorings).some(({ initialize }) => initialize === "already-restored")).toBe(true);
    expect(samples.flatMap(secondaries).some(({ initialize }) => initialize === "already-restored")).toBe(true);
  });

  it("have several databases of one primary on one secondary", () => {
    const shared = samples.filter(({ topology }) => {
      const pairs = shippings(topology).map(({ database, logShipping, secondary }) => ({
        pair: `${logShipping.primary.id} ${secondary.server.id}`,
        name: database.name,
      }));
      return pairs.some(({ pair, name }) => pairs.some((other) => other.pair === pair && other.name !== name));
    });
    expect(shared).not.toHaveLength(0);
  });

  it("have databases that only a case-sensitive server tells apart", () => {
    const twins = samples.filter(
      ({ topology: { databases } }) => new Set(databases.map(({ name }) => name.toLowerCase())).size < databases.length,
    );
    expect(twins).not.toHaveLength(0);
    for (const { features } of twins) expect(features).toContain("case-sensitive-collation");
  });

  it.each(["'", '"', "[", "]", "%", " ", ";", "--", "/*", "*/", "ü", "库", "‘", "{{", "|", "$", "`", "<"])(
    "have %s in the name of a database",
    (text) => {
      const names = samples.flatMap(({ topology }) => topology.databases.map(({ name }) => name));
      expect(names.filter((name) => name.includes(text))).not.toHaveLength(0);
    },
  );

  it("have names of databases that mean something to somebody else", () => {
    const names = samples.flatMap(({ topology }) => topology.databases.map(({ name }) => name));
    expect(names).toEqual(
      expect.arrayContaining(["GO", "null", "1.50", "CON", "__proto__", "constructor", "<database>", ":r x.sql"]),
    );
    expect(names.filter((name) => /DROP DATABASE|EXEC /.test(name))).not.toHaveLength(0);
  });

  it("have apostrophes and brackets in the names of jobs, schedules, endpoints and folders", () => {
    const hostile = /'.*\]|\].*'/;
    const backups = samples.flatMap(shipments).map(({ backup }) => backup);
    expect(backups.filter(({ job }) => hostile.test(job))).not.toHaveLength(0);
    expect(backups.filter(({ schedule }) => hostile.test(schedule.name))).not.toHaveLength(0);
    expect(backups.filter(({ share }) => hostile.test(share))).not.toHaveLength(0);
    expect(samples.flatMap(secondaries).filter(({ copy }) => hostile.test(copy.to))).not.toHaveLength(0);
    const endpoints = samples.flatMap(({ topology }) => topology.servers.flatMap(({ endpoint }) => endpoint ?? []));
    expect(endpoints.filter(({ name }) => hostile.test(name))).not.toHaveLength(0);
  });
});

describe("any generated topology", () => {
  it("compiles without errors, and shows what it says", () => {
    fc.assert(
      fc.property(topologies, (generated) => {
        const one = compiled(generated);
        expect(one.features.filter((feature) => !shows[feature](one))).toEqual([]);
      }),
      { numRuns: 100, seed: SEED },
    );
  });
});
