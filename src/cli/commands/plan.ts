import { choiceOption, type Declaration, declare, FILES } from "./command.ts";

export const planCommand: Declaration = (answer) =>
  declare("plan", "print the steps in their order, without writing anything", [
    "hadrian plan topology.yaml",
    "hadrian plan --format json topology.yaml",
  ])
    .argument("<FILE...>", FILES)
    .addOption(choiceOption("--format <format>", "how to print the steps", ["text", "json"]))
    .action(async (files: string[], options: { format: "text" | "json" }) => {
      const { planFiles } = await import("../plan.ts");
      answer(await planFiles(files, options.format));
    });
