import { type Declaration, declare } from "./command.ts";

export const explainCommand: Declaration = (answer) =>
  declare("explain", "say what a diagnostic means, why, and how to mend it; without a code, list them all", [
    "hadrian explain L05",
    "hadrian explain s01 t07",
    "hadrian explain l05-partner-versions",
    "hadrian explain",
  ])
    .argument("[CODE...]", "codes as diagnostics show them, in any case, or names of rules")
    .action(async (codes: string[]) => {
      const { explain } = await import("../explain.ts");
      answer(await explain(codes));
    });
