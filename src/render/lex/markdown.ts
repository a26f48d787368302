/** What Markdown is in the middle of: text, a fenced block, a span of code. */
export type MarkdownMode = "text" | "```" | "`";

/**
 * Follows Markdown as far as a template needs it.
 *
 * @param text - any piece of a document
 * @param entry - what it begins in the middle of
 * @param atLineStart - whether it begins a line
 * @returns what the text ends in the middle of
 */
export function followMarkdown(text: string, entry: MarkdownMode, atLineStart: boolean): MarkdownMode {
  let mode = entry;
  for (const [index, line] of text.split("\n").entries()) {
    const whole = index > 0 || atLineStart;
    if (whole && /^\s*```/.test(line)) {
      mode = mode === "```" ? "text" : "```";
      continue;
    }
    // A span of code ends with its paragraph.
    if (mode === "`" && line.trim() === "" && index > 0) mode = "text";
    if (mode === "```") continue;
    for (const char of line) if (char === "`") mode = mode === "`" ? "text" : "`";
  }
  return mode;
}
