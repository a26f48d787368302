import type { OwnTemplates } from "../render/own.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { checkFiles, type Input, readInputs, type Source } from "./inputs.ts";
import type { Answers, Stage } from "./stages.ts";
import { complain, reportBug } from "./terminal.ts";
import { runStage } from "./thread.ts";

/** Makes an exit code of a stage's answer for one topology. */
type Take<S extends Stage> = (source: Source, answer: Answers[S]) => ExitCode | Promise<ExitCode>;

/**
 * Runs a stage for each topology that can be read, hands its answer to `take`, and returns the exit codes that hold. What
 * cannot be read, or trips a bug of ours, is told and does not stop the others.
 */
export async function eachTopology<S extends Stage>(
  files: readonly string[],
  stage: S,
  doing: string,
  take: Take<S>,
): Promise<Set<ExitCode>> {
  checkFiles(files);
  return eachInput(readInputs(files), stage, doing, take);
}

/** The same for topologies that have been read already, with a user's templates in the place of Hadrian's. */
export async function eachInput<S extends Stage>(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  stage: S,
  doing: string,
  take: Take<S>,
  own: OwnTemplates | null = null,
): Promise<Set<ExitCode>> {
  const codes = new Set<ExitCode>();
  for await (const input of inputs) {
    if ("unreadable" in input) {
      complain(input.file, input.unreadable);
      codes.add(EXIT.io);
      continue;
    }
    try {
      codes.add(await take(input, await runStage({ stage, sources: [input], own }, doing)));
    } catch (error) {
      reportBug(error, input.file);
      codes.add(EXIT.bug);
    }
  }
  return codes;
}
