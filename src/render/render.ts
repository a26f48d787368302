import { PAGE_STEPS } from "../plan/page.ts";
import type { Plan, PlannedStep } from "../plan/types.ts";
import type { HeaderData } from "./header.ts";
import { template } from "./template.ts";

const BYTE_ORDER_MARK = "\ufeff";

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
  return { ...header, ...step.data };
}

/**
 * Renders one step.
 *
 * @returns the artifact's text as it is written: T-SQL and PowerShell with a byte order mark and CRLF, because Windows PowerShell
 *   reads a file without one as ANSI; Markdown with LF
 * @throws QuotingError when a value cannot be written safely, which validation refuses before
 */
export function render(plan: Plan, step: PlannedStep): string {
  const folder = step.language === "markdown" ? "runbook" : step.language;
  const text = template(`${folder}/${step.kind}`)(context(plan, step));
  return step.language === "markdown" ? text : BYTE_ORDER_MARK + text.replace(/\r?\n/g, "\r\n");
}
