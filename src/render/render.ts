import { PAGE_STEPS } from "../plan/page.ts";
import type { Language, Plan, PlannedStep } from "../plan/types.ts";
import { withChanges } from "./changes.ts";
import { powerShellChanges } from "./changes-powershell.ts";
import type { HeaderData } from "./header.ts";
import { alignedRows } from "./rows-powershell.ts";
import { builtIn, type Templates } from "./template.ts";
import { folderOf } from "./templates/language.ts";

/**
 * What a step's template gets: the header's fields, then the step's own data.
 */
export function context(plan: Plan, step: PlannedStep): Record<string, unknown> {
  const header: HeaderData = {
    topology: plan.topology.name,
    platform: plan.topology.platform,
    path: step.path,
    title: step.title,
    purpose: step.purpose,
    before: step.before,
    after: step.after,
    undo: step.undo,
    page: step.page.map((id) => `${PAGE_STEPS[id].text} [${PAGE_STEPS[id].where}]`),
    inputs: step.inputs,
    role: step.role,
    section: step.section,
    database: step.database,
    next: step.next,
    duration: step.duration,
    readOnly: step.readOnly,
  };
  return Object.assign(header, step.data) as unknown as Record<string, unknown>;
}

/**
 * Renders one step.
 *
 * @returns the artifact's text; T-SQL and PowerShell with CRLF, Markdown with LF
 * @throws QuotingError when a value cannot be written safely, which validation refuses before
 */
export function render(plan: Plan, step: PlannedStep, templates: Templates = builtIn): string {
  return finished(templates(`${folderOf(step.language)}/${step.kind}`)(context(plan, step)), step.language);
}

/** What is made of a script once its template is written out: its head's list of changes, read from the script itself; aligned rows. */
export function finished(text: string, language: Language): string {
  return language === "powershell" ? withChanges(alignedRows(text), powerShellChanges(text)) : text;
}
