import pc from "picocolors";
import { type Explanation, exampleText, families } from "./explanation.ts";
import { sourceOf } from "./source.ts";

/** How explanations are printed. */
export interface ExplainOptions {
  /** Columns that a line may have. */
  readonly width: number;
  /** Only for a terminal. */
  readonly colour?: boolean;
}

/** What a code means, why, how to mend it, both shown, and who says so; a blank line between two codes. */
export function toExplanations(explanations: readonly Explanation[], { width, colour }: ExplainOptions): string {
  const paint = pc.createColors(colour ?? false);
  const part = (name: string, lines: readonly string[]) => ["", paint.bold(name), ...lines];
  const prose = (text: string) => wrap(text, width, "  ");
  return explanations
    .map((one) => {
      const { code, example, hint, severity, source, title, why } = one;
      const shown = (text: string, mark: (line: string) => string) => {
        if (example.isProse) return prose(text);
        const lines = shownExample(text).split("\n");
        return lines.map((line) => (line === "" ? "" : `    ${mark(line)}`));
      };
      const mark = severity === "error" ? paint.red : paint.yellow;
      const [head = "", ...rest] = wrap(`${code}  ${sentence(title)}`, width, "     ", "");
      return [
        `${paint.bold(code)}${head.slice(code.length)}`,
        ...rest,
        `     ${mark(severityText(one))}`,
        ...part("Why", prose(why)),
        ...part("How to mend it", prose(hint)),
        ...part("Before", shown(example.before, paint.red)),
        ...part("After", shown(example.after, paint.green)),
        ...part("Source", prose(sourceOf(source).text)),
        "",
      ].join("\n");
    })
    .join("\n\n");
}

/** Every code with its title, by family. */
export function toList(explanations: readonly Explanation[], { width, colour }: ExplainOptions): string {
  const paint = pc.createColors(colour ?? false);
  const groups = families.map(({ letter, title }) => {
    const own = explanations.filter(({ code }) => code.startsWith(letter));
    const lines = own.flatMap((one) => {
      const [head = "", ...rest] = wrap(`${one.code}  ${sentence(one.title)}`, width, "       ", "  ");
      return [head.replace(one.code, paint.bold(one.code)), ...rest];
    });
    return [paint.bold(title), ...lines, ""].join("\n");
  });
  return [...groups, "hadrian explain CODE says why, and how to mend it.\n"].join("\n");
}

/** `error`, or `error; in some cases a warning`. */
export function severityText({ severity, also }: Pick<Explanation, "severity" | "also">): string {
  if (also === null) return severity;
  return `${severity}; in some cases ${also === "error" ? "an error" : "a warning"}`;
}

/** An example as it can be shown: tabs and control characters, which nobody would see, by their pictures. */
export function shownExample(text: string): string {
  return exampleText(text)
    .replaceAll("\t", "\u2192")
    .replace(/[^\n\P{Cc}]/gu, (character) => String.fromCodePoint(0x2400 + (character.codePointAt(0) ?? 0)));
}

/** A rule's title ends without a full stop, a diagnostic's with one. */
export function sentence(title: string): string {
  return title.endsWith(".") ? title : `${title}.`;
}

/** Lines of at most `width` columns; what has no blank in it is never cut. */
function wrap(text: string, width: number, indentation: string, first = indentation): string[] {
  const lines: string[] = [];
  let line = "";
  // Two blanks stand after a code.
  for (const word of text.split(/(?<! ) /)) {
    const lead = lines.length === 0 ? first : indentation;
    if (line !== "" && `${lead}${line} ${word}`.length > width) {
      lines.push(`${lead}${line}`);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(`${lines.length === 0 ? first : indentation}${line}`);
  return lines;
}
