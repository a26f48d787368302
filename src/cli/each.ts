import { EXIT, type ExitCode } from "./exit.ts";
import { readInputs, type Source } from "./inputs.ts";
import type { Answers, Stage } from "./stages.ts";
import { complain, confess } from "./terminal.ts";
import { runStage } from "./thread.ts";

/**
 * Runs a stage for each topology that can be read, hands its answer to `take`, and returns the exit codes that hold. What
 * cannot be read, or trips a bug of ours, is told and does not stop the others.
 */
export async function eachTopology<S extends Stage>(
  files: readonly string[],
  stage: S,
  doing: string,
  take: (source: Source, answer: Answers[S]) => ExitCode,
): Promise<Set<ExitCode>> {
  const codes = new Set<ExitCode>();
  for await (const input of readInputs(files)) {
    if ("unreadable" in input) {
      complain(input.file, input.unreadable);
      codes.add(EXIT.io);
      continue;
    }
    try {
      codes.add(take(input, await runStage(stage, input, doing)));
    } catch (error) {
      confess(error, input.file);
      codes.add(EXIT.bug);
    }
  }
  return codes;
}
