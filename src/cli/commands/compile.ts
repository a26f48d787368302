import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Emitted } from "../../emit/emit.ts";
import type { Examined } from "../../emit/examine.ts";
import type { Problem } from "../../emit/problem.ts";
import type { Change } from "../../emit/tree.ts";
import { EXIT, type ExitCode, gravest, UsageError } from "../exit.ts";
import { complain, isColoured, print, progress, tell, yieldToEvents } from "../terminal.ts";
import { type Declaration, declare, FILES } from "./command.ts";

interface Options {
  readonly output: string;
  readonly strict?: true;
  readonly check?: true;
  readonly dryRun?: true;
  readonly templates?: string;
  readonly discardEdits?: true;
}

export const compileCommand: Declaration = (answer) =>
  declare("compile", "write each topology's scripts, runbook and manifest to DIR/<name>", [
    "hadrian compile topology.yaml -o out",
    "hadrian compile 'topologies/*.yaml' -o out --strict",
    "hadrian compile topologies/ -o out --check",
    "hadrian compile topologies/ -o out --templates house-style",
    "hadrian compile topology.yaml -o out --discard-edits",
    "git show HEAD:topology.yaml | hadrian compile - -o out",
  ])
    .argument("<FILE...>", FILES)
    .requiredOption("-o, --output <DIR>", "where the topologies' folders go; it is made if it is missing")
    .option("--strict", "write nothing for a topology with warnings")
    .option("--check", "write nothing; print a diff of what would change, and exit with 2 if anything would")
    .option("--dry-run", "write nothing; print how many files would change")
    .option("--templates <DIR>", "templates of your own in the place of Hadrian's; see hadrian templates --help")
    .option("--discard-edits", "replace files that somebody edited, too; without it the first one stops a topology")
    .action(async (files: string[], options: Options) => {
      const { output, strict: isStrict = false, check, dryRun, templates = null, discardEdits = false } = options;
      // With both --check decides: it says more, and writes as little.
      const mode = check ? "check" : dryRun ? "dry-run" : "write";
      answer(await compileFiles(files, { output, isStrict, mode, templates, discardEdits }));
    });

/** How `hadrian compile` is to do it. */
export interface CompileOptions {
  /** The folder that gets a folder for each topology. */
  readonly output: string;
  /** Warnings stop a topology as errors do. */
  readonly isStrict: boolean;
  /** `check` shows what would change, `dry-run` counts it; both write nothing. */
  readonly mode: "write" | "check" | "dry-run";
  /** The folder of the user's own templates; null for Hadrian's. */
  readonly templates: string | null;
  /** Files that somebody edited may go. */
  readonly discardEdits: boolean;
}

/** Another run at the same output is over in moments. */
const PATIENCE_MS = 10_000;

const ADVICE = "keep the edit elsewhere, such as in a template of your own, or let it go with --discard-edits";

/**
 * Findings on stderr, what was written on stdout. One topology that fails does not stop the others; no
 * more than one topology's files are held at a time.
 */
export async function compileFiles(files: readonly string[], options: CompileOptions): Promise<ExitCode> {
  const { output, isStrict, mode, templates, discardEdits } = options;
  const { checkFiles, collectInputs } = await import("../inputs.ts");
  checkFiles(files);
  if (output === "") throw new UsageError("the output folder's name is empty");
  if (output.startsWith("-")) {
    throw new UsageError(`-o is followed by ${output}, not by a folder; a folder of that name is ./${output}`);
  }
  const own = templates === null ? null : await (await import("../own-templates.ts")).ownTemplates(templates);
  if (typeof own === "number") return own;
  const { emit, mend } = await import("../../emit/emit.ts");
  const { examine } = await import("../../emit/examine.ts");
  const { eachInput } = await import("../each.ts");
  const { sharedNames } = await import("../names.ts");
  const { asText, countOf, stops } = await import("../report.ts");
  const problems = mode === "write" ? mend(output) : [];
  for (const problem of problems) complain(problem.path, problem.reason);

  const inputs = await collectInputs(files);
  const shared = await sharedNames(inputs);
  const written = new Map<string, string>();
  // Told after every finding: they are about folders, not about a topology's text.
  const complaints: (readonly [path: string, reason: string])[] = [];
  const codes = await eachInput(
    inputs,
    "compile",
    "compiling",
    async (source, { diagnostics, name, artifacts }) => {
      const reported = [{ source, diagnostics }];
      tell(asText(reported, isColoured(process.stderr)));
      const namesakes = name === null ? undefined : shared.get(name);
      if (namesakes?.[0] === source) {
        const named = namesakes.map(({ file }) => file).join(", ");
        const reason = `these topologies have one name, ${name}, and would have one folder; nothing is written for them`;
        complaints.push([named, reason]);
      }
      if (stops(diagnostics, isStrict)) {
        tell(`hadrian: ${source.file}: ${countOf(reported)}; nothing is written for it\n`);
        return EXIT.input;
      }
      if (name === null) throw new Error("no error was found, and yet there is no topology");
      if (namesakes !== undefined) return EXIT.input;
      const other = written.get(name);
      if (other !== undefined) throw new Error(`its name, ${name}, is that of ${other}, which was not foreseen`);
      written.set(name, source.file);

      progress(`${mode === "write" ? "writing" : "comparing"} ${join(output, name)}`);
      await yieldToEvents();
      const result = await inTurn<Emitted | Examined>(() => {
        return mode === "write" ? emit(output, name, artifacts, { discardEdits }) : examine(output, name, artifacts);
      });
      if (!("folder" in result)) {
        const reason = result.kind === "edited" ? `${result.reason}; ${ADVICE}` : result.reason;
        complaints.push([result.path, mode === "write" ? `${reason}; nothing was written` : reason]);
        return result.kind === "refused" || result.kind === "edited" ? EXIT.input : EXIT.io;
      }
      const { folder, leftover } = result;
      if (result.kind === "examined") {
        const { changes } = result;
        const edited = discardEdits ? null : result.edited;
        if (mode === "check" && changes.length > 0) {
          const { changesText } = await import("../changes.ts");
          print(changesText(folder, changes, isColoured(process.stdout)));
        }
        if (mode === "check" || edited === null) {
          print(
            `${folder}: ${artifacts.length} files, ${wouldBe(changes, edited === null ? "" : " with --discard-edits")}\n`,
          );
        }
        if (edited !== null) complaints.push([edited.path, `${edited.reason}, which stops a compile; ${ADVICE}`]);
        if (leftover !== null) complaints.push([leftover, "a killed run left it; the next compile mends that"]);
        if (mode === "check") return changes.length > 0 ? EXIT.different : EXIT.done;
        return edited === null ? EXIT.done : EXIT.input;
      }
      print(`${folder}: ${artifacts.length} files, ${result.kind}\n`);
      if (leftover !== null) {
        complaints.push([leftover, "the old files could not be removed; the next compile tries again"]);
      }
      return EXIT.done;
    },
    own,
  );
  for (const { kind } of problems) codes.add(kind === "refused" ? EXIT.input : EXIT.io);
  for (const [path, reason] of complaints) complain(path, reason);
  return gravest(codes);
}

/** `unchanged`, or `would be written: 1 added, 3 changed`. */
function wouldBe(changes: readonly Change[], how: string): string {
  if (changes.length === 0) return "unchanged";
  const added = changes.filter(({ before }) => before === null).length;
  const removed = changes.filter(({ after }) => after === null).length;
  const counts = { added, changed: changes.length - added - removed, removed };
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  return `would be written${how}: ${told.map(([what, count]) => `${count} ${what}`).join(", ")}`;
}

/** Waits while another run writes the same folder. */
async function inTurn<T extends Emitted | Examined>(attempt: () => T | Problem): Promise<T | Problem> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const result = attempt();
    if (result.kind !== "busy" || Date.now() > end) return result;
    progress(`waiting for ${result.path}: ${result.reason}`);
    await setTimeout(100);
  }
}
