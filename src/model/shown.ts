import { join } from "../source/pointer.ts";
import type { Origin, Origins } from "./origins.ts";
import type { Database, Duration, Pointer, Schedule, Server, Topology } from "./topology.ts";

/** A value of a setting: text, a number, yes or no, a list of words; null is `none`. */
export type SettingValue = string | number | boolean | null | readonly string[];

/** One setting of the resolved topology, with where it comes from. */
export interface ShownSetting {
  readonly kind: "setting";
  /** Its place in the resolved topology: `/databases/Sales/logShipping/backup/retention`. */
  readonly pointer: Pointer;
  readonly value: SettingValue;
  /** Null where nobody wrote it: it is a default, or made from names. */
  readonly origin: Origin | null;
}

/** Parts of the resolved topology by key. */
export interface ShownMap {
  readonly kind: "map";
  readonly entries: readonly ShownEntry[];
}

/** Parts of the resolved topology in a list. */
export interface ShownList {
  readonly kind: "list";
  readonly items: readonly Shown[];
}

export type ShownEntry = readonly [key: string, value: Shown];

/** A part of the resolved topology, in the keys that a topology has: plain data. */
export type Shown = ShownSetting | ShownMap | ShownList;

/** Settings that have the value of another one where nobody wrote theirs. */
const SAME_AS: readonly (readonly [own: RegExp, other: string])[] = [
  [/^(\/databases\/[^/]+)\/logShipping\/primary$/, "$1/mirroring/principal"],
  [/^(\/databases\/[^/]+\/logShipping)\/secondaries\/\d+\/copy\/from$/, "$1/backup/share"],
  [/^(\/databases\/[^/]+\/logShipping)\/secondaries\/\d+(\/connectionOptions\/\w+)$/, "$1$2"],
];

/** The settings of a part, in order. */
export function settingsOf(part: Shown): readonly ShownSetting[] {
  if (part.kind === "setting") return [part];
  const parts = part.kind === "list" ? part.items : part.entries.map(([, value]) => value);
  return parts.flatMap(settingsOf);
}

/**
 * The resolved topology in the keys of a topology: every setting with its value, also those that nobody wrote. What is no setting is
 * left out: acknowledgements, and keys that begin with x-.
 */
export function shown(topology: Topology, origins: Origins): ShownMap {
  const { version, name, platform, shares, servers, persistentChat, databases } = topology;
  const setting = (pointer: Pointer, value: SettingValue): ShownSetting => {
    return { kind: "setting", pointer, value, origin: origins.written(pointer) ?? sameOrigin(pointer) };
  };
  const sameOrigin = (pointer: Pointer): Origin | null => {
    const same = SAME_AS.find(([own]) => own.test(pointer));
    return same === undefined ? null : origins.written(pointer.replace(...same));
  };
  const map = (...entries: readonly (readonly ShownEntry[])[]): ShownMap => ({ kind: "map", entries: entries.flat() });

  /** An object's settings; what it has besides, and `names`, are no keys of it. */
  const keysOf = (part: object, at: Pointer, names: readonly string[] = []): ShownEntry[] =>
    Object.entries(part)
      .filter(([key]) => !["at", ...names].includes(key))
      .map(([key, value]): ShownEntry => [key, partOf(value, join(at, key))]);

  const partOf = (value: unknown, at: Pointer): Shown => {
    if (Array.isArray(value)) {
      if (value.every((item) => typeof item === "string")) return setting(at, value);
      return { kind: "list", items: value.map((item, index) => partOf(item, join(at, index))) };
    }
    if (typeof value !== "object" || value === null) return setting(at, value as SettingValue);
    if (isDuration(value)) return setting(at, value.text);
    if (isServer(value)) return setting(at, value.id);
    if (isSchedule(value)) return scheduleOf(value);
    // The folder follows from share and localPath.
    return map(keysOf(value, at, ["directory"]));
  };

  const scheduleOf = ({ at, time, days, ...others }: Schedule): ShownMap => {
    const within = days.kind === "weekly" ? "weekly" : "monthly";
    const onDays = keysOf(days, days.kind === "daily" ? at : join(at, within), ["kind"]);
    const times: ShownEntry[] =
      time.kind === "at" ? [["at", setting(join(at, "at"), time.at)]] : keysOf(time, at, ["kind"]);
    return map(times, days.kind === "daily" ? onDays : [[within, map(onDays)]], keysOf(others, at));
  };

  const databaseOf = ({ backupStore, ...others }: Database): ShownMap => {
    const store = join(others.at, "backupStore");
    const keys = keysOf(others, others.at, ["name"]);
    if (backupStore === null)
      return map(keys, platform === "sql-server" ? [] : [["backupStore", setting(store, null)]]);
    const { server, mirror } = backupStore;
    const of = join(store, "mirror");
    const own = mirror === null ? setting(of, null) : map([["server", setting(join(of, "server"), mirror.id)]]);
    return map(keys, [
      [
        "backupStore",
        map([
          ["server", setting(join(store, "server"), server.id)],
          ["mirror", own],
        ]),
      ],
    ]);
  };

  return map(
    keysOf({ version, name, platform }, ""),
    shares.length === 0 ? [] : [["shares", map(shares.map((one) => [one.path, map(keysOf(one, one.at, ["path"]))]))]],
    [["servers", map(servers.map((one) => [one.id, map(keysOf(one, one.at, ["id"]))]))]],
    persistentChat === null ? [] : [["persistentChat", map(keysOf(persistentChat, persistentChat.at))]],
    [["databases", map(databases.map((one) => [one.name, databaseOf(one)]))]],
  );
}

const isDuration = (value: object): value is Duration => "seconds" in value;
const isServer = (value: object): value is Server => "serverName" in value;
const isSchedule = (value: object): value is Schedule => "time" in value && "days" in value;
