import type { SchemaCode, TopologyCode } from "../diagnostics/diagnostic.ts";
import { parseDuration } from "../model/duration.ts";
import { listed, nearest } from "../nearest.ts";
import type { Span } from "../source/lines.ts";
import type { Found, SourceMap, SourceNode } from "../source/node.ts";
import { join, steps } from "../source/pointer.ts";
import type { Cut } from "./cuts.ts";

/** A fault that no schema can say: what names nothing, and what does not belong here. */
export interface Fault {
  readonly code: SchemaCode | TopologyCode;
  readonly span: Span;
  readonly message: string;
  readonly hint: string;
}

/** Device names of Windows, which no folder can have. */
const DEVICES = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
/** Ids that mean something else, with what. */
const RESERVED_IDS: ReadonlyMap<string, string> = new Map([
  ["none", "turns a part off"],
  ["pool", "stands in files' names for the pool"],
  ["servers", "stands in files' names for all servers together"],
]);

const FRAGMENTS = ["defaults/databases", "profiles/*", "databases/*"];
const SERVER_REFERENCES = [
  "mirroring/principal",
  "mirroring/mirror",
  "mirroring/witness",
  "logShipping/primary",
  "logShipping/monitor/server",
  "logShipping/secondaries/*/server",
  "logShipping/secondaries/*/mirror/server",
  "backupStore/server",
  "backupStore/mirror/server",
];
/** Those that `none` turns off. */
const OPTIONAL_REFERENCES = new Set(["mirroring/witness", "logShipping/primary"]);
const COUNTED_IN_MINUTES = [
  "logShipping/history",
  "logShipping/surviveOutage",
  "logShipping/backup/retention",
  "logShipping/backup/alertAfter",
  "logShipping/secondaries/*/copy/retention",
  "logShipping/secondaries/*/restore/delay",
  "logShipping/secondaries/*/restore/alertAfter",
];
const SCHEDULES = ["backup", "secondaries/*/copy", "secondaries/*/restore"].map(
  (part) => `logShipping/${part}/schedule`,
);
const DATES = SCHEDULES.flatMap((schedule) => [`${schedule}/startDate`, `${schedule}/endDate`]);
/** Each says on which days: a schedule has one of them. */
const DAYS = ["everyDays", "weekly", "monthly"];

/** Where a path leads, with its pointer. */
type Placed = Found & { readonly pointer: string };

const pathSteps = new Map<string, readonly string[]>();

/** Every place of a path with `*` for any key or item, where it exists. Paths are Hadrian's own: there are some dozens. */
export function places(root: SourceNode, path: string): readonly Placed[] {
  let way = pathSteps.get(path);
  if (way === undefined) {
    way = path.split("/");
    pathSteps.set(path, way);
  }
  const found: Placed[] = [];
  follow(root, root.span, root.span, "", way, 0, found);
  return found;
}

function follow(
  node: SourceNode,
  value: Span,
  key: Span,
  pointer: string,
  way: readonly string[],
  at: number,
  found: Placed[],
): void {
  const step = way[at];
  if (step === undefined) {
    found.push({ node, value, key, pointer });
  } else if (node.kind === "map" && step === "*") {
    for (const [name, entry] of node.entries) {
      if (!name.startsWith("x-")) follow(entry.value, entry.use, entry.key, join(pointer, name), way, at + 1, found);
    }
  } else if (node.kind === "map") {
    const entry = node.entries.get(step);
    if (entry !== undefined) follow(entry.value, entry.use, entry.key, join(pointer, step), way, at + 1, found);
  } else if (node.kind === "list" && step === "*") {
    for (const [index, item] of node.items.entries()) {
      follow(item.value, item.use, item.use, join(pointer, index), way, at + 1, found);
    }
  }
}

/** Checks the accepted parts of the document: references, reserved names, whole minutes, dates and what the platform permits. */
export function checkReferences(root: SourceMap): {
  readonly faults: readonly Fault[];
  readonly cuts: Map<string, Cut>;
} {
  const faults: Fault[] = [];
  const cuts = new Map<string, Cut>();
  const fault = (code: Fault["code"], span: Span, message: string, hint: string) =>
    faults.push({ code, span, message, hint });

  const name = root.entries.get("name");
  if (name?.value.kind === "scalar" && DEVICES.test(name.value.text)) {
    cuts.set("/name", "refuse");
    fault(
      "S13",
      name.use,
      `${name.value.text} is a device of Windows: no folder can have this name.`,
      "Choose another name.",
    );
  }
  for (const { pointer, key } of places(root, "servers/*")) {
    const id = pointer.slice(pointer.lastIndexOf("/") + 1);
    const meaning = RESERVED_IDS.get(id);
    if (meaning === undefined) continue;
    cuts.set(pointer, "refuse");
    const hint = `The word ${id} ${meaning}. Choose another id, such as sql-a1.`;
    fault("S13", key, `${id} is a reserved word, and no server's id.`, hint);
  }

  checkServers(root, cuts, fault);
  checkDatabases(root, cuts, fault);
  checkProfiles(root, cuts, fault);
  checkValues(root, cuts, fault);
  checkDays(root, cuts, fault);
  checkPlatform(root, cuts, fault);
  return { faults, cuts };
}

type Say = (code: Fault["code"], span: Span, message: string, hint: string) => void;

function checkServers(root: SourceMap, cuts: Map<string, Cut>, fault: Say): void {
  const servers = root.entries.get("servers")?.value;
  const known = servers?.kind === "map" ? servers.entries : null;
  const ids =
    known === null
      ? []
      : [...known]
          .filter(([id, { value }]) => value.kind === "map" && !id.startsWith("x-") && !RESERVED_IDS.has(id))
          .map(([id]) => id);
  const list = listed(ids);
  for (const fragment of FRAGMENTS) {
    for (const path of SERVER_REFERENCES) {
      for (const { node, value, pointer } of places(root, `${fragment}/${path}`)) {
        if (node.kind !== "scalar") continue;
        const id = node.text;
        if (id === "none" && OPTIONAL_REFERENCES.has(path)) continue;
        // Such a key is free, and stands for nothing.
        const target = id.startsWith("x-") ? undefined : known?.get(id)?.value;
        if (target?.kind === "map" && !cuts.has(join("/servers", id))) continue;
        cuts.set(pointer, "refuse");
        // Servers that were refused are not unknown.
        if (known === null || target !== undefined) continue;
        const near = nearest(id, ids);
        const meant = near === null ? "" : `Did you mean ${near}? `;
        fault("T01", value, `There is no server ${id}.`, `${meant}Servers: ${list}.`);
      }
    }
  }
}

/** SQL Server's own, which are neither mirrored nor shipped (Prerequisites for mirroring; log shipping's recovery models). */
const SYSTEM_DATABASES = new Set(["master", "model", "msdb", "tempdb", "distribution", "mssqlsystemresource"]);

function checkDatabases(root: SourceMap, cuts: Map<string, Cut>, fault: Say): void {
  const databases = root.entries.get("databases");
  if (databases?.value.kind !== "map" || databases.value.entries.size === 0) return;
  const names = [...databases.value.entries.keys()].filter((name) => !name.startsWith("x-"));
  if (names.length === 0) {
    cuts.set("/databases", "refuse");
    fault(
      "T12",
      databases.key,
      "There is no database: keys that begin with x- are free, and stand for nothing.",
      "Write a database's name under databases. One that is really called x-… cannot be described.",
    );
  }
  for (const { pointer, key } of places(root, "databases/*")) {
    const name = steps(pointer)[1];
    if (name === undefined || !SYSTEM_DATABASES.has(name.toLowerCase())) continue;
    cuts.set(pointer, "refuse");
    fault("S13", key, `${name} is a system database: SQL Server neither mirrors nor ships it.`, "Delete it.");
  }
}

function checkProfiles(root: SourceMap, cuts: Map<string, Cut>, fault: Say): void {
  const profiles = root.entries.get("profiles")?.value;
  const names = profiles?.kind === "map" ? [...profiles.entries.keys()].filter((name) => !name.startsWith("x-")) : [];
  const known = new Set(names);
  const list = names.length === 0 ? "Define it under profiles." : `Profiles: ${listed(names)}.`;
  for (const { node, value, pointer } of places(root, "databases/*/profile")) {
    if (node.kind !== "scalar" || known.has(node.text)) continue;
    cuts.set(pointer, "refuse");
    if (profiles?.kind === "refused") continue;
    const near = nearest(node.text, names);
    const meant = near === null ? "" : `Did you mean ${near}? `;
    fault("T02", value, `There is no profile ${node.text}.`, meant + list);
  }
}

function checkValues(root: SourceMap, cuts: Map<string, Cut>, fault: Say): void {
  for (const fragment of FRAGMENTS) {
    for (const path of COUNTED_IN_MINUTES) {
      for (const { node, value, pointer } of places(root, `${fragment}/${path}`)) {
        if (node.kind !== "scalar") continue;
        const length = parseDuration(node.text);
        if (length === null || length.seconds % 60 === 0) continue;
        cuts.set(pointer, "refuse");
        const key = pointer.slice(pointer.lastIndexOf("/") + 1);
        const up = Math.ceil(length.seconds / 60);
        fault(
          "S07",
          value,
          `${key}: ${node.text} is not a whole number of minutes, which is what SQL Server counts.`,
          `Write ${key}: ${up}m`,
        );
      }
    }
    for (const path of DATES) {
      for (const { node, value, pointer } of places(root, `${fragment}/${path}`)) {
        if (node.kind !== "scalar" || node.text === "none" || isDate(node.text)) continue;
        cuts.set(pointer, "refuse");
        fault(
          "S05",
          value,
          `${node.text} is no day of the calendar.`,
          "Write a date as year, month and day: 2026-01-31",
        );
      }
    }
  }
}

/** The schema sees one key at a time; that only one of three may be a part is said here. */
function checkDays(root: SourceMap, cuts: Map<string, Cut>, fault: Say): void {
  for (const fragment of FRAGMENTS) {
    for (const path of SCHEDULES) {
      for (const { node, pointer } of places(root, `${fragment}/${path}`)) {
        if (node.kind !== "map") continue;
        const given = [...node.entries].filter(
          ([key, { value }]) => DAYS.includes(key) && !(value.kind === "scalar" && value.value === "none"),
        );
        for (const [key, entry] of given.slice(1)) {
          cuts.set(join(pointer, key), "remove");
          fault("S11", entry.key, `${key} and ${given[0]?.[0]} exclude each other in schedule.`, "Keep one of them.");
        }
      }
    }
  }
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function checkPlatform(root: SourceMap, cuts: Map<string, Cut>, fault: Say): void {
  const platform = root.entries.get("platform");
  if (platform?.value.kind !== "scalar") return;
  const skype = platform.value.text !== "sql-server";
  const chat = root.entries.get("persistentChat");
  const off = chat === undefined || (chat.value.kind === "scalar" && chat.value.text === "none");
  if (skype && off) {
    cuts.set("/persistentChat", "refuse");
    fault(
      "T05",
      chat?.key ?? platform.use,
      `${platform.value.text} needs persistentChat.`,
      "Write persistentChat: with the pool's name and its servers; or platform: sql-server for databases of other applications.",
    );
  }
  if (skype) {
    // Where there is no pool either, it is the platform that is wrong.
    if (!off) checkChatDatabases(root, platform.value.text, cuts, fault);
    return;
  }
  if (!off && chat !== undefined) {
    cuts.set("/persistentChat", "remove");
    fault(
      "T04",
      chat.key,
      "persistentChat belongs to the Skype platforms; this is sql-server.",
      "Delete it, or correct platform.",
    );
  }
  for (const fragment of FRAGMENTS) {
    for (const { node, key, pointer } of places(root, `${fragment}/backupStore`)) {
      if (node.kind === "scalar") continue;
      cuts.set(pointer, "remove");
      fault(
        "T04",
        key,
        "backupStore belongs to the Skype platforms; this is sql-server.",
        "Delete it, or correct platform.",
      );
    }
  }
}

/** Persistent Chat's own databases: what the cmdlets mirror and fail over, by these names. */
const CHAT_DATABASES = ["mgc", "mgccomp"];

function checkChatDatabases(root: SourceMap, platform: string, cuts: Map<string, Cut>, fault: Say): void {
  for (const { pointer, key } of places(root, "databases/*")) {
    const name = steps(pointer)[1];
    if (name === undefined || CHAT_DATABASES.includes(name)) continue;
    cuts.set(pointer, "refuse");
    fault(
      "T11",
      key,
      `${name} is no database of Persistent Chat, and ${platform} knows no other.`,
      "Write mgc or mgccomp; or move the database into a topology of its own with platform: sql-server.",
    );
  }
}
