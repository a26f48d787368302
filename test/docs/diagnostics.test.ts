import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/exit.ts";
import { numbersWithoutRule } from "../../src/diagnostics/explanation.ts";
import { plainText } from "../../src/diagnostics/markdown.ts";
import { explanations } from "../../src/validate/explanations.ts";
import { ROOT } from "../support/fixtures.ts";

const read = (name: string) => readFileSync(join(ROOT, "docs", name), "utf8");
const documents = { "rules.md": read("rules.md"), "diagnostics.md": read("diagnostics.md") };
const headings = (text: string) => [...text.matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? "");
/** How GitHub and most others name a heading's anchor. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");

describe("docs/rules.md and docs/diagnostics.md", () => {
  it("have every code, each in one of them, in order", () => {
    const codesOf = (text: string) =>
      headings(text).flatMap((heading) => /^([A-Z]\d\d)(?![\d,])/.exec(heading)?.[1] ?? []);
    const all = [...codesOf(documents["diagnostics.md"]), ...codesOf(documents["rules.md"])];
    expect(all.sort()).toEqual(explanations.map(({ code }) => code as string).sort());
    for (const code of numbersWithoutRule) expect(documents["rules.md"]).toMatch(new RegExp(`^## .*${code}`, "m"));
  });

  it.each(Object.entries(documents))("%s has no link that leads nowhere", (_, text) => {
    const anchors = headings(text).map(anchor);
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? "");
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) {
      if (link.startsWith("#")) expect(anchors).toContain(link.slice(1));
      else expect(existsSync(join(ROOT, "docs", link)), link).toBe(true);
    }
  });

  it("show a finding as the README does, which is tested, and every exit code", () => {
    const [finding = ""] = /^topology\.yaml:[^`]+/m.exec(documents["diagnostics.md"]) ?? [];
    expect(finding).toContain("[L01]");
    expect(readFileSync(join(ROOT, "README.md"), "utf8")).toContain(finding);
    for (const code of Object.values(EXIT))
      expect(documents["diagnostics.md"]).toMatch(new RegExp(`^\\| ${code} \\| `, "m"));
  });
});

it("plainText keeps Markdown from marking anything up", () => {
  expect(plainText("\\\\fs1\\<database>, $(x), x-*, a|b, [L01], `c`")).toBe(
    "\\\\\\\\fs1\\\\\\<database>, $(x), x-\\*, a\\|b, \\[L01], \\`c\\`",
  );
  expect(plainText("sp_add_schedule _x_")).toBe("sp_add_schedule \\_x\\_");
});
