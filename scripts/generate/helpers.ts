// The table of helpers in docs/templates.md, which is otherwise written by hand.
import { HELPERS } from "../../src/render/helpers.ts";

const [BEGIN, END] = ["<!-- helpers -->\n", "<!-- /helpers -->"];

/** docs/templates.md with its table of helpers written again. */
export function templatesDocument(read: (path: string) => string): string {
  const text = read("docs/templates.md");
  const [start, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error("docs/templates.md has no place for the table of helpers");
  const rows = Object.entries(HELPERS).map(([name, { does, gives, fits }]) => {
    const places = gives === "condition" ? "in `{{#if}}`" : gives === "text" ? "within a helper" : placesText(fits);
    return `| \`${name}\` | ${cell(does)} | ${places} |`;
  });
  const table = ["| Helper | Writes | Fits |", "| --- | --- | --- |", ...rows, ""].join("\n");
  return `${text.slice(0, start + BEGIN.length)}${table}${text.slice(end)}`;
}

const FORMATS: Readonly<Record<string, string>> = { tsql: "T-SQL", powershell: "PowerShell", markdown: "Markdown" };
const PLACES: Readonly<Record<string, string>> = {
  code: "code",
  text: "text",
  "--": "`--` comments",
  "#": "`#` comments",
  "/*": "block comments",
  "<#": "block comments",
  "'": "strings",
  '"': "double quotes",
  "[": "brackets",
  "```": "fenced blocks",
  "`": "spans of code",
};

/** `T-SQL: code, strings; PowerShell: code`. */
function placesText(fits: readonly string[]): string {
  const byFormat = new Map<string, string[]>();
  for (const fit of fits) {
    const [format = "", place = ""] = fit.split(" ");
    byFormat.set(format, [...(byFormat.get(format) ?? []), PLACES[place] ?? place]);
  }
  return [...byFormat].map(([format, places]) => `${FORMATS[format]}: ${places.join(", ")}`).join("; ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("{{", "&#123;&#123;").replaceAll("]", "\\]").replaceAll("[", "\\[");
}
