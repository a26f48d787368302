import type { DiagnosticCode, Severity } from "./diagnostic.ts";

/** A mistake and its cure, as short as they can be shown. */
export interface Example {
  /** What the diagnostic is about: a fragment of the file, indented as it likes; or a sentence. */
  readonly before: string;
  /** The same without the mistake. */
  readonly after: string;
  /** Where no text can show it (an encoding, a size): both are sentences about the file. */
  readonly isProse?: true;
}

/** All there is to say of a code beyond its message. */
export interface Explanation {
  readonly code: DiagnosticCode;
  /** A name for it, where it has one: a rule's file is `<code>-<name>.ts`. */
  readonly name: string | null;
  readonly severity: Severity;
  /** The severity of some of its findings, where it is not the only one. */
  readonly also: Severity | null;
  /** One line: what is wrong, or for a rule what has to hold. */
  readonly title: string;
  /** Why. */
  readonly why: string;
  /** How to mend it. */
  readonly hint: string;
  readonly example: Example;
  /** Who says so, as {@link sourceOf} reads it. */
  readonly source: string;
}

/** The codes of one first letter. */
export interface Family {
  readonly letter: string;
  readonly title: string;
  /** What its codes are about, in a sentence. */
  readonly about: string;
  /** The language of the file that the codes are about, and of the examples. */
  readonly language: string;
}

/** Every family, in the order in which a file meets them. */
export const families: readonly Family[] = [
  {
    letter: "Y",
    title: "Reading the file",
    about:
      "The file's bytes, text and YAML. Where one of them stops the reading, nothing else can be said of the file.",
    language: "yaml",
  },
  {
    letter: "S",
    title: "The shape of the topology",
    about: "Keys and values that schema/topology.schema.json does not have, or takes in another form.",
    language: "yaml",
  },
  {
    letter: "T",
    title: "What names what",
    about: "Names that lead nowhere, and what is still missing once defaults and profiles are merged.",
    language: "yaml",
  },
  {
    letter: "L",
    title: "Rules of operation",
    about: "What SQL Server, Skype for Business or the night shift would trip over.",
    language: "yaml",
  },
  {
    letter: "H",
    title: "Templates of one's own",
    about:
      "A template that would write something else than it seems, or a script without its guard. Examples are pieces of templates.",
    language: "handlebars",
  },
];

/** Numbers of rules that there are no rules of: what they stand for holds by construction or is checked on the server. */
export const numbersWithoutRule: readonly string[] = ["L02", "L15", "L18", "L20"];

/** The family that a code is of. */
export function familyOf(code: DiagnosticCode): Family {
  const family = families.find(({ letter }) => code.startsWith(letter));
  if (family === undefined) throw new Error(`${code} is of no family`);
  return family;
}

/** An example's text without the indentation that its lines have in common, and without blank lines around it. */
export function exampleText(text: string): string {
  const lines = text.replace(/^\n|\n *$/g, "").split("\n");
  const indentation = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/[^ ]/)));
  return lines.map((line) => line.slice(indentation)).join("\n");
}
