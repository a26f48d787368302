import { join } from "node:path";
import type { Source } from "./inputs.ts";
import type { Answers, Stage } from "./stages.ts";
import { runTask, type Task } from "./task.ts";
import { progress, yieldToEvents } from "./terminal.ts";

/** From here on (some three hundred databases) a topology may take more than a second. */
const LARGE_BYTES = 8 * 1024;

/**
 * Runs a stage of the pipeline. What is large is worked on in a thread of its own, so that an interrupt ends the run at once
 * and a terminal shows that something happens: planning a thousand databases takes a second or two without a pause.
 */
export async function runStage<S extends Stage>(task: Task<S>, doing: string): Promise<Answers[S]> {
  const sources: readonly Source[] = task.sources;
  const files = sources.map(({ file }) => file).join(", ");
  progress(`${doing} ${files}`);
  await yieldToEvents();
  if (sources.every(({ bytes }) => bytes.length < LARGE_BYTES)) return runTask(task);

  // Loaded here: few runs need it, and every start would pay for it.
  const { Worker } = await import("node:worker_threads");
  const began = Date.now();
  const ticking = setInterval(() => {
    progress(`${doing} ${files}: ${Math.round((Date.now() - began) / 1000)} s`);
  }, 250);
  try {
    return await new Promise<Answers[S]>((resolve, reject) => {
      const worker = new Worker(join(__dirname, "worker.cjs"), { workerData: task });
      worker.on("message", resolve);
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`the thread ended with ${code}`)));
    });
  } finally {
    clearInterval(ticking);
  }
}
