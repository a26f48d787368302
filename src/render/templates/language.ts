import type { Language } from "../../plan/types.ts";

/** The folders of templates/, and what is written there. */
const FOLDERS: Readonly<Record<string, Language>> = { tsql: "tsql", powershell: "powershell", runbook: "markdown" };

/** The folder of a language's templates. */
export function folderOf(language: Language): string {
  const folder = Object.keys(FOLDERS).find((name) => FOLDERS[name] === language);
  if (folder === undefined) throw new Error(`no templates for ${language}`);
  return folder;
}

/** What a template writes, by its path: `tsql/seed`; null where the path lies in none of the folders. */
export function languageOf(template: string): Language | null {
  return FOLDERS[template.replace(/^frame\//, "").split("/")[0] ?? ""] ?? null;
}

/** Whether it is a piece of other templates: `tsql/partials/header`. */
export function isPartial(template: string): boolean {
  return template.includes("/partials/") || template.startsWith("frame/");
}
