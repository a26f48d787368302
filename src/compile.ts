import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Artifact } from "./emit/artifact.ts";
import { manifest } from "./emit/manifest.ts";
import type { Topology } from "./model/topology.ts";
import { plan } from "./plan/plan.ts";
import type { Plan } from "./plan/types.ts";
import { render } from "./render/render.ts";
import { runbook } from "./render/runbook.ts";
import { validate } from "./validate/validate.ts";

/** A topology's file as it was read. */
export interface Source {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What a compilation gives; without a plan and artifacts where the topology has errors. */
export interface Compilation {
  readonly diagnostics: readonly Diagnostic[];
  readonly topology: Topology | null;
  readonly plan: Plan | null;
  readonly artifacts: readonly Artifact[];
}

/**
 * The pipeline: source → validate → model → plan → render. A pure function; `emit` writes what it returns.
 *
 * @param source - a topology's name, for diagnostics, and its bytes
 * @returns diagnostics, sorted; with an error among them neither plan nor artifacts
 */
export function compile(source: Source): Compilation {
  const { diagnostics, topology } = validate(source);
  if (topology === null || diagnostics.some(({ severity }) => severity === "error")) {
    return { diagnostics, topology, plan: null, artifacts: [] };
  }
  const planned = plan(topology);
  const steps = planned.steps.map((step) => artifact(step.path, render(planned, step)));
  const rendered = [artifact("RUNBOOK.md", runbook(planned)), ...steps];
  return { diagnostics, topology, plan: planned, artifacts: [...rendered, manifest(planned, rendered)] };
}

const artifact = (path: string, text: string): Artifact => ({ path, bytes: Buffer.from(text, "utf8") });
