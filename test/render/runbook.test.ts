import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, it } from "vitest";
import { compileCase, okCases, textOf } from "../support/fixtures.ts";

let parse: (text: string) => Promise<unknown>;

beforeAll(async () => {
  // Mermaid cleans labels by a DOM.
  const { window } = new JSDOM("");
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import("mermaid");
  parse = (text) => mermaid.parse(text);
});

const pictures = (markdown: string): string[] =>
  [...markdown.matchAll(/```mermaid\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

describe.each(okCases)("the runbook of %s", (name) => {
  const compilation = compileCase(name);
  const runbook = textOf(compilation, "RUNBOOK.md");

  it("has two pictures that Mermaid understands", async () => {
    expect(pictures(runbook)).toHaveLength(2);
    for (const picture of pictures(runbook)) await expect(parse(picture)).resolves.toBeTruthy();
  });

  it("has every step, in order, with the line that runs it", () => {
    const headings = [...runbook.matchAll(/^### (\d+)\. /gm)].map((match) => Number(match[1]));
    expect(headings).toEqual(compilation.plan?.steps.map(({ order }) => order));
    for (const { path, language, address } of compilation.plan?.steps ?? []) {
      const file = path.replaceAll("/", "\\");
      if (language === "tsql") expect(runbook).toContain(`sqlcmd -b -I -E -S "${address}" -i "${file}" -o "`);
      else expect(runbook).toContain(file);
    }
  });
});

describe("the pictures", () => {
  it("are told apart from what is no Mermaid", async () => {
    await expect(parse("flowchart LR\n  a[")).rejects.toThrow();
  });
});
