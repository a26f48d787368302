import { sentence, shownExample } from "./explain.ts";
import { type Explanation, familyOf } from "./explanation.ts";
import { sourceOf } from "./source.ts";

/** Why, how to mend it, both shown, and who says so: what stands under a code's heading. */
export function toMarkdown({ code, example, hint, source, why }: Explanation): string {
  const { text, address } = sourceOf(source);
  const shown = (what: string) => {
    return example.isProse ? plainText(what) : `\`\`\`${familyOf(code).language}\n${shownExample(what)}\n\`\`\``;
  };
  return [
    plainText(why),
    `**How to mend it:** ${plainText(hint)}`,
    "Before:",
    shown(example.before),
    "After:",
    shown(example.after),
    address === null ? `Source: ${plainText(sentence(text))}` : `Source: <${address}>`,
  ].join("\n\n");
}

/** A text in which Markdown finds nothing to mark up: paths, `<database>` and `x-*` come out as they are. */
export function plainText(text: string): string {
  // Underscores mark up only at a word's edge, which those of sp_add_schedule are not at.
  return text.replace(/[\\`*<[|]|\b_|_\b/g, "\\$&");
}
