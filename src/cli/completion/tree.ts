import type { Command } from "commander";

/** What may stand in a place of the command line. */
export type Value =
  | { readonly kind: "choices"; readonly choices: readonly string[] }
  | { readonly kind: "file" | "folder" | "free" };

/** A word, and what it is for. */
export interface Word {
  readonly name: string;
  readonly description: string;
}

/** An option, as a shell completes it. */
export interface Flag {
  /** `-o`, `--output`. */
  readonly names: readonly string[];
  readonly description: string;
  /** Null for one that takes none. */
  readonly value: Value | null;
}

/** A command, or the program itself, as a shell completes it. */
export interface Verb {
  /** The words that call it: none for the program, `templates check`. */
  readonly words: string;
  readonly commands: readonly Word[];
  readonly flags: readonly Flag[];
  /** Null for one without arguments. */
  readonly argument: Value | null;
}

/** The program and every command of it, as they are declared. */
export function verbsOf(program: Command): readonly Verb[] {
  return [verbOf(program, "", null), ...below(program, "")];
}

function below(parent: Command, words: string): readonly Verb[] {
  return commandsOf(parent).flatMap((command) => {
    const path = `${words} ${command.name()}`.trim();
    return [verbOf(command, path, parent), ...below(command, path)];
  });
}

function commandsOf(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}

function verbOf(command: Command, words: string, parent: Command | null): Verb {
  const [argument] = command.registeredArguments;
  // The argument of `help`, which the library declares without choices.
  const topics =
    argument?.name() === "command" && parent !== null ? commandsOf(parent).map((one) => one.name()) : undefined;
  const options = command.createHelp().visibleOptions(command);
  return {
    words,
    commands: commandsOf(command).map((one) => ({ name: one.name(), description: one.description() })),
    flags: options.map(({ short, long, description, required, optional, argChoices, flags }) => ({
      names: [short, long].filter((name) => name !== undefined),
      description,
      value: required || optional ? placeOf(/[<[]([^<[]+)[>\]]/.exec(flags)?.[1] ?? "", argChoices) : null,
    })),
    argument: argument === undefined ? null : placeOf(argument.name(), argument.argChoices ?? topics),
  };
}

/** What goes into a place, by its name: the help writes DIR for a folder; FILE, OLD, NEW, INVENTORY for a file. */
function placeOf(name: string, choices: readonly string[] | undefined): Value {
  if (choices !== undefined) return { kind: "choices", choices };
  if (/\bDIR\b/.test(name)) return { kind: "folder" };
  return { kind: /\b(?:FILE|OLD|NEW|INVENTORY)\b/.test(name) ? "file" : "free" };
}

/** What tells commands from other words: each with the words before it, ` templates`, `templates list`. */
export function callsOf(verbs: readonly Verb[]): readonly string[] {
  return verbs.flatMap(({ words }) => (words === "" ? [] : [words.includes(" ") ? words : ` ${words}`]));
}

/** Each option that takes a value, by the words before the value: `compile -o`, `compile --output`. */
export function valuesOf(
  verbs: readonly Verb[],
): readonly { readonly before: readonly string[]; readonly value: Value }[] {
  return verbs.flatMap(({ words, flags }) =>
    flags.flatMap(({ names, value }) =>
      value === null ? [] : [{ before: names.map((name) => `${words} ${name}`), value }],
    ),
  );
}

/** Each name of each option, with what it is for. */
export function namesOf({ flags }: Verb): readonly Word[] {
  return flags.flatMap(({ names, description }) => names.map((name) => ({ name, description })));
}
