import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import { PAGE_STEPS } from "../plan/page.ts";
import type { Plan, PlannedStep } from "../plan/types.ts";
import { helpers } from "./helpers.ts";
import { partials, templates } from "./templates.generated.js";

// The runtime's own types lack create().
const environment = (runtime as unknown as typeof Handlebars).create();
environment.registerHelper(helpers);
for (const [name, specification] of Object.entries(partials)) {
  environment.registerPartial(name, environment.template(specification));
}

const prepared = new Map<string, Handlebars.TemplateDelegate>();

function template(name: string): Handlebars.TemplateDelegate {
  const known = prepared.get(name);
  if (known !== undefined) return known;
  const specification = templates[name];
  if (specification === undefined) throw new Error(`no template ${name}`);
  const fresh = environment.template(specification);
  prepared.set(name, fresh);
  return fresh;
}

const BYTE_ORDER_MARK = "\ufeff";

/**
 * What a step's template gets: the header's fields, then the step's own data.
 */
export function context(plan: Plan, step: PlannedStep): Record<string, unknown> {
  return {
    topology: plan.topology.name,
    platform: plan.topology.platform,
    path: step.path,
    title: step.title,
    purpose: step.purpose,
    before: step.before,
    after: step.after,
    undo: step.undo,
    page: step.page.map((id) => PAGE_STEPS[id]),
    inputs: step.inputs,
    role: step.role,
    section: step.section,
    database: step.database,
    next: step.next,
    duration: step.duration,
    ...step.data,
  };
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
