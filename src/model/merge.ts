import type { SourceEntry, SourceMap, SourceNode } from "../source/node.ts";

/** Keys of a schedule of which one says how the others are meant: a later layer's choice displaces an earlier one's. */
const CHOICES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  schedule: [["every", "from", "until"], ["at"]],
  schedule2: [["everyDays"], ["weekly"], ["monthly"]],
  monthly: [["day"], ["weekday", "week"]],
};

/**
 * Lays one node over another: maps merge, lists and scalars replace, and `none` is a scalar. Each part keeps the node that the
 * user wrote, and so its place. What only one side has is shared with it.
 */
function overlay(low: SourceNode, high: SourceNode, key = ""): SourceNode {
  if (high.kind !== "map") return high;
  if (low.kind === "refused") return { ...high, incomplete: true };
  if (low.kind !== "map") return high;
  const entries = new Map<string, SourceEntry>();
  const displaced = displacedKeys(high, key);
  for (const [name, entry] of low.entries) if (!displaced.has(name)) entries.set(name, entry);
  for (const [name, entry] of high.entries) {
    const under = entries.get(name);
    entries.set(name, under === undefined ? entry : { ...entry, value: overlay(under.value, entry.value, name) });
  }
  return low.incomplete ? { ...high, entries, incomplete: true } : { ...high, entries };
}

function displacedKeys(high: SourceMap, key: string): ReadonlySet<string> {
  const displaced = new Set<string>();
  const groups =
    key === "schedule" ? [CHOICES.schedule, CHOICES.schedule2] : key === "monthly" ? [CHOICES.monthly] : [];
  for (const alternatives of groups) {
    const chosen = alternatives?.find((names) => names.some((name) => isGiven(high, name)));
    if (chosen === undefined) continue;
    for (const names of alternatives ?? []) if (names !== chosen) for (const name of names) displaced.add(name);
  }
  return displaced;
}

function isGiven(map: SourceMap, name: string): boolean {
  const value = map.entries.get(name)?.value;
  return value !== undefined && !(value.kind === "scalar" && value.value === "none");
}

/**
 * Lays defaults, profile and the thing itself over one another, for every server and every database: the document as the
 * resolved topology's pointers expect it.
 */
export function mergeDocument(root: SourceMap): SourceMap {
  const value = (map: SourceNode | undefined, key: string) =>
    map?.kind === "map" ? map.entries.get(key)?.value : undefined;
  const defaults = value(root, "defaults");
  const laid = (...nodes: (SourceNode | undefined)[]) =>
    nodes.filter((node) => node !== undefined).reduce((low, high) => overlay(low, high));
  const entries = new Map<string, SourceEntry>();
  for (const [key, entry] of root.entries) {
    if (["version", "name", "platform", "acknowledge", "persistentChat"].includes(key) || key.startsWith("x-"))
      entries.set(key, entry);
  }

  const each = (key: string, merge: (node: SourceNode) => SourceNode) => {
    const entry = root.entries.get(key);
    if (entry === undefined) return;
    if (entry.value.kind !== "map") {
      entries.set(key, entry);
      return;
    }
    const merged = new Map<string, SourceEntry>();
    for (const [name, one] of entry.value.entries) {
      if (name.startsWith("x-")) continue;
      merged.set(name, { ...one, value: one.value.kind === "map" ? merge(one.value) : one.value });
    }
    entries.set(key, { ...entry, value: { ...entry.value, entries: merged } });
  };
  const low = (key: string) => (defaults?.kind === "refused" ? defaults : value(defaults, key));
  each("shares", (node) => node);
  each("servers", (node) => laid(low("servers"), node));
  each("databases", (node) => {
    const named = value(node, "profile");
    const profiles = root.entries.get("profiles")?.value;
    const profile =
      named?.kind === "scalar" && profiles?.kind === "map" ? profiles.entries.get(named.text)?.value : undefined;
    const merged = laid(low("databases"), profile, node);
    const lost = named !== undefined && profile?.kind !== "map";
    return lost && merged.kind === "map" ? { ...merged, incomplete: true } : merged;
  });
  return { ...root, entries };
}
