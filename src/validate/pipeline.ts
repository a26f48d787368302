import { arrange } from "../diagnostics/arrange.ts";
import type { Acknowledged, Diagnostic, DiagnosticCode, Severity } from "../diagnostics/diagnostic.ts";
import { mergeDocument } from "../model/merge.ts";
import { type Origins, originsOf } from "../model/origins.ts";
import { isWhole, resolve } from "../model/resolve.ts";
import type { Topology } from "../model/topology.ts";
import type { Span } from "../source/lines.ts";
import { follow, type SourceMap, toPlain } from "../source/node.ts";
import { readSource, type Source } from "../source/read.ts";
import { checkAcknowledgements, weigh } from "./acknowledge.ts";
import { checkComplete } from "./complete.ts";
import { type Cut, cutOut } from "./cuts.ts";
import { checkReferences } from "./references.ts";
import type { Finding, RawRule, Rule } from "./rule.ts";
import { checkShape } from "./schema.ts";
import { type Placed, type Told, tell } from "./subjects.ts";

/** What can be said of one file. */
export interface Validated {
  /** Sorted by line, column and code; none twice. */
  readonly diagnostics: readonly Diagnostic[];
  /** Warnings that the topology acknowledges, sorted likewise; they are not among the diagnostics. */
  readonly acknowledged: readonly Acknowledged[];
  /** The resolved topology where it is complete, though rules may refuse it; null otherwise. */
  readonly topology: Topology | null;
  /** From the resolved topology's pointers to the file; null where there is no topology. */
  readonly origins: Origins | null;
}

/** A file's name, for diagnostics only, and what it holds. */
export interface Input {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** From bytes to the resolved topology, with every diagnostic of every stage. */
export function validateWith(input: Input, rules: readonly Rule[], rawRules: readonly RawRule[]): Validated {
  const read = readSource(input.file, input.bytes);
  const diagnostics: Diagnostic[] = [...read.diagnostics];
  const { source } = read;
  if (source === null || source.root.kind !== "map")
    return { diagnostics: arrange(diagnostics), acknowledged: [], topology: null, origins: null };

  const say: Say = (span, severity, code, message, hint) =>
    diagnostics.push({ file: source.file, ...source.place(span), severity, code, message, hint });
  const { refused: refusedByRule, said } = runRawRules(source, rawRules, say);

  const shape = checkShape(source.root);
  for (const fault of shape.faults) {
    // A rule that says why explains more than that the key is unknown.
    if (!refusedByRule.has(fault.span.start)) say(fault.span, "error", fault.code, fault.message, fault.hint);
  }
  const shaped = without(source.root, shape.cuts);
  const references = checkReferences(shaped);
  const claims = checkAcknowledgements(shaped);
  const accepted = without(shaped, new Map([...references.cuts, ...claims.cuts]));
  const merged = mergeDocument(accepted);
  const complete = checkComplete(merged, accepted);
  const faults = [...references.faults, ...claims.faults, ...complete.faults];
  for (const fault of faults) say(fault.span, "error", fault.code, fault.message, fault.hint);

  const root = without(merged, complete.cuts);
  const origins = originsOf(root, source.place);
  const { topology, found } = runRules(root, origins, rules, said);
  const whole = topology !== null && read.diagnostics.length + shape.faults.length + faults.length === 0;
  const weighed = weigh(found, accepted, root);
  for (const fault of weighed.faults) say(fault.span, "error", fault.code, fault.message, fault.hint);
  // Where something was refused, rules say less than they would.
  for (const fault of whole ? weighed.idle : []) say(fault.span, "warning", fault.code, fault.message, fault.hint);

  const diagnosticOf = ({ rule, finding, span, message, hint, about }: Told): Diagnostic => {
    const severity = finding.severity ?? rule.severity;
    const what = about === null ? {} : { about };
    return { file: source.file, ...source.place(span), severity, code: rule.code, message, hint, ...what };
  };
  diagnostics.push(...tell(weighed.open, root, origins).map(diagnosticOf));
  const acknowledged = [...weighed.acknowledged].flatMap(([reason, ones]) =>
    tell(ones, root, origins).map((one): Acknowledged => ({ ...diagnosticOf(one), reason })),
  );
  return {
    diagnostics: arrange(diagnostics),
    acknowledged: arrange(acknowledged),
    topology: whole ? topology : null,
    origins: whole ? origins : null,
  };
}

function without(root: SourceMap, cuts: ReadonlyMap<string, Cut>): SourceMap {
  const cut = cutOut(root, cuts);
  if (cut.kind !== "map") throw new Error("the root was cut out");
  return cut;
}

type Say = (span: Span, severity: Severity, code: DiagnosticCode, message: string, hint: string) => void;

/** What one finding says, and where: a rule in two parts may find it twice. */
function findingKey(code: DiagnosticCode, { start }: Span, message: string): string {
  return `${code} ${start} ${message}`;
}

/** Runs the rules over the document as it was written; answers where they found errors, and what they said. */
function runRawRules(
  source: Source,
  rules: readonly RawRule[],
  say: Say,
): { readonly refused: ReadonlySet<number>; readonly said: ReadonlySet<string> } {
  const refused = new Set<number>();
  const said = new Set<string>();
  const document = toPlain(source.root);
  for (const rule of rules) {
    for (const finding of rule.check(document)) {
      const found = follow(source.root, finding.at);
      const whole = found.left > 0 || found.node.kind === "map" || found.node.kind === "list";
      const span = finding.on === "key" || whole ? found.key : found.value;
      const severity = finding.severity ?? rule.severity;
      if (severity === "error") refused.add(span.start);
      said.add(findingKey(rule.code, span, finding.message));
      say(span, severity, rule.code, finding.message, finding.hint);
    }
  }
  return { refused, said };
}

/**
 * Runs the rules. Where something was refused, each rule sees the topology with stand-ins for it first; one that looks at a
 * stand-in is asked again with all that is touched left out, so that it says neither nonsense nor less than it can.
 * The answer is what they found, and the topology where it is complete.
 */
function runRules(
  merged: SourceMap,
  origins: Origins,
  rules: readonly Rule[],
  said: ReadonlySet<string>,
): { readonly topology: Topology | null; readonly found: readonly Placed[] } {
  const platform = merged.entries.get("platform")?.value;
  let looked = false;
  const onRead = () => {
    looked = true;
  };
  const whole = isWhole(merged);
  const written = (at: string) => {
    const { left, node } = follow(merged, at);
    return left === 0 && node.kind === "scalar" ? String(node.value ?? "") : null;
  };
  const kept = resolve(merged, { refused: "keep", onRead });
  let dropped: Topology | null = null;
  const found: Placed[] = [];
  for (const rule of rules) {
    looked = false;
    let findings: Finding[] = [...rule.check(kept, written)];
    if (looked) {
      if (platform?.kind !== "scalar") continue;
      dropped ??= resolve(merged, { refused: "drop", onRead });
      looked = false;
      findings = [...rule.check(dropped, written)];
      if (looked) continue;
    }
    for (const finding of findings) {
      const span = origins.span(finding.at);
      if (!said.has(findingKey(rule.code, span, finding.message))) found.push({ rule, finding, span });
    }
  }
  return { topology: whole ? kept : null, found };
}
