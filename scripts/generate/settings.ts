// docs/settings.md
import type { Change } from "../../src/model/settings/setting.ts";
import { SETTING_TABLES } from "../../src/model/settings/tables.ts";

/** A procedure or statement as code, and what is said of it behind a comma. */
const code = (text: string): string => text.replace(/^[^,]+/, "`$&`");

function how(change: Change): string {
  if (change === "in place") return "in place";
  if ("otherwise" in change) return change.otherwise;
  return `\`${change.statement}\`${change.note === undefined ? "" : `, ${change.note}`}`;
}

/** Every setting of log shipping, mirroring and its endpoints: its key, its parameter, where SQL Server keeps it, and how it is changed. */
export function settingsDocument(): string {
  const parts = SETTING_TABLES.map(({ title, below, set, change, from, settings }) => {
    const rows = settings.map(
      ({ key, label, parameter, read, change: changed }) =>
        `| \`${key}\` | ${label} | ${parameter === null ? "" : `\`${parameter}\``} | \`${read}\` | ${how(changed)} |`,
    );
    return [
      `## ${title}`,
      "",
      `Keys below \`${below}\`. Set by \`${set}\`, changed in place by ${code(change)}. Read from ${from}.`,
      "",
      "| Key | As scripts call it | Parameter | Where it is read | How it is changed |",
      "| --- | --- | --- | --- | --- |",
      ...rows,
      "",
    ].join("\n");
  });
  return `# Settings

Each setting is one row in \`src/model/settings\`: what the set-up compares before it writes, what \`06-verify\` reads back, and this page are
made from it; preflight reads those of endpoints. Where a server differs, the script prints the statement that would change the setting in
place, with the value for \`<value>\` and the endpoint's own role for \`<role>\`, or that it takes removal and set-up: a moved folder would
leave files behind that nobody has copied or restored yet. Generated; \`npm run generate\` writes it.

${parts.join("\n")}`;
}
