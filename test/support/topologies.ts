import fc from "fast-check";
import { stringify } from "yaml";
import type * as Document from "../../src/model/document.generated.ts";
import { defaultServerName } from "../../src/model/names.ts";
import { VERSIONS, type Version } from "../../src/model/topology.ts";

/** Everything that a generated topology can have, in the order in which {@link sampleTopologies} walks through it. */
export const FEATURES = [
  "skype-for-business-2015",
  "compliance",
  "backup-store",
  "secondary-mirror",
  "lync-server-2013",
  "sql-server",
  "mirrored-only",
  "shipped-only",
  "mirrored-and-shipped",
  "several-databases",
  "several-secondaries",
  "shared-secondary",
  "linux",
  "linux-primary",
  "mixed-linux",
  "standby",
  "delay",
  "monitor-windows",
  "monitor-sql-login",
  "witness",
  "high-performance",
  "standard-edition",
  "already-restored",
  "shared-seed",
  "named-instance",
  "default-instance",
  "address-with-port",
  "ip-host",
  "hostile-name",
  "case-sensitive-collation",
  "version-2008R2",
  "version-2012",
  "version-2014",
  "version-2016",
  "version-2017",
  "version-2019",
  "version-2022",
  "version-2025",
  "newer-secondary",
  "connection-options",
  "other-database-name",
  "data-paths",
  "local-path",
  "local-service-accounts",
  "different-accounts",
  "job-owner",
  "job-names",
  "alert-off",
  "alert-error",
  "compression",
  "restore-one-by-one",
  "profiles",
  "schedule-every-seconds",
  "schedule-every-days",
  "schedule-every-minutes",
  "schedule-weekly",
  "schedule-every-hours",
  "schedule-monthly",
  "schedule-at",
  "schedule-monthly-relative",
  "schedule-window",
  "schedule-disabled",
  "schedule-dates",
] as const;

/** Something that a topology has and that a test may want to see. */
export type Feature = (typeof FEATURES)[number];

/** A valid topology. */
export interface GeneratedTopology {
  /** The file's text. It compiles without errors; it may have warnings. */
  readonly yaml: string;
  /** What it has, in the order of {@link FEATURES}. What is not listed it may have by chance. */
  readonly features: readonly Feature[];
}

type Wish = ReadonlySet<Feature>;
type Kind = "mirrored-only" | "shipped-only" | "mirrored-and-shipped";
type Platform = Document.TopologyDocument["platform"];
type Plain = Readonly<Record<string, unknown>>;

const KINDS: readonly Kind[] = ["mirrored-only", "shipped-only", "mirrored-and-shipped"];
const PLATFORMS: readonly Platform[] = ["sql-server", "skype-for-business-2015", "lync-server-2013"];
const TIMES: readonly Feature[] = [
  "schedule-every-seconds",
  "schedule-every-minutes",
  "schedule-every-hours",
  "schedule-at",
];
const DAYS: readonly Feature[] = [
  "schedule-every-days",
  "schedule-weekly",
  "schedule-monthly",
  "schedule-monthly-relative",
];

/** What only a mirrored database has. */
const NEEDS_MIRRORING: readonly Feature[] = ["witness", "high-performance", "different-accounts"];
/** What only a shipped database has. */
const NEEDS_SHIPPING: readonly Feature[] = [
  "several-secondaries",
  "shared-secondary",
  "secondary-mirror",
  "mixed-linux",
  "standby",
  "delay",
  "monitor-windows",
  "monitor-sql-login",
  "newer-secondary",
  "connection-options",
  "other-database-name",
  "data-paths",
  "job-owner",
  "job-names",
  "alert-off",
  "alert-error",
  "compression",
  "restore-one-by-one",
  ...TIMES,
  ...DAYS,
  "schedule-window",
  "schedule-disabled",
  "schedule-dates",
];
/** Where the primary runs on Linux, which knows no mirroring: everywhere, or with Windows as the secondary. */
const LINUX_PRIMARIES: readonly Feature[] = ["linux", "linux-primary"];
/** Those with Linux in some place. */
const LINUX: readonly Feature[] = [...LINUX_PRIMARIES, "mixed-linux"];
/** What only a database has that is shipped and not mirrored. */
const NEEDS_LONE_PRIMARY: readonly Feature[] = ["local-path", ...LINUX_PRIMARIES];
/** What belongs to the Skype platforms. */
const CHAT_ONLY: readonly Feature[] = ["compliance", "backup-store"];
/** What Persistent Chat refuses, or what its tools cannot handle. */
const NOT_FOR_CHAT: readonly Feature[] = [
  "shared-seed",
  "several-secondaries",
  "shared-secondary",
  ...LINUX,
  "standby",
  "delay",
  "high-performance",
  "ip-host",
  "connection-options",
  "other-database-name",
];
const VERSION_FEATURES = VERSIONS.map((version): Feature => `version-${version}`);

/** Of each of these a topology has one at most. */
const EXCLUSIVE: readonly (readonly Feature[])[] = [
  PLATFORMS,
  VERSION_FEATURES,
  ["monitor-windows", "monitor-sql-login"],
  [...LINUX, "secondary-mirror"],
  ["witness", "high-performance"],
  ["standard-edition", "high-performance"],
  ["shared-seed", "already-restored"],
  // One path for all servers.
  ["shared-seed", "mixed-linux", "linux-primary"],
  ["standby", "newer-secondary"],
  ["connection-options", "newer-secondary"],
  ["local-service-accounts", "different-accounts", "linux"],
];

/** How the Skype platforms' support reaches; outside of it there is a warning for each server. */
const CHAT_VERSIONS: Readonly<Partial<Record<Platform, readonly Version[]>>> = {
  "skype-for-business-2015": ["2008R2", "2012", "2014", "2016", "2017", "2019"],
  "lync-server-2013": ["2008R2", "2012"],
};

const PLAIN_NAMES: readonly string[] = ["Sales", "Stock_2", "Web-Shop", "Ledger", "HR data", "Archive"];

/** Names that break out of a literal, a bracket, a comment, a format, a table of Markdown, a template or a key of YAML. */
const HOSTILE_NAMES: readonly string[] = [
  "O'Brien's \"50%\" [db]]",
  "x'; DROP DATABASE master; --",
  "N'x') EXEC sp_who; /*",
  "*/ a]b[c --",
  "Zürich 数据库 😀",
  "%s %d %% %1",
  "‘smart’ “quotes” –",
  "{{sql name}} <b>&amp;</b> `x` | y",
  "$env:PATH `$x $1 $& @(1)",
  "a, b = c; d: e # f",
  "- [x] *y* _z_",
  "GO",
  "null",
  "1.50",
  "CON",
  "__proto__",
  "constructor",
  " leading blank",
  `Long ${"D".repeat(70)}`,
  ":r x.sql",
  "<database>",
];

/** Folders and jobs: what Windows allows in a path, and no more. */
const HOSTILE_WORDS = "it's [50%] ü 数据";
const HOSTILE_QUOTES = '"x" O\'Brien]';

const CASE_SENSITIVE = "Latin1_General_CS_AS";
const INSTANCES: readonly string[] = ["RTC", "O_BRIEN$1", "Erp"];
const GMSA = "CONTOSO\\gmsa-sql$";
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const RELATIVE_DAYS = [...WEEKDAYS, "day", "weekday", "weekend-day"] as const;
const WEEKS = ["first", "second", "third", "fourth", "last"] as const;

const index = fc.nat({ max: 1000 });
const every = fc.integer({ min: 1, max: 4 });
/** All that is drawn besides the features: the numbers and words of each. */
const drawnValues = fc.record({
  number: fc.nat({ max: 99_999 }),
  kind: index,
  version: index,
  newer: index,
  account: index,
  slot: index,
  databases: fc.integer({ min: 2, max: 4 }),
  secondaries: fc.integer({ min: 2, max: 3 }),
  names: fc.shuffledSubarray([...PLAIN_NAMES], { minLength: 4 }),
  hostileNames: fc.shuffledSubarray([...HOSTILE_NAMES], { minLength: 4 }),
  edition: fc.constantFrom("enterprise" as const, "developer" as const),
  domain: fc.constantFrom("contoso.com", "sql.corp.contoso.com", "münchen.contoso.com"),
  ipv6: fc.boolean(),
  reversed: fc.boolean(),
  expressWitness: fc.boolean(),
  chatEndpoint: fc.boolean(),
  statesServerName: fc.boolean(),
  statesDefaultInstance: fc.boolean(),
  mixedEncryption: fc.boolean(),
  timeout: fc.constantFrom("5s", "10s", "20s", "2m"),
  backupRetention: fc.constantFrom("72h", "4320m", "7d", "1440m"),
  copyRetention: fc.constantFrom("72h", "36h", "14d"),
  alertAfter: fc.constantFrom("45m", "3h", "86400s", "200d"),
  history: fc.constantFrom("96h", "7d", "61m"),
  surviveOutage: fc.option(fc.constantFrom("24h", "36h"), { nil: null }),
  delay: fc.constantFrom("30m", "4h", "1d"),
  disconnectUsers: fc.boolean(),
  compression: fc.constantFrom("compressed" as const, "uncompressed" as const),
  blockSize: fc.constantFrom(512, 4096, 65_536),
  bufferCount: fc.integer({ min: 1, max: 64 }),
  maxTransferSize: fc.integer({ min: 1, max: 64 }).map((times) => times * 65_536),
  alertError: fc.integer({ min: 50_001, max: 2_147_483_647 }),
  seconds: fc.integer({ min: 10, max: 59 }),
  // 15 would not show: it is the default.
  minutes: fc.integer({ min: 1, max: 59 }).filter((minutes) => minutes !== 15),
  hours: fc.integer({ min: 1, max: 12 }),
  at: fc.constantFrom("00:00", "02:30", "23:59:59"),
  // The last is a window over midnight.
  window: fc.constantFrom(
    { from: "06:00", until: "22:30" },
    { from: "00:00:01", until: "23:59:59" },
    { from: "22:00", until: "04:00" },
  ),
  everyDays: fc.integer({ min: 2, max: 10 }),
  weekly: fc.record({ days: fc.shuffledSubarray([...WEEKDAYS], { minLength: 1 }), every }),
  monthly: fc.record({ day: fc.integer({ min: 1, max: 31 }), every }),
  monthlyRelative: fc.record({
    weekday: fc.constantFrom(...RELATIVE_DAYS),
    week: fc.constantFrom(...WEEKS),
    every,
  }),
  dates: fc.constantFrom(
    { startDate: "2026-01-31", endDate: "2030-12-31" },
    { startDate: "2028-02-29", endDate: "2028-02-29" },
  ),
});
type Values = typeof drawnValues extends fc.Arbitrary<infer T> ? T : never;

/** An item of a list that is not empty, by any number. */
function pick<T>(items: readonly T[], at: number): T {
  const item = items[at % items.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

const has = (wish: Wish, among: readonly Feature[]): boolean => among.some((feature) => wish.has(feature));

const platformOf = (wish: Wish): Platform =>
  PLATFORMS.find((platform) => wish.has(platform)) ?? (has(wish, CHAT_ONLY) ? "skype-for-business-2015" : "sql-server");

/** The versions that any server may have. */
function rangeOf(wish: Wish): readonly Version[] {
  const range = CHAT_VERSIONS[platformOf(wish)] ?? VERSIONS;
  return has(wish, LINUX) ? range.slice(range.indexOf("2017")) : range;
}

/** The versions that the primary may have. */
function versionsFor(wish: Wish): readonly Version[] {
  const range = rangeOf(wish);
  const isStated = has(wish, VERSION_FEATURES);
  return range.filter(
    (version) =>
      (!isStated || wish.has(`version-${version}`)) &&
      !(wish.has("newer-secondary") && version === range.at(-1)) &&
      !(wish.has("connection-options") && version !== "2025"),
  );
}

const ships = (kind: Kind): boolean => kind !== "mirrored-only";
const mirrors = (kind: Kind): boolean => kind !== "shipped-only";

/** What the databases have to be so that each wish has one that can show it; none where any would do. */
function kindsOf(wish: Wish): readonly Kind[] {
  const kinds = KINDS.filter((kind) => wish.has(kind));
  if (has(wish, NEEDS_LONE_PRIMARY) && !kinds.includes("shipped-only")) kinds.push("shipped-only");
  const ship = has(wish, NEEDS_SHIPPING) && !kinds.some(ships);
  const mirror = has(wish, NEEDS_MIRRORING) && !kinds.some(mirrors);
  if (mirror) kinds.push(ship ? "mirrored-and-shipped" : "mirrored-only");
  else if (ship) kinds.push("shipped-only");
  return kinds;
}

/** Whether one topology can have all of it. */
function isPossible(wish: Wish): boolean {
  const count = (among: readonly Feature[]): number => among.filter((feature) => wish.has(feature)).length;
  if (EXCLUSIVE.some((group) => count(group) > 1)) return false;
  // A database has three schedules, and each of them one time of day and one kind of days.
  if (count(TIMES) > 3 || count(DAYS) > 3) return false;
  if (versionsFor(wish).length === 0) return false;
  const kinds = kindsOf(wish);
  if (platformOf(wish) === "sql-server") {
    if (has(wish, CHAT_ONLY)) return false;
    return !has(wish, LINUX_PRIMARIES) || kinds.every((kind) => kind === "shipped-only");
  }
  // Of the two databases one is mirrored only.
  return !has(wish, NOT_FOR_CHAT) && kinds.filter((kind) => kind !== "mirrored-only").length <= 1;
}

/** As many of the features, from the first on, as one topology can have; `most` at the most. */
function possible(wanted: Iterable<Feature>, most: number, given: Wish = new Set()): Wish {
  let wish = given;
  for (const feature of wanted) {
    if (wish.size - given.size >= most) break;
    const more = new Set([...wish, feature]);
    if (isPossible(more)) wish = more;
  }
  return wish;
}

interface DatabaseDesign {
  readonly name: string;
  readonly number: number;
  readonly kind: Kind;
  readonly primary: ServerRole;
  /** What stands for the database in paths. */
  readonly folder: string;
  /** What stands for the database in the names of jobs. */
  readonly tag: string;
}

type ServerRole = "sql-a" | "sql-b" | "sql-w" | "sql-c" | "sql-d" | "sql-e" | "sql-c2" | "sql-m";

const SECONDARIES: readonly ServerRole[] = ["sql-c", "sql-d", "sql-e"];
const PRIMARY_SITE: readonly ServerRole[] = ["sql-a", "sql-b", "sql-w"];

/** All that is decided before anything is written. */
interface Design {
  readonly wish: Wish;
  readonly values: Values;
  readonly platform: Platform;
  readonly version: Version;
  readonly secondaryVersion: Version;
  readonly databases: readonly DatabaseDesign[];
  readonly secondaries: readonly ServerRole[];
  readonly linux: ReadonlySet<ServerRole>;
  readonly options: boolean;
  /** The servers that take part in a mirroring session, now or after a disaster. */
  readonly mirroring: ReadonlySet<ServerRole>;
  readonly servers: readonly ServerRole[];
}

const isMirrored = ({ kind }: DatabaseDesign): boolean => mirrors(kind);
const isShipped = ({ kind }: DatabaseDesign): boolean => ships(kind);
const isChat = ({ platform }: Design): boolean => platform !== "sql-server";

function swapCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}

function databasesOf(wish: Wish, values: Values): readonly DatabaseDesign[] {
  const stated = kindsOf(wish);
  const kinds = stated.length > 0 ? stated : [pick(KINDS, values.kind)];
  if (platformOf(wish) !== "sql-server") {
    const kind = kinds.find((one) => one !== "mirrored-only") ?? "mirrored-only";
    const compliance = has(wish, ["compliance", "backup-store", "several-databases"]) || kinds.length > 1;
    const common = { primary: "sql-a", folder: "<database>", tag: "<database>" } as const;
    const mgc: DatabaseDesign = { name: "mgc", number: 0, kind, ...common };
    return compliance ? [mgc, { name: "mgccomp", number: 1, kind: "mirrored-only", ...common }] : [mgc];
  }
  const hostile = wish.has("hostile-name");
  // Several names, for none is hostile to everything.
  const count = Math.max(kinds.length, hostile || wish.has("several-databases") ? values.databases : 1);
  const names = (hostile ? values.hostileNames : values.names).slice(0, count);
  const first = names[0] ?? "";
  // Two databases that a server with such a collation tells apart.
  const twins = wish.has("case-sensitive-collation") && count > 1 && swapCase(first) !== first;
  if (twins) names[1] = swapCase(first);
  return names.map((name, number) => {
    const kind = pick(kinds, number);
    return {
      name,
      number,
      kind,
      primary: kind !== "shipped-only" && values.reversed && number % 2 === 1 ? "sql-b" : "sql-a",
      folder: hostile || twins ? `db${number}` : "<database>",
      tag: twins ? String(number) : "<database>",
    };
  });
}

function design(wish: Wish, values: Values): Design {
  const platform = platformOf(wish);
  const version = pick(versionsFor(wish), values.version);
  const later = rangeOf(wish).slice(rangeOf(wish).indexOf(version) + 1);
  const secondaryVersion = wish.has("newer-secondary") ? pick(later, values.newer) : version;
  const databases = databasesOf(wish, values);
  const mirrored = databases.filter(isMirrored);
  const shipped = databases.some(isShipped);
  const secondaries = shipped ? SECONDARIES.slice(0, wish.has("several-secondaries") ? values.secondaries : 1) : [];

  const mirroring = new Set<ServerRole>(mirrored.length > 0 ? ["sql-a", "sql-b"] : []);
  if (wish.has("witness")) mirroring.add("sql-w");
  if (wish.has("secondary-mirror")) for (const role of ["sql-c", "sql-c2"] as const) mirroring.add(role);
  const servers = new Set<ServerRole>(["sql-a", ...mirroring, ...secondaries]);
  if (wish.has("backup-store")) servers.add("sql-c");
  if (has(wish, ["monitor-windows", "monitor-sql-login"])) servers.add("sql-m");

  const onLinux: Iterable<ServerRole> = wish.has("linux")
    ? servers
    : [
        ...(wish.has("linux-primary") ? (["sql-a"] as const) : []),
        ...(wish.has("mixed-linux") ? (["sql-c"] as const) : []),
      ];
  return {
    wish,
    values,
    platform,
    version,
    secondaryVersion,
    databases,
    secondaries,
    linux: new Set(onLinux),
    // SQL Server 2025 beside an older version cannot do without.
    options: wish.has("connection-options") || (secondaryVersion === "2025" && version !== "2025"),
    mirroring,
    servers: [...servers].sort(),
  };
}

/** The service accounts; of the several kinds each server has another. */
function accounts(
  plan: Design,
  role: ServerRole,
  instance: string | undefined,
): Pick<Document.Server, "engineAccount" | "agentAccount"> {
  const { wish, values, linux, mirroring } = plan;
  if (linux.has(role)) return { engineAccount: "mssql", agentAccount: "mssql" };
  const agentAccount = wish.has("hostile-name") ? "CONTOSO\\svc-o'agent" : "CONTOSO\\svc-agent";
  if (wish.has("different-accounts")) return { engineAccount: `CONTOSO\\svc-${role}`, agentAccount };
  if (!wish.has("local-service-accounts")) return { engineAccount: "CONTOSO\\svc-sql", agentAccount };
  const named = instance !== undefined && instance !== "MSSQLSERVER";
  const engines = [named ? `NT SERVICE\\MSSQL$${instance}` : "NT SERVICE\\MSSQLSERVER", "network-service", GMSA];
  // Neither an endpoint nor a primary that writes to a share can have Local System.
  const lone = !mirroring.has(role) && (role !== "sql-a" || wish.has("local-path"));
  const agents = [named ? `NT SERVICE\\SQLAgent$${instance}` : "NT SERVICE\\SQLSERVERAGENT", GMSA, "network-service"];
  const turn = values.account + plan.servers.indexOf(role);
  return {
    engineAccount: pick(lone ? ["local-system", ...engines] : engines, turn),
    agentAccount: pick(agents, turn),
  };
}

function siteOf(wish: Wish, role: ServerRole): string {
  if (PRIMARY_SITE.includes(role)) return wish.has("hostile-name") ? 'Zürich "1" | [O\'Brien]' : "east";
  return role === "sql-m" ? "middle" : "west";
}

function serverOf(plan: Design, role: ServerRole): Document.Server {
  const { wish, values } = plan;
  const number = plan.servers.indexOf(role);
  const label = role.replace("-", "");
  const isNamed = wish.has("named-instance") && !(wish.has("default-instance") && number % 2 === 0);
  const instance = isNamed ? pick(INSTANCES, number) : values.statesDefaultInstance ? "MSSQLSERVER" : undefined;
  const address = wish.has("ip-host");
  const machine = defaultServerName(label, isNamed ? (instance ?? null) : null);
  const witness = role === "sql-w";
  const hostile = wish.has("hostile-name");
  const version = PRIMARY_SITE.includes(role) ? plan.version : plan.secondaryVersion;
  // SQL Server 2025 calls it otherwise.
  const edition = values.edition === "developer" && version === "2025" ? "enterprise-developer" : values.edition;
  return {
    host: !address
      ? `${label}.${values.domain}`
      : values.ipv6 && number % 2 === 1
        ? `fd00::${11 + number}`
        : `10.1.0.${11 + number}`,
    ...(instance !== undefined && { instance }),
    ...(wish.has("address-with-port") && number % 2 === 0 && { port: 14_330 + number }),
    ...((address || values.statesServerName) && { serverName: machine }),
    site: siteOf(wish, role),
    version,
    edition: witness && values.expressWitness ? "express" : wish.has("standard-edition") ? "standard" : edition,
    ...(plan.linux.has(role) && { os: "linux" as const }),
    ...(wish.has("case-sensitive-collation") && { collation: CASE_SENSITIVE }),
    ...accounts(plan, role, instance),
    ...(plan.mirroring.has(role) &&
      (!isChat(plan) || values.chatEndpoint) && {
        endpoint: {
          port: 5022 + number,
          ...(hostile && { name: `Mirroring ${HOSTILE_QUOTES}` }),
          ...(values.mixedEncryption && number % 2 === 0 && { encryption: "aes-rc4" as const }),
        },
      }),
  };
}

type Times = Pick<Document.Schedule, "every" | "at">;
type Days = Pick<Document.Schedule, "everyDays" | "weekly" | "monthly">;

/** The schedules of so many jobs, in their order; an empty one where a job keeps its default. */
function schedulesOf({ wish, values }: Design, jobs: number): readonly Document.Schedule[] {
  const times: readonly (readonly [Feature, Times])[] = [
    ["schedule-every-seconds", { every: `${values.seconds}s` }],
    ["schedule-every-minutes", { every: `${values.minutes}m` }],
    ["schedule-every-hours", { every: `${values.hours}h` }],
    ["schedule-at", { at: values.at }],
  ];
  const days: readonly (readonly [Feature, Days])[] = [
    ["schedule-every-days", { everyDays: values.everyDays }],
    ["schedule-weekly", { weekly: values.weekly }],
    ["schedule-monthly", { monthly: values.monthly }],
    ["schedule-monthly-relative", { monthly: values.monthlyRelative }],
  ];
  const schedules = Array.from({ length: jobs }, (): Document.Schedule => ({}));
  const add = (slot: number, more: Document.Schedule): void => {
    Object.assign(pick(schedules, slot), more);
  };
  for (const [turn, [, time]] of times.filter(([feature]) => wish.has(feature)).entries()) {
    add(values.slot + turn, time);
  }
  for (const [turn, [, day]] of days.filter(([feature]) => wish.has(feature)).entries()) {
    // From the other end, so that times and days meet in ever new pairs.
    add(values.slot + 2 * jobs - turn, day);
  }
  if (wish.has("schedule-disabled")) add(values.slot + 1, { enabled: false });
  if (wish.has("schedule-dates")) add(values.slot + 2, values.dates);
  if (wish.has("schedule-window")) {
    const within = schedules.filter(({ at }) => at === undefined);
    Object.assign(pick(within, values.slot), values.window);
  }
  return schedules;
}

/** A path of a server: a share or a drive of Windows, or a folder of Linux. */
function pathOf(plan: Design, linux: boolean, windowsRoot: string, linuxRoot: string, folder: string): string {
  const hostile = plan.wish.has("hostile-name");
  // Linux has nothing against a quotation mark in a name.
  if (linux) return [linuxRoot, ...(hostile ? [`${HOSTILE_WORDS} "x"`] : []), folder].join("/");
  return [windowsRoot, ...(hostile ? [HOSTILE_WORDS] : []), folder].join("\\");
}

function mirroringOf(plan: Design, { primary }: DatabaseDesign): Document.Mirroring {
  const { wish, values } = plan;
  const highPerformance = wish.has("high-performance");
  return {
    principal: primary,
    mirror: primary === "sql-a" ? "sql-b" : "sql-a",
    ...(wish.has("witness") && { witness: "sql-w" }),
    ...(highPerformance && { mode: "high-performance" as const }),
    ...(!highPerformance && !isChat(plan) && { timeout: values.timeout }),
    ...(wish.has("already-restored")
      ? { initialize: "already-restored" as const }
      : !wish.has("shared-seed") && { seedShare: pathOf(plan, false, "\\\\fs1.contoso.com", "", "mirror-seed") }),
    ...(wish.has("data-paths") && { dataPath: "E:\\Mirror\\Data", logPath: "F:\\Mirror\\Log\\" }),
  };
}

/** Where the log backups are, as a server of the one or the other system sees it. */
const shareOf = (plan: Design, { folder }: DatabaseDesign, linux: boolean): string =>
  pathOf(plan, linux, "\\\\fs1.contoso.com\\logship", "/mnt/logship", folder);

/** The default names of twins' jobs are alike but for case, which is refused whatever the collation. */
const statesJobs = ({ wish }: Design, { tag }: DatabaseDesign): boolean =>
  wish.has("job-names") || tag !== "<database>";

/** The jobs' schedules, in turn. */
interface Schedules {
  next(): { schedule?: Document.Schedule };
}

function schedulesInTurn(plan: Design): Schedules {
  const shipped = plan.databases.filter(isShipped).length;
  const made = shipped === 0 ? [] : schedulesOf(plan, shipped * (1 + 2 * plan.secondaries.length));
  let at = 0;
  return {
    next: () => {
      const schedule = { ...made[at++], ...(plan.wish.has("hostile-name") && { name: `Schedule ${HOSTILE_QUOTES}` }) };
      return Object.keys(schedule).length === 0 ? {} : { schedule };
    },
  };
}

function secondaryOf(
  plan: Design,
  database: DatabaseDesign,
  role: ServerRole,
  schedules: Schedules,
): Document.Secondary {
  const { wish, values, linux } = plan;
  const { folder, number, tag } = database;
  const onLinux = linux.has(role);
  const quotes = wish.has("hostile-name") ? `${HOSTILE_QUOTES} ` : "";
  const job = (what: string) => statesJobs(plan, database) && { job: `${what} ${quotes}${tag} on ${role}` };
  const path = (windows: string, unix: string) => pathOf(plan, onLinux, windows, unix, folder);
  return {
    server: role,
    ...(wish.has("other-database-name") && { database: `${quotes}Copy ${number} of ${tag}` }),
    ...(wish.has("already-restored") && { initialize: "already-restored" as const }),
    ...(wish.has("data-paths") && {
      dataPath: path("E:\\Data", "/var/opt/mssql/data"),
      logPath: path("F:\\Log", "/var/opt/mssql/log"),
    }),
    copy: {
      ...(onLinux !== linux.has(database.primary) && { from: shareOf(plan, database, onLinux) }),
      to: path("D:\\LogShip", "/var/opt/mssql/logship"),
      retention: values.copyRetention,
      ...job("Copy"),
      ...schedules.next(),
    },
    restore: {
      ...(wish.has("standby") && { mode: "standby" as const, disconnectUsers: values.disconnectUsers }),
      ...(wish.has("delay") && { delay: values.delay }),
      alertAfter: values.alertAfter,
      ...(wish.has("alert-off") && { alert: false }),
      ...(wish.has("alert-error") && { alertError: values.alertError }),
      ...(wish.has("restore-one-by-one") && {
        all: false,
        blockSize: values.blockSize,
        bufferCount: values.bufferCount,
        maxTransferSize: values.maxTransferSize,
      }),
      ...job("Restore"),
      ...schedules.next(),
    },
    ...(wish.has("secondary-mirror") &&
      role === "sql-c" && {
        mirror: { server: "sql-c2", seedShare: pathOf(plan, false, "\\\\fs2.contoso.com", "", "mirror-seed") },
      }),
    ...(plan.options && { connectionOptions: { secondary: "Encrypt=Strict;" } }),
  };
}

function secondariesOf(plan: Design, database: DatabaseDesign, schedules: Schedules): Document.Secondary[] {
  const made = plan.secondaries.map((role) => secondaryOf(plan, database, role, schedules));
  const [first] = made;
  if (first === undefined || !plan.wish.has("shared-secondary")) return made;
  // The two share the copy job and the restore job, each with its settings.
  const { mirror: _, ...alike } = first;
  return [...made, { ...alike, database: `Second copy ${database.number} of ${database.tag}` }];
}

function logShippingOf(plan: Design, database: DatabaseDesign, schedules: Schedules): Document.LogShipping {
  const { wish, values, linux } = plan;
  const { kind, primary, folder, tag } = database;
  const onLinux = linux.has(primary);
  const login = wish.has("monitor-sql-login");
  const monitored = login || wish.has("monitor-windows");
  const quotes = wish.has("hostile-name") ? `${HOSTILE_QUOTES} ` : "";
  return {
    ...(kind === "shipped-only" && { primary }),
    backup: {
      share: shareOf(plan, database, onLinux),
      ...(wish.has("local-path") &&
        kind === "shipped-only" && {
          localPath: pathOf(plan, onLinux, "G:\\LogShip", "/var/opt/mssql/backup", folder),
        }),
      retention: values.backupRetention,
      alertAfter: values.alertAfter,
      ...(wish.has("alert-off") && { alert: false }),
      ...(wish.has("alert-error") && { alertError: values.alertError }),
      ...(wish.has("compression") && { compression: values.compression }),
      ...(statesJobs(plan, database) && { job: `Back up ${quotes}${tag}` }),
      ...schedules.next(),
    },
    history: values.history,
    ...(monitored && {
      monitor: { server: "sql-m", authentication: login ? ("sql-login" as const) : ("windows" as const) },
    }),
    ...(wish.has("job-owner") && { jobOwner: wish.has("hostile-name") ? "CONTOSO\\O'Brien]" : "CONTOSO\\dba" }),
    ...(values.surviveOutage !== null && { surviveOutage: values.surviveOutage }),
    secondaries: secondariesOf(plan, database, schedules),
    ...(plan.options && {
      connectionOptions: {
        primary: "Encrypt=Mandatory;TrustServerCertificate=Yes;",
        ...(monitored && { monitor: "Encrypt=Mandatory;" }),
      },
    }),
  };
}

function databaseOf(plan: Design, database: DatabaseDesign, schedules: Schedules): Document.Database {
  const { wish } = plan;
  return {
    ...(isMirrored(database) && { mirroring: mirroringOf(plan, database) }),
    ...(isShipped(database) && { logShipping: logShippingOf(plan, database, schedules) }),
    ...(wish.has("shared-seed") && {
      seed: {
        share: pathOf(
          plan,
          plan.linux.has(database.primary),
          "\\\\fs1.contoso.com\\seed",
          "/mnt/seed",
          database.folder,
        ),
        stripes: 1 + (database.number % 3),
        ...(wish.has("compression") && { compression: plan.values.compression }),
      },
    }),
    ...(wish.has("backup-store") &&
      database.name === "mgccomp" && {
        backupStore: {
          server: "sql-c",
          ...(wish.has("secondary-mirror") && { mirror: { server: "sql-c2" } }),
        },
      }),
  };
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What two maps have in common, at any depth. */
function common(a: Plain, b: Plain): Plain {
  return Object.fromEntries(
    Object.entries(a).flatMap(([key, value]): [string, unknown][] => {
      const other = b[key];
      if (isSame(value, other)) return [[key, value]];
      if (!isPlain(value) || !isPlain(other)) return [];
      const shared = common(value, other);
      return Object.keys(shared).length === 0 ? [] : [[key, shared]];
    }),
  );
}

/** A map without what a default gives it. */
function without(map: Plain, given: Plain): Plain {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]): [string, unknown][] => {
      if (!(key in given)) return [[key, value]];
      const other = given[key];
      if (isSame(value, other)) return [];
      if (!isPlain(value) || !isPlain(other)) return [[key, value]];
      const own = without(value, other);
      return Object.keys(own).length === 0 ? [] : [[key, own]];
    }),
  );
}

function shared(maps: readonly Plain[]): Plain {
  const [first = {}, ...others] = maps;
  return others.reduce(common, first);
}

/** The same topology with what its servers and databases have in common in defaults and profiles. */
function factored(plan: Design, servers: Plain, databases: ReadonlyMap<string, Plain>): Plain {
  const { history } = plan.values;
  const defaults = {
    servers: shared(Object.values(servers).filter(isPlain)),
    databases: { logShipping: { history } },
  };
  const profile = (kind: Kind): string => (plan.wish.has("hostile-name") ? `${kind} ${HOSTILE_QUOTES}` : kind);
  const profiles = new Map<string, Plain>();
  for (const kind of new Set(plan.databases.map((database) => database.kind))) {
    const members = plan.databases.filter((database) => database.kind === kind);
    const all = shared(members.map(({ name }) => databases.get(name) ?? {}));
    profiles.set(
      profile(kind),
      kind === "mirrored-only" ? { ...all, logShipping: "none" } : without(all, defaults.databases),
    );
  }
  return {
    defaults,
    profiles,
    servers: Object.fromEntries(
      Object.entries(servers).map(([id, server]) => [id, isPlain(server) ? without(server, defaults.servers) : server]),
    ),
    databases: new Map(
      plan.databases.map(({ name, kind }) => {
        const own = without(databases.get(name) ?? {}, profiles.get(profile(kind)) ?? {});
        return [name, { profile: profile(kind), ...without(own, defaults.databases) }];
      }),
    ),
  };
}

function persistentChatOf({ wish, values }: Design): Document.PersistentChat {
  const site = (number: number): string => (number % 2 === 0 ? siteOf(wish, "sql-a") : siteOf(wish, "sql-c"));
  return {
    pool: `pchat.${values.domain}`,
    servers: Array.from({ length: values.databases }, (_, number) => ({
      host: `pchat${number + 1}.${values.domain}`,
      site: site(number),
      active: number % 2 === 0,
    })),
  };
}

/** What is there without having been wished for, by the name of its feature. */
function withImplied(plan: Design): readonly Feature[] {
  const { wish, platform, version, databases, options } = plan;
  const all = new Set<Feature>([...wish, platform, `version-${version}`, ...databases.map(({ kind }) => kind)]);
  if (databases.length > 1) all.add("several-databases");
  if (databases.some(({ name }) => name === "mgccomp")) all.add("compliance");
  if (!wish.has("named-instance")) all.add("default-instance");
  if (wish.has("linux-primary")) all.add("mixed-linux");
  if (options) all.add("connection-options");
  if (databases.some((database) => isShipped(database) && statesJobs(plan, database))) all.add("job-names");
  return FEATURES.filter((feature) => all.has(feature));
}

function generate(wish: Wish, values: Values, name: string): GeneratedTopology {
  const plan = design(wish, values);
  const servers = Object.fromEntries(plan.servers.map((role): [string, Plain] => [role, { ...serverOf(plan, role) }]));
  const schedules = schedulesInTurn(plan);
  const databases = new Map(
    plan.databases.map((database): [string, Plain] => [database.name, { ...databaseOf(plan, database, schedules) }]),
  );
  const document = {
    version: 1,
    name,
    platform: plan.platform,
    ...(isChat(plan) && { persistentChat: persistentChatOf(plan) }),
    ...(wish.has("profiles") ? factored(plan, servers, databases) : { servers, databases }),
  };
  return {
    yaml: stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }),
    features: withImplied(plan),
  };
}

const besidesPlatforms = FEATURES.filter((feature) => !PLATFORMS.some((platform) => platform === feature));

/** What makes a topology. */
const drawn = fc.record({
  platform: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Platform>("sql-server") },
    { weight: 1, arbitrary: fc.constantFrom<Platform>("skype-for-business-2015", "lync-server-2013") },
  ),
  wanted: fc.shuffledSubarray([...besidesPlatforms], { maxLength: 20 }),
  values: drawnValues,
});

/** Valid topologies, most of them of plain SQL Server. They shrink towards fewer features. */
export const topologies: fc.Arbitrary<GeneratedTopology> = drawn.map(({ platform, wanted, values: chosen }) =>
  generate(possible(wanted, wanted.length, new Set([platform])), chosen, `generated-${chosen.number}`),
);

/** How many features a sample is made for; others come by chance. */
const WALK = 6;
const CHANCE = 5;
/** One in so many has hostile names: there are many of them, and mistakes about them are the worst. */
const OFTEN = 5;

/**
 * Topologies that walk through the features: each has some that none before it has, until all were there, and then again. Within
 * 24 topologies every feature occurs.
 *
 * @param count - how many
 * @param seed - the same seed gives the same topologies
 */
export function sampleTopologies(count: number, seed: number): GeneratedTopology[] {
  let pending: readonly Feature[] = FEATURES;
  let named = 0;
  const draws = fc.record({ order: fc.shuffledSubarray([...FEATURES], { minLength: FEATURES.length }), drawn });
  return fc.sample(draws, { numRuns: count, seed }).map(({ order, drawn: { wanted, values: chosen } }, at) => {
    const often: readonly Feature[] = at % OFTEN === OFTEN - 1 ? ["hostile-name"] : [];
    const walk = possible([...often, ...pending], WALK);
    const wish = possible(wanted, CHANCE, walk);
    // Hostile names are walked through as well, four by four.
    const renamed = wish.has("hostile-name") && platformOf(wish) === "sql-server";
    const hostileNames = [...HOSTILE_NAMES.slice(named), ...HOSTILE_NAMES];
    if (renamed) named = (named + 4) % HOSTILE_NAMES.length;
    const given = renamed ? { ...chosen, databases: 4, hostileNames } : chosen;
    const made = generate(wish, given, `sample-${at + 1}`);
    pending = pending.filter((feature) => !made.features.includes(feature));
    // Every further walk is another one, so that features meet others.
    if (pending.length === 0) pending = order;
    return made;
  });
}
