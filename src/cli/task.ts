import type { OwnTemplates } from "../render/own.ts";
import type { Answers, Sources, Stage } from "./stages.ts";

/** What is to be done: plain data, for a thread. */
export interface Task<S extends Stage> {
  readonly stage: S;
  readonly sources: Sources[S];
  /** A user's templates in the place of Hadrian's. */
  readonly own: OwnTemplates | null;
}

/** Does it. The pipeline is a file of its own, so that what does not need it does not even read it. */
export async function runTask<S extends Stage>({ stage, sources, own }: Task<S>): Promise<Answers[S]> {
  const { STAGES } = await import("./stages.ts");
  return STAGES[stage](sources, own);
}
