import type { About } from "../diagnostics/diagnostic.ts";
import type { Origins } from "../model/origins.ts";
import type { Pointer } from "../model/topology.ts";
import type { Span } from "../source/lines.ts";
import type { SourceMap } from "../source/node.ts";
import { join, steps } from "../source/pointer.ts";
import type { Finding, Rule } from "./rule.ts";

/** The database or server that a pointer of the resolved document leads into. */
export interface Subject {
  readonly kind: About["kind"];
  readonly name: string;
}

/** What a finding is about: the database or server whose part it points at, whoever wrote that; null for all else. */
export function subjectOf(at: Pointer): Subject | null {
  const [part, name] = steps(at);
  if (name === undefined || (part !== "databases" && part !== "servers")) return null;
  return { kind: part === "databases" ? "database" : "server", name };
}

/** A rule's finding with its place in the file. */
export interface Placed {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly span: Span;
}

/** What is said of one place: of all databases, or all servers, of which the same holds. */
export interface Told extends Placed {
  readonly about: About | null;
  readonly message: string;
  readonly hint: string;
}

/**
 * Names in each message what it is about, and says once what holds of several databases by one line of defaults, of a profile or of
 * an anchor. Where such a line governs others of which it does not hold, the hint says to write the value at the database itself.
 */
export function tell(found: readonly Placed[], merged: SourceMap, origins: Origins): readonly Told[] {
  const governedBy = governors(merged, origins);
  const groups = new Map<string, Placed[]>();
  for (const one of found) {
    const { rule, finding, span } = one;
    const { severity = rule.severity, message, hint } = finding;
    const kind = subjectOf(finding.at)?.kind ?? null;
    const key = JSON.stringify([rule.code, span.start, span.end, kind, severity, message, hint]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()].map((group): Told => {
    const first = group[0] as Placed;
    const { finding } = first;
    const kind = subjectOf(finding.at)?.kind;
    if (kind === undefined) return { ...first, about: null, message: finding.message, hint: finding.hint };
    const names = [...new Set(group.map((one) => subjectOf(one.finding.at)?.name ?? ""))];
    const known = new Set(names);
    const others = governedBy(finding.at, first.span).filter((name) => !known.has(name));
    const elsewhere = others.length === 0 ? "" : ` ${ownPlace(finding.at, names, others)}`;
    return {
      ...first,
      about: { kind, names },
      message: `${several(names)}: ${finding.message}`,
      hint: `${finding.hint}${elsewhere}`,
    };
  });
}

/** Which databases or servers have their value of this part from a piece of the file. Each part is looked at once. */
function governors(merged: SourceMap, origins: Origins): (at: Pointer, span: Span) => readonly string[] {
  const known = new Map<string, ReadonlyMap<string, string[]>>();
  const keyOf = ({ start, end }: Span) => `${start}-${end}`;
  return (at, span) => {
    const [part = "", name = ""] = steps(at);
    const below = at.slice(join(join("", part), name).length);
    let byPlace = known.get(`${part}${below}`);
    if (byPlace === undefined) {
      const node = merged.entries.get(part)?.value;
      const made = new Map<string, string[]>();
      for (const other of node?.kind === "map" ? node.entries.keys() : []) {
        const place = keyOf(origins.span(join(join("", part), other) + below));
        const names = made.get(place);
        if (names === undefined) made.set(place, [other]);
        else names.push(other);
      }
      byPlace = made;
      known.set(`${part}${below}`, byPlace);
    }
    return byPlace.get(keyOf(span)) ?? [];
  };
}

/** Where to write a value that is for these alone. Of a list that is the whole of it: lists replace, and do not merge. */
function ownPlace(at: Pointer, names: readonly string[], others: readonly string[]): string {
  const [part = "", , ...path] = steps(at);
  const index = path.findIndex((step) => /^\d+$/.test(step));
  const key = index === -1 ? path : path.slice(0, index);
  const place = names.length === 1 ? [part, names[0], ...key].join(".") : `${key.join(".")} of each`;
  const whole = index === -1 ? "" : ", with the whole list, for a list replaces a list";
  return `The line governs ${several(others)} as well: write it at ${place}${whole}.`;
}

/** Names that a sentence can hold: three of them, and how many more there are. */
function several(names: readonly string[]): string {
  const most = 3;
  if (names.length === 1) return names[0] as string;
  if (names.length <= most) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const rest = names.length - most;
  return `${names.slice(0, most).join(", ")} and ${rest} ${rest === 1 ? "other" : "others"}`;
}
