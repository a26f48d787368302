import { Command } from "commander";
import type { ExitCode } from "../exit.ts";

/** Takes the exit code of the command that ran. */
export type Answer = (code: ExitCode) => void;

/** Declares one command: its arguments, options and help. What it does is loaded when it is called. */
export type Declaration = (answer: Answer) => Command;

/** What FILE… stands for. */
export const FILES = "topology files, folders (their *.yaml and *.yml, recursively), globs, or - for standard input";

/** A command with examples at the end of its help. */
export function declare(name: string, description: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(description)
    .addHelpText("after", ["", "Examples:", ...examples.map((example) => `  $ ${example}`)].join("\n"));
}
