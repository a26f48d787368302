import type { Acknowledged, Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Explanation } from "../diagnostics/explanation.ts";
import type { Artifact } from "../emit/artifact.ts";
import type { ShownMap } from "../model/shown.ts";
import type { PlannedStep } from "../plan/types.ts";
import type { OwnTemplates } from "../render/own.ts";
import type { Source } from "./inputs.ts";

/** What `hadrian plan` shows of a step, in that order. */
const SHOWN = [
  "order",
  "operation",
  "phase",
  "server",
  "serverName",
  "runsOn",
  "database",
  "role",
  "section",
  "title",
  "path",
] as const satisfies readonly (keyof PlannedStep)[];

/** A step as `hadrian plan` shows it. */
export type ShownStep = Pick<PlannedStep, (typeof SHOWN)[number]>;

type One = readonly [topology: Source];

/** The topologies that each stage works on: plain data, so that a thread can be handed them. */
export interface Sources {
  readonly name: One;
  readonly validate: One;
  readonly compile: One;
  readonly plan: One;
  readonly show: One;
}

/** What each stage answers: plain data, so that a thread can hand it over. */
export interface Answers {
  /** The name that stands in the text, whatever else is wrong with it; null where there is none. */
  readonly name: { readonly name: string | null };
  readonly validate: {
    readonly diagnostics: readonly Diagnostic[];
    readonly acknowledged: readonly Acknowledged[];
    /** Null where the topology is not complete. */
    readonly name: string | null;
  };
  readonly compile: {
    readonly diagnostics: readonly Diagnostic[];
    /** Null where the topology is not complete. */
    readonly name: string | null;
    readonly artifacts: readonly Artifact[];
  };
  readonly plan: {
    readonly diagnostics: readonly Diagnostic[];
    /** Null where there is none, because of errors. */
    readonly plan: {
      readonly topology: string;
      /** What it is compiled for, each with its phases, in their order. */
      readonly operations: readonly { readonly name: string; readonly phases: readonly string[] }[];
      /** Every one of the topology, also one without a step. */
      readonly servers: readonly { readonly id: string; readonly serverName: string }[];
      readonly databases: readonly string[];
      readonly steps: readonly ShownStep[];
    } | null;
  };
  readonly show: {
    readonly diagnostics: readonly Diagnostic[];
    /** Null where the topology is not complete. */
    readonly shown: ShownMap | null;
  };
}
export type Stage = keyof Answers;

/** The pipeline, as each command calls it; it is loaded by the first call. */
export const STAGES: {
  readonly [S in Stage]: (sources: Sources[S], own: OwnTemplates | null) => Promise<Answers[S]>;
} = {
  async name([source]) {
    const { readSource } = await import("../source/read.ts");
    const root = readSource(source.file, source.bytes).source?.root;
    const name = root?.kind === "map" ? root.entries.get("name")?.value : undefined;
    return { name: name?.kind === "scalar" && typeof name.value === "string" ? name.value : null };
  },
  async validate([source]) {
    const { validate } = await import("../validate/validate.ts");
    const { diagnostics, acknowledged, topology } = validate(source);
    return { diagnostics, acknowledged, name: topology?.name ?? null };
  },
  async compile([source], own) {
    const { compile } = await import("../compile.ts");
    const { diagnostics, topology, artifacts } = compile(source, own);
    return { diagnostics, name: topology?.name ?? null, artifacts };
  },
  async plan([source]) {
    const { prepare } = await import("../compile.ts");
    const { pick } = await import("../plan/pick.ts");
    const { OPERATIONS, phasesOf } = await import("../plan/plan.ts");
    const { diagnostics, plan } = prepare(source);
    if (plan === null) return { diagnostics, plan: null };
    const steps = plan.steps.map((step) => pick(step, SHOWN));
    const servers = plan.topology.servers.map(({ id, serverName }) => ({ id, serverName }));
    const databases = plan.topology.databases.map(({ name }) => name);
    const operations = OPERATIONS.map((operation) => ({ name: operation.name, phases: phasesOf(operation) }));
    return { diagnostics, plan: { topology: plan.topology.name, operations, servers, databases, steps } };
  },
  async show([source]) {
    const { validate } = await import("../validate/validate.ts");
    const { shown } = await import("../model/shown.ts");
    const { diagnostics, topology, origins } = validate(source);
    return { diagnostics, shown: topology === null || origins === null ? null : shown(topology, origins) };
  },
};

/** What there is to say of every code: the rules bring it along, and so it stands with them. */
export async function explanations(): Promise<readonly Explanation[]> {
  return (await import("../validate/explanations.ts")).explanations;
}
