import { expect, it } from "vitest";
import { followMarkdown } from "../../../src/render/lex/markdown.ts";

it.each([
  ["a `b", "text", "`"],
  ["b` c", "`", "text"],
  ["```sql\na `b\n", "text", "```"],
  ["a\n```\n", "```", "text"],
  ["a `b\n\nc", "text", "text"],
] as const)("%j, from within %s", (text, entry, exit) => {
  expect(followMarkdown(text, entry, true)).toBe(exit);
});
