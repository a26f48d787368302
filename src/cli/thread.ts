import { parentPort, Worker, workerData } from "node:worker_threads";
import type { OwnTemplates } from "../render/own.ts";
import type { Source } from "./inputs.ts";
import type { Answers, Stage } from "./stages.ts";
import { breathe, progress } from "./terminal.ts";

/** What is to be done for one topology: plain data, for a thread. */
interface Task<S extends Stage> {
  readonly stage: S;
  readonly source: Source;
  /** A user's templates in the place of Hadrian's. */
  readonly own: OwnTemplates | null;
}

/** From here on (some three hundred databases) a topology may take more than a second. */
const LARGE_BYTES = 8 * 1024;

/**
 * Runs a stage of the pipeline. A large topology is worked on in a thread of its own, so that an interrupt ends the run at
 * once and a terminal shows that something happens.
 */
export async function runStage<S extends Stage>(task: Task<S>, doing: string): Promise<Answers[S]> {
  const { source } = task;
  progress(`${doing} ${source.file}`);
  await breathe();
  if (source.bytes.length < LARGE_BYTES) return answer(task);

  const began = Date.now();
  const ticking = setInterval(() => {
    progress(`${doing} ${source.file}: ${Math.round((Date.now() - began) / 1000)} s`);
  }, 250);
  try {
    return await new Promise<Answers[S]>((resolve, reject) => {
      // dist/hadrian.cjs, whose main.ts tells the thread from the program.
      const worker = new Worker(__filename, { workerData: task });
      worker.on("message", resolve);
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`the thread ended with ${code}`)));
    });
  } finally {
    clearInterval(ticking);
  }
}

/** What the thread does. */
export async function answerTask(): Promise<void> {
  const result = await answer(workerData as Task<Stage>);
  // The files' bytes are handed over, not copied.
  const buffers = "artifacts" in result ? result.artifacts.map(({ bytes }) => bytes.buffer as ArrayBuffer) : [];
  parentPort?.postMessage(result, buffers);
}

/** The pipeline is a file of its own, so that what does not need it does not even read it. */
async function answer<S extends Stage>({ stage, source, own }: Task<S>): Promise<Answers[S]> {
  const { STAGES } = await import("./stages.ts");
  return STAGES[stage](source, own);
}
