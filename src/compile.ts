import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Artifact } from "./emit/artifact.ts";
import { gitAttributes } from "./emit/git-attributes.ts";
import { manifest } from "./emit/manifest.ts";
import type { Origins } from "./model/origins.ts";
import type { Topology } from "./model/topology.ts";
import { operationsOf, plan } from "./plan/plan.ts";
import type { Format, Plan } from "./plan/types.ts";
import { encode } from "./render/encode.ts";
import { operationRunbook } from "./render/operation.ts";
import { faultOf, type OwnTemplates } from "./render/own.ts";
import { render } from "./render/render.ts";
import { review } from "./render/review/review.ts";
import { runbook } from "./render/runbook.ts";
import { builtIn, overridden } from "./render/template.ts";
import { validate } from "./validate/validate.ts";

/** A topology's file as it was read. */
export interface Source {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What is known before anything is rendered; without a plan where the topology has errors. */
export interface Preparation {
  readonly diagnostics: readonly Diagnostic[];
  readonly topology: Topology | null;
  readonly plan: Plan | null;
  /** The way from the resolved document to the user's own; null where there is none. */
  readonly origins: Origins | null;
}

/** What a compilation gives; without artifacts where the topology has errors. */
export interface Compilation extends Preparation {
  readonly artifacts: readonly Artifact[];
}

/**
 * The pipeline up to the plan: source → validate → model → plan.
 *
 * @param source - a topology's name, for diagnostics, and its bytes
 * @returns diagnostics, sorted; with an error among them no plan
 */
export function prepare(source: Source): Preparation {
  const { diagnostics, topology, origins } = validate(source);
  const stops = topology === null || diagnostics.some(({ severity }) => severity === "error");
  return { diagnostics, topology, plan: stops ? null : plan(topology), origins };
}

/**
 * The whole pipeline: source → validate → model → plan → render. A pure function; `emit` writes what it returns.
 *
 * @param source - a topology's name, for diagnostics, and its bytes
 * @param own - a user's templates, checked, in the place of Hadrian's
 * @returns diagnostics, sorted; with an error among them neither plan nor artifacts
 */
export function compile(source: Source, own: OwnTemplates | null = null): Compilation {
  const prepared = prepare(source);
  const { plan: planned, origins } = prepared;
  if (planned === null || origins === null) return { ...prepared, artifacts: [] };
  const templates = own === null ? builtIn : overridden(own.set);
  try {
    const steps = planned.steps.map((step) => artifact(step.path, render(planned, step, templates), step.format));
    const runbooks = operationsOf(planned).map((operation) =>
      artifact(`${operation.name}/RUNBOOK.md`, operationRunbook(planned, operation, templates), "markdown"),
    );
    const top = artifact("RUNBOOK.md", runbook(planned, templates), "markdown");
    const signed = artifact("REVIEW.md", review(planned, steps), "markdown");
    const rendered = [gitAttributes(), top, signed, ...runbooks, ...steps];
    return { ...prepared, artifacts: [...rendered, manifest(planned, rendered, origins)] };
  } catch (error) {
    const fault = own === null ? null : faultOf(error, own);
    if (fault === null) throw error;
    return { ...prepared, diagnostics: [...prepared.diagnostics, fault], plan: null, artifacts: [] };
  }
}

const artifact = (path: string, text: string, format: Format): Artifact => ({
  path,
  bytes: encode(text, format),
});
