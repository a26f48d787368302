import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Compilation } from "../../src/compile.ts";
import { SETUP } from "../../src/plan/operations/setup.ts";
import type { Plan } from "../../src/plan/types.ts";
import { operationData } from "../../src/render/operation.ts";
import { context } from "../../src/render/render.ts";
import { runbookData } from "../../src/render/runbook.ts";
import { compileCase, compileFile, compileText, okCases, ROOT } from "./fixtures.ts";

/** What no case has: an account whose name on another server the topology does not tell. */
const UNKNOWN_ACCOUNT = `
version: 1
name: unknown-account
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, site: east, agentAccount: 'CONTOSO\\svc-agent', endpoint: { port: 5022 } }
servers:
  a: { host: a.contoso.com, engineAccount: svc-sql@contoso.com }
  b: { host: b.contoso.com, engineAccount: 'CONTOSO\\svc-sql' }
databases:
  Sales: { mirroring: { principal: a, mirror: b, initialize: already-restored } }
`;

function plans(): readonly Plan[] {
  const samples = join(ROOT, "samples");
  const compilations: Compilation[] = [
    ...okCases.map(compileCase),
    ...readdirSync(samples).map((file) => compileFile(join(samples, file))),
    compileText(UNKNOWN_ACCOUNT),
  ];
  return compilations.map(({ plan, diagnostics }) => {
    if (plan === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    return plan;
  });
}

/** Every real context, with its template. */
export const contexts: readonly (readonly [template: string, context: object])[] = plans().flatMap(
  (plan): [template: string, context: object][] => [
    ...plan.steps.map((step): [string, object] => [
      `${step.format === "markdown" ? "runbook" : step.format}/${step.kind}`,
      context(plan, step),
    ]),
    ["runbook/runbook", runbookData(plan)],
    ["runbook/operation", operationData(plan, SETUP)],
  ],
);
