import { Command, CommanderError, Option } from "commander";
import { VERSION } from "../version.ts";
import { EXIT, type ExitCode, UsageError } from "./exit.ts";
import { tell } from "./terminal.ts";

const FILES = "topology files, folders (their *.yaml and *.yml, recursively), globs, or - for standard input";
const EXIT_CODES = `
Exit codes: 0 done; 1 the input has errors (or warnings under --strict); 64 wrong usage; 70 a bug of Hadrian's;
74 a file could not be read or written; 130 interrupted. Where several hold: 70, 74, 1.`;

/** Parses the command line, runs its command and returns the exit code. Each command is loaded when it is called. */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = new Command("hadrian")
    .description(
      "Compiles a topology of SQL Server mirroring and log shipping to reviewed T-SQL and PowerShell scripts.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .exitOverride()
    .showHelpAfterError("(--help says more)")
    .addHelpText("after", EXIT_CODES);

  program
    .command("validate")
    .description("check topologies against the schema and the rules of operation; the findings go to standard output")
    .argument("<FILE...>", FILES)
    .addOption(new Option("--format <format>", "how to print the findings").choices(["text", "json"]).default("text"))
    .option("--strict", "treat warnings as errors")
    .action(async (files: string[], options: { format: "text" | "json"; strict?: true }) => {
      const { validateFiles } = await import("./validate.ts");
      code = await validateFiles(files, options.format, options.strict === true);
    });

  program
    .command("compile")
    .description("write each topology's scripts, runbook and manifest to DIR/<name>")
    .argument("<FILE...>", FILES)
    .requiredOption("-o, --output <DIR>", "where the topologies' folders go; it is made if it is missing")
    .option("--strict", "write nothing for a topology with warnings")
    .action(async (files: string[], options: { output: string; strict?: true }) => {
      const { compileFiles } = await import("./compile.ts");
      code = await compileFiles(files, options.output, options.strict === true);
    });

  program
    .command("plan")
    .description("print the steps in their order, without writing anything")
    .argument("<FILE...>", FILES)
    .addOption(new Option("--format <format>", "how to print the steps").choices(["text", "json"]).default("text"))
    .action(async (files: string[], options: { format: "text" | "json" }) => {
      const { planFiles } = await import("./plan.ts");
      code = await planFiles(files, options.format);
    });

  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (!(error instanceof UsageError)) throw error;
    tell(`error: ${error.message}\n`);
    return EXIT.usage;
  }
}
