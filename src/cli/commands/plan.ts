import { Option } from "commander";
import type { OperationName } from "../../plan/step-facts.ts";
import { EXIT, type ExitCode, gravest } from "../exit.ts";
import type { Answers, ShownStep } from "../stages.ts";
import { isColoured, print, tell } from "../terminal.ts";
import { choiceOption, choiceParser, type Declaration, declare, FILES } from "./command.ts";

const FORMATS = ["text", "json"] as const;
type Format = (typeof FORMATS)[number];

/** Every operation, by a table whose type asks for each: the plan itself is not loaded for the help. */
const OPERATIONS = Object.keys({
  setup: true,
  status: true,
  "failover-pair": true,
  "failover-site": true,
  remove: true,
} satisfies Record<OperationName, true>);

interface Options {
  readonly format: Format;
  readonly operation?: string;
  readonly only?: readonly string[];
}

type Plan = NonNullable<Answers["plan"]["plan"]>;

/** A plan of which some steps are shown. */
export interface ShownPlan {
  readonly topology: string;
  /** How many steps there are in all. */
  readonly count: number;
  readonly steps: readonly ShownStep[];
}

/** Longer cells do not widen their column: the rest of their line moves to the right. */
const WIDEST = 60;

export const planCommand: Declaration = (answer) =>
  declare("plan", "print the steps in their order, without writing anything", [
    "hadrian plan topology.yaml",
    "hadrian plan topology.yaml --only server=sql-b1,phase=databases",
    "hadrian plan topology.yaml --only database=Sales --only database=Stock",
    "hadrian plan --format json topology.yaml",
  ])
    .argument("<FILE...>", FILES)
    .addOption(choiceOption("--format <format>", "how to print the steps", FORMATS))
    .addOption(
      new Option("--operation <operation>", "only the steps of an operation")
        .choices(OPERATIONS)
        .argParser(choiceParser(OPERATIONS)),
    )
    .option(
      "--only <selector>",
      "only the steps of operation=NAME, phase=NAME (or a part: setup/04, 04, databases), server=ID (or its name), database=NAME, " +
        "section=primary-only, secondary or monitor; with several keys all must hold, with several values of one key any; may be repeated",
      (selector: string, others: readonly string[] = []) => [...others, selector],
    )
    .action(async (files: string[], { format, operation, only = [] }: Options) => {
      const selectors = operation === undefined ? only : [...only, `operation=${operation}`];
      answer(await planFiles(files, format, selectors));
    });

/**
 * The steps on stdout, findings on stderr; nothing is written.
 *
 * @param only - `server=sql-b1`, …: see `parseSelectors`
 */
async function planFiles(files: readonly string[], format: Format, only: readonly string[]): Promise<ExitCode> {
  const { eachTopology } = await import("../each.ts");
  const { asText, countOf, stops } = await import("../report.ts");
  const { checkSelection, parseSelectors, selects } = await import("../selection.ts");
  const selection = parseSelectors(only);
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
  const code = gravest(codes);
  // Where a topology is missing, what a selector names may be in that one.
  if (code === EXIT.done) checkSelection(selection, plans);
  const shown = plans.map(({ topology, servers, steps }): ShownPlan => {
    return { topology, count: steps.length, steps: steps.filter((step) => selects(selection, step, servers)) };
  });
  print(format === "json" ? planJson(shown) : shown.map(planTable).join("\n"));
  return code;
}

/** One array of steps; each says which topology it is of. */
function planJson(plans: readonly ShownPlan[]): string {
  const steps = plans.flatMap(({ topology, steps }) => steps.map((step) => ({ topology, ...step })));
  return `${JSON.stringify(steps, null, 2)}\n`;
}

/** A table, one step a line, under the topology's name and each phase's folder. */
export function planTable({ topology, count, steps }: ShownPlan): string {
  const total = count === 1 ? "1 step" : `${count} steps`;
  if (steps.length === 0 && count > 0) return `${topology}: none of ${total} is selected\n`;
  const title = steps.length === count ? `${topology}: ${total}` : `${topology}: ${steps.length} of ${total}`;
  const cells = ({ order, server, database, title, path, phase }: ShownStep) => {
    return [String(order), server, database ?? "-", title, path.slice(phase.length + 1)];
  };
  const heads = ["#", "SERVER", "DATABASE", "WHAT", "FILE"];
  const rows = steps.map((step) => ({ phase: step.phase, cells: cells(step) }));
  const widths = heads.map((head, column) => {
    const lengths = rows.map(({ cells }) => cells[column]?.length ?? 0);
    return lengths.reduce((widest, length) => (length > WIDEST ? widest : Math.max(widest, length)), head.length);
  });
  const line = (row: readonly string[]) => {
    const padded = row.map((cell, n) => (n === 0 ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0)));
    return `  ${padded.join("  ").trimEnd()}\n`;
  };
  const lines = rows.map(({ phase, cells }, index) => {
    return phase === rows[index - 1]?.phase ? line(cells) : `\n${phase}/\n${line(cells)}`;
  });
  return `${title}\n\n${line(heads)}${lines.join("")}`;
}
