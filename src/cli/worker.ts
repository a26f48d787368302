// dist/worker.cjs: what runs in the thread of a large topology.
import { parentPort, workerData } from "node:worker_threads";
import type { Stage } from "./stages.ts";
import { runTask, type Task } from "./task.ts";

void runTask(workerData as Task<Stage>).then((result) => {
  // The files' bytes are handed over, not copied.
  const buffers = "artifacts" in result ? result.artifacts.map(({ bytes }) => bytes.buffer as ArrayBuffer) : [];
  parentPort?.postMessage(result, buffers);
});
