import { pageReference } from "../plan/page.ts";
import type { TsqlData } from "../plan/step.ts";
import type { Plan, PlannedStep } from "../plan/types.ts";
import { powerShellChanges, withChanges } from "./changes-powershell.ts";
import { frameTsql } from "./frame.ts";
import type { HeaderData } from "./header.ts";
import { checkPowerShellScript, refuse } from "./rendered.ts";
import { alignedRows } from "./rows-powershell.ts";
import { builtIn, type Templates } from "./template.ts";
import { folderOf } from "./templates/language.ts";

/**
 * What a step's template gets: the header's fields, then the step's own data.
 */
export function context(plan: Plan, step: PlannedStep): HeaderData {
  const header: HeaderData = {
    topology: plan.topology.name,
    platform: plan.topology.platform,
    path: step.path,
    title: step.title,
    purpose: step.purpose,
    before: step.before,
    after: step.after,
    undo: step.undo,
    page: pageReference(step.page),
    inputs: step.inputs,
    role: step.role,
    section: step.section,
    database: step.database,
    next: step.next,
    duration: step.duration,
    readOnly: step.readOnly,
  };
  return Object.assign(header, step.data);
}

/**
 * Renders one step.
 *
 * @returns the artifact's text; T-SQL and PowerShell with CRLF, Markdown with LF
 * @throws QuotingError when a value cannot be written safely, which validation refuses before
 */
export function render(plan: Plan, step: PlannedStep, templates: Templates = builtIn): string {
  const data = context(plan, step);
  if (step.language === "tsql") return frameTsql(step, data as HeaderData & TsqlData, templates);
  const path = `${folderOf(step.language)}/${step.kind}`;
  const text = templates(path)(data);
  return step.language === "powershell" ? powerShell(path, text, data, templates) : text;
}

/** A PowerShell script: a house's head on top, what it changes in its own. */
function powerShell(path: string, text: string, data: HeaderData, templates: Templates): string {
  const head = templates.has("powershell/head") ? templates("powershell/head")(data) : "";
  const script = head + withChanges(alignedRows(text), powerShellChanges(text));
  const [prelude, end] = ["ps-prelude", "ps-end"].map((name) => templates(`powershell/partials/${name}`)(data));
  const from = { template: path, at: { line: 1, column: 1, endLine: 1, endColumn: 1 } };
  refuse(checkPowerShellScript(script, prelude ?? "", end ?? "", from));
  return script;
}
