import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Artifact } from "../emit/artifact.ts";
import type { Emitted } from "../emit/emit.ts";
import { eachTopology } from "./each.ts";
import { EXIT, type ExitCode, gravest, UsageError } from "./exit.ts";
import { checkFiles } from "./inputs.ts";
import { asText, countOf, stops } from "./report.ts";
import { breathe, complain, confess, isColoured, print, progress, tell } from "./terminal.ts";

/** A topology in this run; its artifacts are null where it may not be written. */
interface Compiled {
  readonly file: string;
  readonly artifacts: readonly Artifact[] | null;
}

/** Another run at the same output is over in moments. */
const PATIENCE_MS = 10_000;

/** `hadrian compile`: findings on stderr, what was written on stdout. One topology that fails does not stop the others. */
export async function compileFiles(files: readonly string[], output: string, isStrict: boolean): Promise<ExitCode> {
  checkFiles(files);
  if (output === "") throw new UsageError("the output folder's name is empty");
  const { emit, mend } = await import("../emit/emit.ts");
  const problems = mend(output);
  for (const problem of problems) complain(problem.path, problem.reason);

  const byName = new Map<string, Compiled[]>();
  const codes = await eachTopology(files, "compile", "compiling", (source, { diagnostics, name, artifacts }) => {
    const reported = [{ source, diagnostics }];
    tell(asText(reported, isColoured(process.stderr)));
    const mayWrite = !stops(diagnostics, isStrict);
    if (name !== null) {
      const compiled = { file: source.file, artifacts: mayWrite ? artifacts : null };
      byName.set(name, [...(byName.get(name) ?? []), compiled]);
    }
    if (!mayWrite) {
      tell(`hadrian: ${source.file}: ${countOf(reported)}; nothing is written for it\n`);
      return EXIT.input;
    }
    if (name === null) throw new Error("no error was found, and yet there is no topology");
    return EXIT.done;
  });
  for (const { kind } of problems) codes.add(kind === "refused" ? EXIT.input : EXIT.io);

  for (const [name, [only, ...others]] of byName) {
    if (only === undefined) continue;
    if (others.length > 0) {
      const named = [only, ...others].map(({ file }) => file).join(", ");
      complain(
        named,
        `these topologies have one name, ${name}, and would have one folder; nothing is written for them`,
      );
      codes.add(EXIT.input);
      continue;
    }
    const { file, artifacts } = only;
    if (artifacts === null) continue;
    progress(`writing ${join(output, name)}`);
    await breathe();
    try {
      codes.add(announce(await emitInTurn(() => emit(output, name, artifacts)), artifacts.length));
    } catch (error) {
      confess(error, file);
      codes.add(EXIT.bug);
    }
  }
  return gravest(codes);
}

/** Waits while another run writes the same folder. */
async function emitInTurn(attempt: () => Emitted): Promise<Emitted> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const result = attempt();
    if (result.kind !== "busy" || Date.now() > end) return result;
    progress(`waiting for ${result.path}: ${result.reason}`);
    await setTimeout(100);
  }
}

function announce(result: Emitted, count: number): ExitCode {
  if ("folder" in result) {
    print(`${result.folder}: ${count} files, ${result.kind}\n`);
    if (result.leftover !== null) {
      complain(result.leftover, "the old files could not be removed; the next compile tries again");
    }
    return EXIT.done;
  }
  complain(result.path, `${result.reason}; nothing was written`);
  return result.kind === "refused" ? EXIT.input : EXIT.io;
}
