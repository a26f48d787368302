import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { toText } from "../../src/diagnostics/text.ts";
import { compileText, ROOT, textOf } from "../support/fixtures.ts";

const readme = readFileSync(join(ROOT, "README.md"), "utf8");

/** The fenced blocks of a language, in order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? "");
}

describe("the README", () => {
  const [topology = ""] = blocks("yaml");
  const compilation = compileText(topology);

  const programs = blocks("").filter((block) => /^npm /.test(block));

  it("tries it out in lines that every shell takes, Windows PowerShell 5.1 too", () => {
    expect(programs).toEqual(["npm install\nnpm start\n", "npm install\nnpm test\n"]);
    for (const [, name = ""] of programs.join("").matchAll(/^npm (?!install$)(\w+)$/gm)) {
      expect(Object.keys(manifest.scripts)).toContain(name);
    }
  });

  it("has the command in a clone once it is installed, and in what is packed and fetched by git", () => {
    // npm runs it after `npm install` in a clone, before it packs, and where a git address is a dependency; not for users of a package.
    expect(manifest.scripts.prepare).toBe("npm run build");
    expect(manifest.bin.hadrian).toBe("dist/hadrian.cjs");
  });

  it("has a line for every command", () => {
    const verbs = readdirSync(join(ROOT, "src/cli/commands")).map((file) => file.replace(/\.ts$/, ""));
    for (const verb of verbs.filter((name) => name !== "command")) expect(readme).toContain(`| \`hadrian ${verb} `);
  });

  it("has a topology without findings", () => {
    expect(compilation.diagnostics).toEqual([]);
  });

  it("shows a piece of its real output", () => {
    const [piece = ""] = blocks("sql");
    expect(piece.length).toBeGreaterThan(100);
    const script = textOf(compilation, "setup/04-databases/Sales/40-sql-a.Sales.primary-only.sql").replaceAll(
      "\r\n",
      "\n",
    );
    expect(script).toContain(piece);
  });

  it("shows a finding as it is printed", () => {
    const wrong = topology.replace("server: sql-c, copy", "server: sql-a, copy");
    const { diagnostics } = compileText(wrong);
    expect(blocks("")).toContain(toText(diagnostics, { textOf: () => wrong, colour: false }));
  });

  it("names every folder of the output", () => {
    const [tree = ""] = blocks("").filter((block) => block.startsWith("RUNBOOK.md"));
    const folders = new Set(compilation.artifacts.flatMap(({ path }) => /^setup\/[^/]+\//.exec(path) ?? []));
    expect(folders.size).toBeGreaterThan(3);
    for (const folder of folders) expect(tree).toContain(folder);
  });
});
