// What the documents of rules and of diagnostics have in common: a table of codes, and what is said of each.
import { sentence, severityText } from "../../src/diagnostics/explain.ts";
import type { Explanation } from "../../src/diagnostics/explanation.ts";
import { plainText, toMarkdown } from "../../src/diagnostics/markdown.ts";

const headingOf = ({ code, name }: Explanation): string => (name === null ? code : `${code} ${name}`);

/** A table with a link to each code, its severity and its title. */
export function table(explanations: readonly Explanation[], about: string): string {
  const rows = explanations.map((one) => {
    const anchor = headingOf(one).toLowerCase().replaceAll(" ", "-");
    return `| [${one.code}](#${anchor}) | ${severityText(one)} | ${plainText(sentence(one.title))} |`;
  });
  return [`| Code | Severity | ${about} |`, "| --- | --- | --- |", ...rows].join("\n");
}

/** What there is to say of each code, under headings of a level. */
export function entries(explanations: readonly Explanation[], level: 2 | 3): string {
  return explanations
    .map((one) => {
      const title = `**${plainText(sentence(one.title))}** ${sentence(severityText(one)).replace(/^./, (letter) => letter.toUpperCase())}`;
      return `${"#".repeat(level)} ${headingOf(one)}\n\n${title}\n\n${toMarkdown(one)}`;
    })
    .join("\n\n");
}

/** What the examples are pieces of. */
export const EXAMPLES = [
  "The examples are pieces of [one topology](../fixtures/examples/sql-server.yaml) or, where they begin with",
  "`platform: skype-for-business-2015`, of [another](../fixtures/examples/skype-for-business-2015.yaml). Laid over it, *before* gives the",
  "finding that it stands under and no other, and *after* gives none: the tests prove it.",
].join("\n");
