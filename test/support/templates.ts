import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadTemplates } from "../../src/render/templates/load.ts";
import type { TemplateProblem } from "../../src/render/templates/problem.ts";
import { ROOT } from "./fixtures.ts";

const FOLDER = join(ROOT, "templates");

/** Hadrian's own templates as they lie in the repository: path without extension → text. */
export const ownSources: ReadonlyMap<string, string> = new Map(
  (readdirSync(FOLDER, { recursive: true }) as string[])
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".hbs"))
    .sort()
    .map((file) => [file.slice(0, -".hbs".length), readFileSync(join(FOLDER, file), "utf8")]),
);

/** What is wrong with a template of its own: `code line:column`, with partials beside it. */
export function problemsOf(
  source: string,
  template = "tsql/seed",
  partials: Readonly<Record<string, string>> = {},
): string[] {
  const folder = template.slice(0, template.indexOf("/"));
  const others = Object.entries(partials).map(([name, text]) => [`${folder}/partials/${name}`, text] as const);
  return loadTemplates(new Map([[template, source], ...others])).problems.map(placed);
}

/** `H04 2:7`, with the partial's name where it is in one. */
export function placed({ template, at, code }: TemplateProblem): string {
  const where = template.includes("/partials/") ? `${template.slice(template.lastIndexOf("/") + 1)} ` : "";
  return `${code} ${where}${at.line}:${at.column}`;
}
