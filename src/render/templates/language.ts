import type { Format, Language } from "../../plan/types.ts";

/** The folders of templates/, and what is written there. */
const FOLDERS: Readonly<Record<string, Format>> = { tsql: "tsql", powershell: "powershell", runbook: "markdown" };

/** What Hadrian's frame lies below: `frame/tsql/header`. */
const FRAME = "frame/";

/** The folder of the templates of what is written so. */
export function folderOf(format: Format): string {
  const folder = Object.keys(FOLDERS).find((name) => FOLDERS[name] === format);
  if (folder === undefined) throw new Error(`no templates for ${format}`);
  return folder;
}

/** The folder of templates/ that a template belongs to: `tsql` for `tsql/seed` and for `frame/tsql/header`. */
export function templateFolder(template: string): string {
  const path = isFrame(template) ? template.slice(FRAME.length) : template;
  return path.slice(0, path.indexOf("/"));
}

/** What a template writes, by its path; null where the path lies in none of the folders. */
export function formatOf(template: string): Format | null {
  const folder = templateFolder(template);
  return Object.hasOwn(FOLDERS, folder) ? (FOLDERS[folder] ?? null) : null;
}

/** Whether it is a piece of other templates: `tsql/partials/header`. */
export function isPartial(template: string): boolean {
  return template.includes("/partials/");
}

/** Whether it is a part of what Hadrian puts around every template. */
function isFrame(template: string): boolean {
  return template.startsWith(FRAME);
}

/** Where a partial that a template calls lies: `tsql/partials/job-look`. */
export function partialPath(template: string, name: string): string {
  return `${templateFolder(template)}/partials/${name}`;
}

/** What scripts are written in: every format but that of documents. */
const LANGUAGES = Object.keys({ tsql: true, powershell: true } satisfies Record<Language, true>);

/** What a house may add to every script of a language, beside templates that take the place of Hadrian's. */
export const additions: readonly string[] = LANGUAGES.flatMap((folder) =>
  ["head", "before", "after"].map((name) => `${folder}/${name}`),
);

/** Which addition of a house it is: `head` for `tsql/head`; null for any other template. */
export function additionOf(template: string): string | null {
  return additions.includes(template) ? template.slice(template.indexOf("/") + 1) : null;
}

/** Whether a user's file of that name takes the place of Hadrian's. */
export function isReplaceable(template: string): boolean {
  return !isPartial(template) && !isFrame(template);
}
