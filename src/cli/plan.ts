import { eachTopology } from "./each.ts";
import { EXIT, type ExitCode, gravest } from "./exit.ts";
import { checkFiles } from "./inputs.ts";
import { asText, countOf, stops } from "./report.ts";
import type { Answers, ShownStep } from "./stages.ts";
import { isColoured, print, tell } from "./terminal.ts";

type Plan = NonNullable<Answers["plan"]["plan"]>;

/** `hadrian plan`: the steps on stdout, findings on stderr; nothing is written. */
export async function planFiles(files: readonly string[], format: "text" | "json"): Promise<ExitCode> {
  checkFiles(files);
  const plans: Plan[] = [];
  const codes = await eachTopology(files, "plan", "planning", (source, { diagnostics, plan }) => {
    const reported = [{ source, diagnostics }];
    tell(asText(reported, isColoured(process.stderr)));
    if (stops(diagnostics, false)) {
      tell(`hadrian: ${source.file}: ${countOf(reported)}; there is no plan for it\n`);
      return EXIT.input;
    }
    if (plan === null) throw new Error("no error was found, and yet there is no plan");
    plans.push(plan);
    return EXIT.done;
  });
  print(format === "json" ? planJson(plans) : plans.map(planTable).join("\n"));
  return gravest(codes);
}

/** One array of steps; each says which topology it is of. */
function planJson(plans: readonly Plan[]): string {
  const steps = plans.flatMap(({ topology, steps }) => steps.map((step) => ({ topology, ...step })));
  return `${JSON.stringify(steps, null, 2)}\n`;
}

/** A table, one step a line, under the topology's name. */
function planTable({ topology, steps }: Plan): string {
  const cells = (step: ShownStep) => {
    return [String(step.order), step.phase, step.server, step.database ?? "-", step.title, step.path];
  };
  const rows = [["#", "PHASE", "SERVER", "DATABASE", "WHAT", "FILE"], ...steps.map(cells)];
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, n) => Math.max(cell.length, widest[n] ?? 0)),
    [],
  );
  const line = (row: readonly string[]) => {
    return row.map((cell, n) => (n === 0 ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0))).join("  ");
  };
  const count = steps.length === 1 ? "1 step" : `${steps.length} steps`;
  return `${topology}: ${count}\n${rows.map((row) => `${line(row).trimEnd()}\n`).join("")}`;
}
