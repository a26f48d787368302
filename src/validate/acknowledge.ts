import type { DiagnosticCode } from "../diagnostics/diagnostic.ts";
import { listed, nearest } from "../nearest.ts";
import type { Span } from "../source/lines.ts";
import type { SourceEntry, SourceMap } from "../source/node.ts";
import { steps } from "../source/pointer.ts";
import type { Cut } from "./cuts.ts";
import { explanations } from "./explanations.ts";
import { type Fault, places } from "./references.ts";
import { type Placed, type Subject, subjectOf } from "./subjects.ts";

const PLACES = [
  "acknowledge/*",
  "defaults/servers/acknowledge/*",
  "defaults/databases/acknowledge/*",
  "servers/*/acknowledge/*",
  "profiles/*/acknowledge/*",
  "databases/*/acknowledge/*",
];

/** An entry of `acknowledge`, where the user wrote it. */
interface Written {
  readonly code: string;
  readonly key: Span;
  readonly pointer: string;
  readonly takesBack: boolean;
}

/** Every one, once: what an alias repeats is one. */
function written(root: SourceMap): Written[] {
  const byPlace = new Map<number, Written>();
  for (const { pointer, key, node } of PLACES.flatMap((path) => places(root, path))) {
    const code = steps(pointer).at(-1) ?? "";
    const takesBack = node.kind === "scalar" && node.value === "none";
    if (!byPlace.has(key.start)) byPlace.set(key.start, { code, key, pointer, takesBack });
  }
  return [...byPlace.values()];
}

/** Checks that each acknowledgement is of a warning that some rule can give. */
export function checkAcknowledgements(root: SourceMap): {
  readonly faults: readonly Fault[];
  readonly cuts: Map<string, Cut>;
} {
  const rules = explanations.filter(({ code }) => code.startsWith("L"));
  const warnings = rules.filter(({ severity, also }) => [severity, also].includes("warning")).map(({ code }) => code);
  const known = new Set<string>(explanations.map(({ code }) => code));
  const faults: Fault[] = [];
  const cuts = new Map<string, Cut>();
  for (const { code, key, pointer } of written(root)) {
    if (warnings.some((warning) => warning === code)) continue;
    cuts.set(pointer, "remove");
    if (known.has(code)) {
      faults.push({
        code: "T14",
        span: key,
        message: `${code} is no warning of a rule: it cannot be acknowledged.`,
        hint: `Mend it as hadrian explain ${code} says, and delete the acknowledgement.`,
      });
      continue;
    }
    const near = nearest(code, warnings);
    const meant = near === null ? "" : `Did you mean ${near}? `;
    const hint = `${meant}Warnings of rules: ${listed(warnings)}.`;
    faults.push({ code: "T13", span: key, message: `There is no code ${code}.`, hint });
  }
  return { faults, cuts };
}

/** The findings of the rules once the acknowledgements are read. */
export interface Weighed {
  /** What is told: errors, and warnings that nobody weighed. */
  readonly open: readonly Placed[];
  /** The warnings that were weighed, by the reason. */
  readonly acknowledged: ReadonlyMap<string, readonly Placed[]>;
  /** Acknowledgements of what turned out to be an error. */
  readonly faults: readonly Fault[];
  /** Acknowledgements that were of no use: warnings, where the topology is whole. */
  readonly idle: readonly Fault[];
}

/**
 * Takes the acknowledged warnings out. An acknowledgement counts for what a finding is about, and not for the line that it points at:
 * a warning about a database that points into the defaults is acknowledged at the database, in its profile, in the defaults or at the
 * top; one about neither a database nor a server at the top only.
 *
 * @param accepted - the document as it was written, without what was refused
 * @param merged - the same with defaults and profiles laid under each server and database
 */
export function weigh(found: readonly Placed[], accepted: SourceMap, merged: SourceMap): Weighed {
  const used = new Set<number>();
  const open: Placed[] = [];
  const acknowledged = new Map<string, Placed[]>();
  const faults: Fault[] = [];
  for (const one of found) {
    const { code } = one.rule;
    const entries = entriesFor(code, subjectOf(one.finding.at), merged);
    for (const { key } of entries) used.add(key.start);
    const narrowest = entries[0]?.value;
    const isError = (one.finding.severity ?? one.rule.severity) === "error";
    if (isError || narrowest?.kind !== "scalar") open.push(one);
    else if (acknowledged.get(narrowest.text)?.push(one) === undefined) acknowledged.set(narrowest.text, [one]);
    for (const { key } of isError ? entries : []) {
      const message = `${code} is an error here: it cannot be acknowledged.`;
      faults.push({ code: "T14", span: key, message, hint: "Mend it, and delete the acknowledgement." });
    }
  }
  const idle = written(accepted).filter(({ key, takesBack }) => !takesBack && !used.has(key.start));
  return { open, acknowledged, faults, idle: idle.map(idleFault) };
}

function idleFault({ code, key }: Written): Fault {
  return {
    code: "T15",
    span: key,
    message: `${code} does not arise here: this acknowledges nothing.`,
    hint: "Delete it, or write it at the database or server that the warning names.",
  };
}

/** From the narrowest place to the widest; what takes an acknowledgement back ends them. */
function entriesFor(code: DiagnosticCode, subject: Subject | null, merged: SourceMap): SourceEntry[] {
  const own = subject === null ? undefined : under(under(merged, `${subject.kind}s`), subject.name);
  const found: SourceEntry[] = [];
  for (const place of [own, merged]) {
    const entry = under(place, "acknowledge")?.entries.get(code);
    if (entry?.value.kind !== "scalar") continue;
    if (entry.value.value === "none") break;
    found.push(entry);
  }
  return found;
}

function under(map: SourceMap | undefined, key: string): SourceMap | undefined {
  const node = map?.entries.get(key)?.value;
  return node?.kind === "map" ? node : undefined;
}
