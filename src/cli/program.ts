import { Command, CommanderError } from "commander";
import { nearest } from "../nearest.ts";
import { VERSION } from "../version.ts";
import type { Declaration } from "./commands/command.ts";
import { compileCommand } from "./commands/compile.ts";
import { completionCommand } from "./commands/completion.ts";
import { explainCommand } from "./commands/explain.ts";
import { initCommand } from "./commands/init.ts";
import { planCommand } from "./commands/plan.ts";
import { schemaCommand } from "./commands/schema.ts";
import { showCommand } from "./commands/show.ts";
import { templatesCommand } from "./commands/templates.ts";
import { validateCommand } from "./commands/validate.ts";
import { EXIT, type ExitCode, UsageError } from "./exit.ts";
import { tell } from "./terminal.ts";

const COMMANDS: readonly Declaration[] = [
  initCommand,
  validateCommand,
  compileCommand,
  planCommand,
  showCommand,
  explainCommand,
  templatesCommand,
  schemaCommand,
  completionCommand,
];

const AFTER = `
Examples:
  $ hadrian init
  $ hadrian validate topology.yaml
  $ hadrian plan topology.yaml
  $ hadrian compile topology.yaml -o out

Exit codes: 0 done; 1 the input has errors (or warnings under --strict); 2 --check found a difference; 64 wrong usage;
70 a bug of Hadrian's; 74 a file could not be read or written; 130 interrupted. Where several hold: 70, 74, 1, 2.`;

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
    .addHelpText("after", AFTER);
  for (const declaration of COMMANDS) {
    const command = declaration((answer) => {
      code = answer;
    });
    for (const part of [command, ...command.commands]) part.copyInheritedSettings(program);
    program.addCommand(command);
  }

  try {
    checkHelp(argv, program);
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (!(error instanceof UsageError)) throw error;
    tell(`error: ${error.message}\n`);
    return EXIT.usage;
  }
}

/** Of `help` with a mistyped command the library prints the whole help, and not what was meant. */
function checkHelp([, , verb, topic]: readonly string[], { commands }: Command): void {
  if (verb !== "help" || topic === undefined || topic.startsWith("-")) return;
  const names = [...commands.map((command) => command.name()), "help"];
  if (names.includes(topic)) return;
  const meant = nearest(topic, names);
  throw new UsageError(
    `unknown command '${topic}'\n(${meant === null ? "--help lists them" : `Did you mean ${meant}?`})`,
  );
}
