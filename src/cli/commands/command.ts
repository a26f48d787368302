import { Command, InvalidArgumentError, Option } from "commander";
import { nearest } from "../../nearest.ts";
import type { ExitCode } from "../exit.ts";

/** Takes the exit code of the command that ran. */
export type Answer = (code: ExitCode) => void;

/** Declares one command: its arguments, options and help. What it needs to do its work is loaded when it is called. */
export type Declaration = (answer: Answer) => Command;

/** What FILE… stands for. */
export const FILES = "topology files, folders (their *.yaml and *.yml, recursively), globs, or - for standard input";

/** A command with examples at the end of its help. */
export function declare(name: string, description: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(description)
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        ...examples.map((example) => (example.startsWith("#") ? `    ${example}` : `  $ ${example}`)),
      ].join("\n"),
    );
}

/** An option that takes one of a few values, the first by default. */
export function choiceOption(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices).default(choices[0]).argParser(choiceParser(choices));
}

/** Takes one of a few values; a mistyped one is answered with the nearest. */
export function choiceParser(choices: readonly string[]): (value: string) => string {
  return (value) => {
    if (choices.includes(value)) return value;
    const meant = meantOf(value, choices);
    const question = meant === null ? "" : ` Did you mean ${meant}?`;
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.${question}`);
  };
}

/** The choice that was meant; of `skype-for-business-2015` its first word may stand for it. */
function meantOf(value: string, choices: readonly string[]): string | null {
  const whole = nearest(value, choices);
  if (whole !== null) return whole;
  const firstWord = (choice: string) => choice.replace(/-.*/, "");
  const word = nearest(value, choices.map(firstWord));
  return choices.find((choice) => firstWord(choice) === word) ?? null;
}
