import { parentPort, Worker, workerData } from "node:worker_threads";
import type { Source } from "./inputs.ts";
import type { Answers, Stage } from "./stages.ts";
import { breathe, progress } from "./terminal.ts";

interface Task {
  readonly stage: Stage;
  readonly source: Source;
}

/** From here on (some three hundred databases) a topology may take more than a second. */
const LARGE_BYTES = 8 * 1024;

/**
 * Runs a stage of the pipeline. A large topology is worked on in a thread of its own, so that an interrupt ends the run at
 * once and a terminal shows that something happens.
 */
export async function runStage<S extends Stage>(stage: S, source: Source, doing: string): Promise<Answers[S]> {
  progress(`${doing} ${source.file}`);
  await breathe();
  if (source.bytes.length < LARGE_BYTES) return answer(stage, source);

  const began = Date.now();
  const ticking = setInterval(() => {
    progress(`${doing} ${source.file}: ${Math.round((Date.now() - began) / 1000)} s`);
  }, 250);
  try {
    return await new Promise<Answers[S]>((resolve, reject) => {
      // dist/hadrian.cjs, whose main.ts tells the thread from the program.
      const worker = new Worker(__filename, { workerData: { stage, source } satisfies Task });
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
  const { stage, source } = workerData as Task;
  parentPort?.postMessage(await answer(stage, source));
}

/** The pipeline is a file of its own, so that what does not need it does not even read it. */
async function answer<S extends Stage>(stage: S, source: Source): Promise<Answers[S]> {
  const { STAGES } = await import("./stages.ts");
  return STAGES[stage](source);
}
