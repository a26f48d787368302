import { pageReference } from "../plan/page.ts";
import { pick } from "../plan/pick.ts";
import type { TsqlData } from "../plan/step.ts";
import type { Plan, PlannedStep } from "../plan/types.ts";
import { extraData } from "./extra-data.ts";
import { frameTsql } from "./frame.ts";
import { framePowerShell } from "./frame-powershell.ts";
import { HEAD, type HeaderData } from "./header.ts";
import { builtIn, type Templates } from "./template.ts";
import { folderOf } from "./templates/language.ts";

/**
 * What a step's template gets: the header's fields, then the step's own data.
 */
export function context(plan: Plan, step: PlannedStep): HeaderData {
  const { name: topology, platform } = plan.topology;
  const header: HeaderData = Object.assign(pick(step, HEAD), { topology, platform, page: pageReference(step.page) });
  return Object.assign(header, step.data);
}

/**
 * Renders one step.
 *
 * @returns the artifact's text; T-SQL and PowerShell with CRLF, Markdown with LF
 * @throws QuotingError when a value cannot be written safely, which validation refuses before
 */
export function render(plan: Plan, step: PlannedStep, templates: Templates = builtIn): string {
  const data: HeaderData = Object.assign(context(plan, step), { x: extraData(plan.topology) });
  if (step.format === "tsql") return frameTsql(step, data as HeaderData & TsqlData, templates);
  if (step.format === "powershell") return framePowerShell(step, data, templates);
  return templates(`${folderOf(step.format)}/${step.kind}`)(data);
}
