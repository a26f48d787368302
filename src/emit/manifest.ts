import type { Origins } from "../model/origins.ts";
import type { Topology } from "../model/topology.ts";
import { PAGE_STEPS } from "../plan/page.ts";
import { OPERATIONS } from "../plan/plan.ts";
import type { Plan } from "../plan/types.ts";
import { VERSION } from "../version.ts";
import type { Artifact } from "./artifact.ts";
import { GIT_ATTRIBUTES } from "./git-attributes.ts";
import { sha256 } from "./hash.ts";

/** What is no step, by its path; the others are runbooks. */
const DOCUMENTS: ReadonlyMap<string, string> = new Map([
  [GIT_ATTRIBUTES, "git-attributes"],
  ["REVIEW.md", "review"],
]);

/**
 * Hash of what was resolved, places in the file and keys of the user's own left out: a comment or the order of keys changes it no more
 * than the scripts.
 */
function topologyHash({ x: _, ...topology }: Topology): string {
  return sha256(
    JSON.stringify(topology, (key, value: unknown) => (key === "at" && typeof value === "string" ? undefined : value)),
  );
}

/**
 * manifest.json: what is in the folder, in which order it is run, and where each file comes from. It is also how the next
 * compile knows which files are its own.
 *
 * @param plan - the ordered steps
 * @param rendered - every other artifact: steps, runbooks, review, what git is told
 * @param origins - the way back to the user's own document: a setting may come from a profile
 * @returns the artifact, JSON with LF
 */
export function manifest(plan: Plan, rendered: readonly Artifact[], origins: Origins): Artifact {
  const steps = new Map(plan.steps.map((step) => [step.path, step]));
  const files = rendered.map(({ path, bytes }) => {
    const step = steps.get(path);
    return {
      path,
      operation: step?.operation ?? OPERATIONS.find(({ name }) => path.startsWith(`${name}/`))?.name ?? null,
      order: step?.order ?? null,
      phase: step?.phase ?? null,
      kind: step?.kind ?? DOCUMENTS.get(path) ?? "runbook",
      server: step?.server ?? null,
      serverName: step?.serverName ?? null,
      runsOn: step?.runsOn ?? [],
      database: step?.database ?? null,
      role: step?.role ?? null,
      section: step?.section ?? null,
      readOnly: step?.readOnly ?? true,
      inputs: step?.inputs.map(({ name }) => name) ?? [],
      sha256: sha256(bytes),
      topologyPaths: [...new Set(step?.sources.map((pointer) => origins.source(pointer)))],
      pageSteps: step?.page.map((id) => ({ id, ...PAGE_STEPS[id] })) ?? [],
    };
  });
  const content = {
    tool: { name: "hadrian", version: VERSION },
    topology: plan.topology.name,
    topologySha256: topologyHash(plan.topology),
    files,
  };
  return { path: "manifest.json", bytes: Buffer.from(`${JSON.stringify(content, null, 2)}\n`, "utf8") };
}
