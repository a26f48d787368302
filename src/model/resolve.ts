import type { SourceEntry, SourceMap, SourceNode } from "../source/node.ts";
import { join } from "../source/pointer.ts";
import type * as Document from "./document.generated.ts";
import { duration, parseDuration } from "./duration.ts";
import { defaultNames, defaultServerName, forDatabase, isAddress } from "./names.ts";
import type {
  Backup,
  ConnectionOptions,
  Copy,
  Database,
  Duration,
  Endpoint,
  Extras,
  LogShipping,
  Mirroring,
  Monitor,
  PersistentChat,
  Pointer,
  Restore,
  Schedule,
  Secondary,
  Seed,
  Server,
  Share,
  Topology,
} from "./topology.ts";

/**
 * What happens to a part with something refused in it.
 * - `keep`: the default, or a stand-in, takes its place, and `onRead` is called when it is looked at.
 * - `drop`: the server or database is left out as a whole.
 */
export interface Resolving {
  readonly refused: "keep" | "drop";
  readonly onRead: () => void;
}

/**
 * The resolved topology of a merged document: every default and derived name in it, frozen. References are known to lead
 * somewhere, and what is missing is marked as refused, before this is called.
 */
export function resolve(merged: SourceMap, resolving: Resolving): Topology {
  const usable = soundness();
  const use = (node: SourceNode): node is SourceMap =>
    node.kind === "map" && (resolving.refused === "keep" || usable(node));
  const entriesOf = (key: string): [string, SourceMap][] => {
    const node = merged.entries.get(key)?.value;
    if (node?.kind !== "map") return [];
    return [...node.entries]
      .map(([name, entry]): [string, SourceNode] => [name, entry.value])
      .filter((pair): pair is [string, SourceMap] => use(pair[1]))
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  };
  const context: Context = { servers: new Map(), resolving };

  const databases = entriesOf("databases");
  const roles = endpointRoles(databases.map(([, node]) => node));
  for (const [id, node] of entriesOf("servers")) context.servers.set(id, resolveServer(id, node, roles, context));
  const top = reader<Document.TopologyDocument>(merged, "", context);
  const chat = merged.entries.get("persistentChat")?.value;
  const topology: Topology = top.seal({
    version: 1,
    name: top.text("name") ?? "",
    platform: top.text("platform") ?? "sql-server",
    servers: [...context.servers.values()],
    shares: entriesOf("shares").map(([path, node]) => resolveShare(path, node, context)),
    persistentChat: chat !== undefined && use(chat) ? resolveChat(chat, context) : null,
    databases: databases
      .map(([name, node]) => resolveDatabase(name, node, context))
      .filter((made) => made !== null)
      .sort((left, right) => left.priority - right.priority),
    x: extras([...merged.entries].filter(([key]) => key.startsWith("x-")).map(([key, entry]) => [key.slice(2), entry])),
  });
  // What was left out as a whole is not absent: of it nobody can say anything.
  const lost: string[] = chat?.kind === "map" && !use(chat) ? ["persistentChat"] : [];
  const stated = merged.entries.get("shares")?.value;
  if (stated?.kind === "map" && stated.entries.size > topology.shares.length) lost.push("shares");
  return deepFreeze(lost.length === 0 ? topology : watched(topology, lost, resolving.onRead));
}

/** Values of the user's own; what a list holds, or was refused, is left out. */
function extras(entries: readonly (readonly [string, SourceEntry])[]): Extras {
  return Object.fromEntries(
    entries.flatMap(([name, { value: node }]): [string, Extras[string]][] => {
      if (node.kind === "map") return [[name, extras([...node.entries])]];
      if (node.kind !== "scalar") return [];
      // A change's number may begin with noughts.
      const isPlain = typeof node.value !== "number" || String(node.value) === node.text;
      return [[name, isPlain ? node.value : node.text]];
    }),
  );
}

interface Context {
  readonly servers: Map<string, Server>;
  readonly resolving: Resolving;
}

/** Whether nothing in a node was refused; each node is looked at once, however often it is shared. */
function soundness(): (node: SourceNode) => boolean {
  const known = new Map<SourceNode, boolean>();
  const sound = (node: SourceNode): boolean => {
    if (node.kind === "scalar") return true;
    if (node.kind === "refused") return false;
    const before = known.get(node);
    if (before !== undefined) return before;
    const children = node.kind === "list" ? node.items : [...node.entries.values()];
    const result = children.every((child) => sound(child.value));
    known.set(node, result);
    return result;
  };
  return sound;
}

/** Whether a document is whole: nothing in it was refused. */
export function isWhole(node: SourceNode): boolean {
  return soundness()(node);
}

type Key<T> = keyof T & string;
/** What a text can be once `none` is gone. */
type Word<V> = Exclude<Extract<V, string>, "none">;
type Part<V> = Exclude<Extract<V, object>, readonly unknown[]>;
type Item<V> = V extends readonly (infer I)[] ? I : never;

/** Access to a map's keys by the document's types; what is absent, `none` or refused is null. */
interface Reader<T> {
  readonly at: Pointer;
  text<K extends Key<T>>(key: K): Word<T[K]> | null;
  /** Text that may well be `none`: a host's name. */
  name(key: Key<T>): string;
  number(key: Key<T>): number | null;
  flag(key: Key<T>): boolean | null;
  length(key: Key<T>): Duration | null;
  server(key: Key<T>): Server | null;
  part<K extends Key<T>>(key: K): Reader<Part<T[K]>> | null;
  /** The part, or an empty one where it is absent. */
  parts<K extends Key<T>>(key: K): Reader<Part<T[K]>>;
  /** The list's texts. */
  words<K extends Key<T>>(key: K): Word<Item<T[K]>>[];
  /** The list's maps. */
  items<K extends Key<T>>(key: K): Reader<Part<Item<T[K]>>>[];
  has(key: Key<T>): boolean;
  /** Makes what stands in for refused values say when it is read; `names` tells which properties a key decides. */
  seal<M extends object>(made: M, names?: Readonly<Record<string, readonly string[]>>): M;
}

const EMPTY: SourceMap = {
  kind: "map",
  entries: new Map(),
  span: { start: 0, end: 0 },
  pointer: "",
  size: 1,
  depth: 1,
};

function reader<T>(map: SourceMap, at: Pointer, context: Context, database: string | null = null): Reader<T> {
  const node = (key: string): SourceNode | undefined => map.entries.get(key)?.value;
  const scalar = (key: string) => {
    const value = node(key);
    return value?.kind === "scalar" && value.value !== "none" ? value : null;
  };
  const text = <K extends Key<T>>(key: K): Word<T[K]> | null => {
    const value = scalar(key);
    if (value === null) return null;
    // Of a number its value and not how it is written: the version 2019 may stand as 2019.0.
    const written = String(value.value ?? "");
    // The schema made sure that it is one of the words.
    return (database === null ? written : forDatabase(written, database)) as Word<T[K]>;
  };
  const part = <K extends Key<T>>(key: K): Reader<Part<T[K]>> | null => {
    const value = node(key);
    return value?.kind === "map" ? reader(value, join(at, key), context, database) : null;
  };
  const list = (key: string): readonly SourceNode[] => {
    const value = node(key);
    return value?.kind === "list" ? value.items.map((item) => item.value) : [];
  };
  return {
    at,
    text,
    name: (key) => {
      const value = node(key);
      return value?.kind === "scalar" ? value.text : "";
    },
    number: (key) => {
      const value = scalar(key)?.value;
      return typeof value === "number" ? value : null;
    },
    flag: (key) => {
      const value = scalar(key)?.value;
      return typeof value === "boolean" ? value : null;
    },
    length: (key) => {
      const value = scalar(key);
      return value === null ? null : parseDuration(value.text);
    },
    server: (key) => context.servers.get(scalar(key)?.text ?? "") ?? null,
    part,
    parts: (key) => part(key) ?? reader(EMPTY, join(at, key), context, database),
    words: <K extends Key<T>>(key: K) =>
      list(key).flatMap((item) => (item.kind === "scalar" ? [item.text as Word<Item<T[K]>>] : [])),
    items: (key) =>
      list(key).flatMap((item, index) =>
        item.kind === "map" ? [reader(item, join(join(at, key), index), context, database)] : [],
      ),
    has: (key) => node(key) !== undefined,
    seal: (made, names = {}) => {
      const read: string[] = [];
      for (const [key, entry] of map.entries) {
        const list = entry.value.kind === "list" && entry.value.items.some((item) => item.value.kind === "refused");
        if (entry.value.kind === "refused" || list) read.push(...(names[key] ?? []), key);
      }
      // What lay below it was refused as a whole: it may have said any key that is missing here.
      if (map.incomplete)
        read.push(
          ...Object.keys(made).filter((key) => key !== "at" && key !== "id" && key !== "name" && !map.entries.has(key)),
        );
      return read.length === 0 ? made : watched(made, read, context.resolving.onRead);
    },
  };
}

/** The same object, which tells when one of these properties is read. */
function watched<T extends object>(made: T, keys: readonly string[], onRead: () => void): T {
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(made)) as T;
  for (const key of keys) {
    if (!Object.hasOwn(made, key) || isWatched(made, key)) continue;
    const value = made[key as keyof T];
    Object.defineProperty(copy, key, {
      enumerable: true,
      configurable: true,
      get: () => {
        onRead();
        return value;
      },
    });
  }
  return copy;
}

/** Whether a property stands in for something refused: what is derived from it does so too. */
function isWatched(made: object, key: string): boolean {
  return Object.getOwnPropertyDescriptor(made, key)?.get !== undefined;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}

/** What each server is in some database's mirroring, also in that which follows a disaster. */
function endpointRoles(databases: readonly SourceMap[]): ReadonlyMap<string, Endpoint["role"]> {
  const partners = new Set<string>();
  const witnesses = new Set<string>();
  const add = (set: Set<string>, node: SourceNode | undefined, key: string) => {
    const id = node?.kind === "map" ? node.entries.get(key)?.value : undefined;
    if (id?.kind === "scalar" && id.text !== "none") set.add(id.text);
  };
  /** A server that has a mirror of its own once it is needed, and that mirror. */
  const addPair = (node: SourceNode) => {
    const mirror = node.kind === "map" ? node.entries.get("mirror")?.value : undefined;
    if (mirror?.kind !== "map") return;
    add(partners, node, "server");
    add(partners, mirror, "server");
  };
  for (const database of databases) {
    const mirroring = database.entries.get("mirroring")?.value;
    add(partners, mirroring, "principal");
    add(partners, mirroring, "mirror");
    add(witnesses, mirroring, "witness");
    const shipping = database.entries.get("logShipping")?.value;
    const secondaries = shipping?.kind === "map" ? shipping.entries.get("secondaries")?.value : undefined;
    if (secondaries?.kind === "list") for (const item of secondaries.items) addPair(item.value);
    const store = database.entries.get("backupStore")?.value;
    if (store !== undefined) addPair(store);
  }
  const roles = new Map<string, Endpoint["role"]>();
  for (const id of partners) roles.set(id, "partner");
  for (const id of witnesses) roles.set(id, partners.has(id) ? "all" : "witness");
  return roles;
}

function resolveServer(
  id: string,
  node: SourceMap,
  roles: ReadonlyMap<string, Endpoint["role"]>,
  context: Context,
): Server {
  const read = reader<Document.Server>(node, join("/servers", id), context);
  const host = read.text("host") ?? "";
  const stated = read.text("instance");
  // The default instance has a name too, by which nothing is connected.
  const instance = stated === null || stated.toUpperCase() === "MSSQLSERVER" ? null : stated;
  const endpoint = read.part("endpoint");
  const names: Record<string, readonly string[]> = read.has("serverName")
    ? {}
    : { host: ["serverName"], instance: ["serverName"] };
  return read.seal<Server>(
    {
      at: read.at,
      id,
      host,
      instance,
      port: read.number("port"),
      serverName: read.text("serverName") ?? defaultServerName(host, instance),
      site: read.text("site") ?? "",
      version: read.text("version") ?? "2014",
      edition: read.text("edition") ?? "enterprise",
      os: read.text("os") ?? "windows",
      collation: read.text("collation"),
      engineAccount: read.text("engineAccount") ?? "",
      agentAccount: read.text("agentAccount") ?? "",
      endpoint: endpoint === null ? null : resolveEndpoint(endpoint, roles.get(id) ?? "partner", host),
    },
    names,
  );
}

function resolveEndpoint(read: Reader<Document.Endpoint>, role: Endpoint["role"], host: string): Endpoint {
  return read.seal<Endpoint>({
    at: read.at,
    name: read.text("name") ?? "Mirroring",
    port: read.number("port") ?? 0,
    role: read.text("role") ?? role,
    encryption: read.text("encryption") ?? "aes",
    authentication: read.text("authentication") ?? "windows",
    // Partners that dial an address need an endpoint that names it in place of ALL (CREATE ENDPOINT, LISTENER_IP).
    listenerIp: read.text("listenerIp") ?? (isAddress(host) ? host : null),
  });
}

function resolveShare(path: string, node: SourceMap, context: Context): Share {
  const read = reader<Document.Share>(node, join("/shares", path), context);
  return read.seal<Share>({ at: read.at, path, site: read.text("site") ?? "" });
}

function resolveChat(node: SourceMap, context: Context): PersistentChat {
  const read = reader<Document.PersistentChat>(node, "/persistentChat", context);
  return read.seal<PersistentChat>({
    at: read.at,
    pool: read.name("pool"),
    servers: read.items("servers").map((one) => {
      return one.seal({
        at: one.at,
        host: one.name("host"),
        site: one.name("site"),
        active: one.flag("active") ?? false,
      });
    }),
  });
}

/** Where a topology says nothing of a database's place. */
const DEFAULT_PRIORITY = 100;

/** Null where a server that it needs was left out. */
function resolveDatabase(name: string, node: SourceMap, context: Context): Database | null {
  const read = reader<Document.Database>(node, join("/databases", name), context, name);
  const lost: string[] = [];
  /** A part that is there but cannot be made: a server that it needs is not known. */
  const make = <K extends Key<Document.Database>, T>(
    key: K,
    resolvePart: (part: Reader<Part<Document.Database[K]>>) => T | null,
  ): T | null => {
    const part = read.part(key);
    if (part === null) return null;
    const made = resolvePart(part);
    if (made === null) lost.push(key);
    return made;
  };
  const mirroring = make("mirroring", resolveMirroring);
  const logShipping = make("logShipping", (part) =>
    resolveLogShipping(part, name, mirroring, context.resolving.onRead),
  );
  const seed = make("seed", resolveSeed);
  const backupStore = make("backupStore", (part) => {
    const server = part.server("server");
    if (server === null) return null;
    const mirror = part.part("mirror");
    return part.seal({ at: part.at, server, mirror: mirror?.server("server") ?? null }, {});
  });
  if (lost.length > 0 && context.resolving.refused === "drop") return null;
  const priority = read.number("priority") ?? DEFAULT_PRIORITY;
  const made = read.seal<Database>({ at: read.at, name, priority, mirroring, logShipping, seed, backupStore });
  return lost.length === 0 ? made : watched(made, lost, context.resolving.onRead);
}

function resolveMirroring(read: Reader<Document.Mirroring>): Mirroring | null {
  const principal = read.server("principal");
  const mirror = read.server("mirror");
  const witness = read.server("witness");
  if (principal === null || mirror === null) return null;
  if (read.text("witness") !== null && witness === null) return null;
  const initialize = read.text("initialize") ?? "full-backup";
  return read.seal<Mirroring>(
    {
      at: read.at,
      principal,
      mirror,
      witness,
      mode: read.text("mode") ?? "high-safety",
      timeout: read.length("timeout") ?? duration("10s"),
      seedShare: initialize === "already-restored" ? null : read.text("seedShare"),
      initialize,
      dataPath: read.text("dataPath"),
      logPath: read.text("logPath"),
    },
    { initialize: ["seedShare"] },
  );
}

function resolveSeed(read: Reader<Document.Seed>): Seed {
  return read.seal<Seed>({
    at: read.at,
    share: read.text("share") ?? "",
    compression: read.text("compression") ?? "server-default",
    stripes: read.number("stripes") ?? 1,
  });
}

function resolveLogShipping(
  read: Reader<Document.LogShipping>,
  database: string,
  mirroring: Mirroring | null,
  onRead: () => void,
): LogShipping | null {
  const primary = mirroring?.principal ?? read.server("primary");
  if (primary === null) return null;
  const monitor = read.part("monitor");
  const monitorServer = monitor?.server("server") ?? null;
  if (monitor !== null && monitorServer === null) return null;
  const backup = resolveBackup(read.parts("backup"), database, primary);
  const secondaries: Secondary[] = [];
  for (const one of read.items("secondaries")) {
    const made = resolveSecondary(one, read, database, primary, backup, onRead);
    if (made === null) return null;
    secondaries.push(made);
  }
  return read.seal<LogShipping>({
    at: read.at,
    primary,
    backup,
    history: read.length("history") ?? duration("96h"),
    monitor:
      monitor === null || monitorServer === null
        ? null
        : monitor.seal<Monitor>({
            at: monitor.at,
            server: monitorServer,
            authentication: monitor.text("authentication") ?? "windows",
          }),
    jobOwner: read.text("jobOwner"),
    surviveOutage: read.length("surviveOutage"),
    secondaries,
    connectionOptions: resolveConnectionOptions(read.parts("connectionOptions"), null),
  });
}

function resolveBackup(read: Reader<Document.Backup>, database: string, primary: Server): Backup {
  const share = read.text("share") ?? "";
  const localPath = read.text("localPath");
  return read.seal<Backup>(
    {
      at: read.at,
      share,
      directory: localPath ?? share,
      localPath,
      retention: read.length("retention") ?? duration("72h"),
      alertAfter: read.length("alertAfter") ?? duration("60m"),
      alert: read.flag("alert") ?? true,
      alertError: read.number("alertError") ?? 14420,
      compression: read.text("compression") ?? "server-default",
      job: read.text("job") ?? defaultNames.backupJob(database),
      schedule: resolveSchedule(read.parts("schedule"), defaultNames.backupSchedule(primary.serverName)),
    },
    { share: ["directory"], localPath: ["directory"] },
  );
}

function resolveSecondary(
  read: Reader<Document.Secondary>,
  shipping: Reader<Document.LogShipping>,
  database: string,
  primary: Server,
  backup: Backup,
  onRead: () => void,
): Secondary | null {
  const server = read.server("server");
  if (server === null) return null;
  const mirror = read.part("mirror");
  const mirrorServer = mirror?.server("server") ?? null;
  if (mirror !== null && mirrorServer === null) return null;
  return read.seal<Secondary>({
    at: read.at,
    server,
    database: read.text("database") ?? database,
    initialize: read.text("initialize") ?? "full-backup",
    dataPath: read.text("dataPath"),
    logPath: read.text("logPath"),
    copy: resolveCopy(read.parts("copy"), database, primary, backup, onRead),
    restore: resolveRestore(read.parts("restore"), database, primary, onRead),
    mirror:
      mirror === null || mirrorServer === null
        ? null
        : mirror.seal({
            at: mirror.at,
            server: mirrorServer,
            seedShare: mirror.text("seedShare"),
            backupShare: mirror.text("backupShare"),
          }),
    connectionOptions: resolveConnectionOptions(read.parts("connectionOptions"), shipping.parts("connectionOptions")),
  });
}

function resolveCopy(
  read: Reader<Document.Copy>,
  database: string,
  primary: Server,
  backup: Backup,
  onRead: () => void,
): Copy {
  const made = read.seal<Copy>({
    at: read.at,
    from: read.text("from") ?? backup.share,
    to: read.text("to") ?? "",
    retention: read.length("retention") ?? duration("72h"),
    job: read.text("job") ?? defaultNames.copyJob(primary.serverName, database),
    schedule: resolveSchedule(read.parts("schedule"), defaultNames.copySchedule),
  });
  const derived: string[] = [];
  if (!read.has("from") && isWatched(backup, "share")) derived.push("from");
  if (!read.has("job") && isWatched(primary, "serverName")) derived.push("job");
  return derived.length === 0 ? made : watched(made, derived, onRead);
}

function resolveRestore(
  read: Reader<Document.Restore>,
  database: string,
  primary: Server,
  onRead: () => void,
): Restore {
  const made = read.seal<Restore>({
    at: read.at,
    mode: read.text("mode") ?? "no-recovery",
    disconnectUsers: read.flag("disconnectUsers") ?? false,
    delay: read.length("delay") ?? duration("0m"),
    alertAfter: read.length("alertAfter") ?? duration("45m"),
    alert: read.flag("alert") ?? true,
    alertError: read.number("alertError") ?? 14421,
    all: read.flag("all") ?? true,
    blockSize: read.number("blockSize"),
    bufferCount: read.number("bufferCount"),
    maxTransferSize: read.number("maxTransferSize"),
    job: read.text("job") ?? defaultNames.restoreJob(primary.serverName, database),
    schedule: resolveSchedule(read.parts("schedule"), defaultNames.restoreSchedule),
  });
  return !read.has("job") && isWatched(primary, "serverName") ? watched(made, ["job"], onRead) : made;
}

/** A key that says `none` turns off what the wider part has. */
function resolveConnectionOptions(
  own: Reader<Document.ConnectionOptions>,
  wider: Reader<Document.ConnectionOptions> | null,
): ConnectionOptions {
  const option = (key: Key<Document.ConnectionOptions>) => (own.has(key) ? own.text(key) : (wider?.text(key) ?? null));
  const made = { primary: option("primary"), secondary: option("secondary"), monitor: option("monitor") };
  return own.seal(wider === null ? made : wider.seal(made));
}

function resolveSchedule(read: Reader<Document.Schedule>, defaultName: string): Schedule {
  const at = read.text("at");
  return read.seal<Schedule>(
    {
      at: read.at,
      name: read.text("name") ?? defaultName,
      enabled: read.flag("enabled") ?? true,
      time:
        at !== null
          ? { kind: "at", at }
          : {
              kind: "every",
              every: read.length("every") ?? duration("15m"),
              from: read.text("from") ?? "00:00:00",
              until: read.text("until") ?? "23:59:00",
            },
      days: resolveDays(read),
      startDate: read.text("startDate"),
      endDate: read.text("endDate"),
    },
    {
      every: ["time"],
      from: ["time"],
      until: ["time"],
      at: ["time"],
      everyDays: ["days"],
      weekly: ["days"],
      monthly: ["days"],
    },
  );
}

function resolveDays(read: Reader<Document.Schedule>): Schedule["days"] {
  const weekly = read.part("weekly");
  if (weekly !== null) {
    const days = weekly.words("days");
    return weekly.seal({ kind: "weekly" as const, days, every: weekly.number("every") ?? 1 });
  }
  const monthly = read.part("monthly");
  if (monthly !== null) {
    const every = monthly.number("every") ?? 1;
    const day = monthly.number("day");
    if (day !== null) return monthly.seal({ kind: "monthly" as const, day, every });
    type Relative = Extract<Schedule["days"], { kind: "monthly-relative" }>;
    return monthly.seal<Relative>(
      {
        kind: "monthly-relative",
        weekday: monthly.text("weekday") ?? "monday",
        week: monthly.text("week") ?? "first",
        every,
      },
      { day: ["kind", "weekday", "week"] },
    );
  }
  return { kind: "daily", everyDays: read.number("everyDays") ?? 1 };
}
