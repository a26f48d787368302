// docs/settings.md
import type { Change } from "../../src/model/settings/setting.ts";
import { SETTING_TABLES } from "../../src/model/settings/tables.ts";

const how = (change: Change): string => (change === "in place" ? "in place" : change.otherwise);

/** Every setting of log shipping: its key, its parameter, where SQL Server keeps it, and how it is changed. */
export function settingsDocument(): string {
  const parts = SETTING_TABLES.map(({ title, below, set, change, from, settings }) => {
    const rows = settings.map(
      ({ key, label, parameter, read, change: changed }) =>
        `| \`${key}\` | ${label} | ${parameter === null ? "" : `\`${parameter}\``} | \`${read}\` | ${how(changed)} |`,
    );
    return [
      `## ${title}`,
      "",
      `Keys below \`${below}\`. Set by \`${set}\`, changed in place by \`${change}\`. Read from ${from}.`,
      "",
      "| Key | As scripts call it | Parameter | Where it is read | How it is changed |",
      "| --- | --- | --- | --- | --- |",
      ...rows,
      "",
    ].join("\n");
  });
  return `# Settings

Each setting is one row in \`src/model/settings\`: what the set-up compares before it writes, what \`06-verify\` reads back, and this page are
made from it. Where a server differs, the script prints the statement that would change the setting in place, or that it takes removal and set-up: a
moved folder would leave files behind that nobody has copied or restored yet. Generated; \`npm run generate\` writes it.

${parts.join("\n")}`;
}
