import type { OwnTemplates } from "../render/own.ts";
import type { Source } from "./inputs.ts";
import type { Answers, Stage } from "./stages.ts";

/** What is to be done for one topology: plain data, for a thread. */
export interface Task<S extends Stage> {
  readonly stage: S;
  readonly source: Source;
  /** A user's templates in the place of Hadrian's. */
  readonly own: OwnTemplates | null;
}

/** Does it. The pipeline is a file of its own, so that what does not need it does not even read it. */
export async function runTask<S extends Stage>({ stage, source, own }: Task<S>): Promise<Answers[S]> {
  const { STAGES } = await import("./stages.ts");
  return STAGES[stage](source, own);
}
