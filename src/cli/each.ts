import { EXIT, type ExitCode } from "./exit.ts";
import { readInputs, type Source } from "./inputs.ts";
import { breathe, complain, confess, progress } from "./terminal.ts";

/**
 * Does `work` for each topology that can be read, and returns the exit codes that hold. What cannot be read, or trips a
 * bug of ours, is told and does not stop the others.
 */
export async function eachTopology(
  files: readonly string[],
  doing: string,
  work: (source: Source) => ExitCode,
): Promise<Set<ExitCode>> {
  const codes = new Set<ExitCode>();
  for await (const input of readInputs(files)) {
    if ("unreadable" in input) {
      complain(input.file, input.unreadable);
      codes.add(EXIT.io);
      continue;
    }
    progress(`${doing} ${input.file}`);
    await breathe();
    try {
      codes.add(work(input));
    } catch (error) {
      confess(error, input.file);
      codes.add(EXIT.bug);
    }
  }
  return codes;
}
