import type { ExplainOptions } from "../../diagnostics/explain.ts";
import type { Explanation } from "../../diagnostics/explanation.ts";
import { nearest } from "../../nearest.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { isColoured, print } from "../terminal.ts";
import { type Declaration, declare } from "./command.ts";

/** Without a terminal. */
const WIDTH = 80;
/** Longer lines are hard to read, and narrower ones have no room for an example. */
const [NARROWEST, WIDEST] = [40, 100];

export const explainCommand: Declaration = (answer) =>
  declare("explain", "say what a diagnostic means, why, and how to mend it; without a code, list them all", [
    "hadrian explain L05",
    "hadrian explain s01 t07",
    "hadrian explain l05-partner-versions",
    "hadrian explain",
  ])
    .argument("[CODE...]", "codes as diagnostics show them, in any case, or names of rules")
    .action(async (codes: string[]) => answer(await explain(codes)));

/** What each code means, or a list of all, on stdout. */
async function explain(codes: readonly string[]): Promise<ExitCode> {
  const { toExplanations, toList } = await import("../../diagnostics/explain.ts");
  const { numbersWithoutRule } = await import("../../diagnostics/explanation.ts");
  const { explanations } = await import("../stages.ts");
  const all = await explanations();
  const options: ExplainOptions = {
    width: Math.max(NARROWEST, Math.min(process.stdout.columns ?? WIDTH, WIDEST)),
    colour: isColoured(process.stdout),
  };
  print(codes.length === 0 ? toList(all, options) : toExplanations(chosen(codes, all, numbersWithoutRule), options));
  return EXIT.done;
}

/** The explanations of what was asked for, each once, in that order. */
function chosen(words: readonly string[], all: readonly Explanation[], withoutRule: readonly string[]): Explanation[] {
  const found = words.map((word) => all.find((one) => namesOf(one).includes(plain(word))));
  const unknown = words.filter((_, index) => found[index] === undefined);
  if (unknown.length > 0) {
    const lines = [...new Set(unknown)].map((word) => complaint(word, all, withoutRule));
    throw new UsageError(`${lines.join("\n       ")}\n(hadrian explain lists them all)`);
  }
  return [...new Set(found.filter((one) => one !== undefined))];
}

/** By what a code can be asked for, the usual first: `l05`, `l05-partner-versions`, `partner-versions`. */
function namesOf({ code, name }: Explanation): string[] {
  const lower = code.toLowerCase();
  return name === null ? [lower] : [lower, `${lower}-${name}`, name];
}

/** A word as names are written; a rule's file name may have its ending. */
function plain(word: string): string {
  return word.toLowerCase().replace(/\.(ts|yaml|out)$/, "");
}

function complaint(word: string, all: readonly Explanation[], withoutRule: readonly string[]): string {
  // A control character would move the cursor, and a very long word bury the message.
  const shown = word.replaceAll(/\p{Cc}/gu, "\u00b7").slice(0, 60);
  if (withoutRule.some((code) => code.toLowerCase() === plain(word))) {
    return `${shown} is no rule: what it stands for holds by construction or is checked on the server`;
  }
  const meant = meantBy(plain(word), all);
  return `there is no diagnostic "${shown}"${meant === null ? "" : `; did you mean ${meant}?`}`;
}

/** What was probably meant: a rule by its name where that is what was nearly said, else by the code. */
function meantBy(word: string, all: readonly Explanation[]): string | null {
  const name = nearest(word, all.flatMap(namesOf));
  const one = name === null ? undefined : all.find((candidate) => namesOf(candidate).includes(name));
  if (one === undefined) return null;
  return name === one.code.toLowerCase() ? one.code : `${one.code.toLowerCase()}-${one.name}`;
}
