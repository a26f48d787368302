// The table of helpers in docs/templates.md, which is otherwise written by hand.
import { HELPERS } from "../../src/render/helpers.ts";

const [BEGIN, END] = ["<!-- helpers -->\n", "<!-- /helpers -->"];

/** docs/templates.md with its table of helpers made anew. */
export function templatesDocument(read: (path: string) => string): string {
  const text = read("docs/templates.md");
  const [start, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error("docs/templates.md has no place for the table of helpers");
  const rows = Object.entries(HELPERS).map(([name, { does, gives, fits }]) => {
    const places =
      gives === "condition" ? "in `{{#if}}`" : gives === "text" ? "within a helper" : fits.map(code).join(", ");
    return `| \`${name}\` | ${cell(does)} | ${places} |`;
  });
  const table = ["| Helper | Writes | Fits |", "| --- | --- | --- |", ...rows, ""].join("\n");
  return `${text.slice(0, start + BEGIN.length)}${table}${text.slice(end)}`;
}

/** A place as code, with the backticks of Markdown's own marks. */
function code(place: string): string {
  return place.includes("`") ? `\`\`\`\` ${place} \`\`\`\`` : `\`${place}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("{{", "&#123;&#123;").replaceAll("]", "\\]").replaceAll("[", "\\[");
}
