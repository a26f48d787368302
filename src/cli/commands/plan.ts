import { Option } from "commander";
import { type Declaration, declare, FILES } from "./command.ts";

export const planCommand: Declaration = (answer) =>
  declare("plan", "print the steps in their order, without writing anything", [
    "hadrian plan topology.yaml",
    "hadrian plan --format json topology.yaml",
  ])
    .argument("<FILE...>", FILES)
    .addOption(new Option("--format <format>", "how to print the steps").choices(["text", "json"]).default("text"))
    .action(async (files: string[], options: { format: "text" | "json" }) => {
      const { planFiles } = await import("../plan.ts");
      answer(await planFiles(files, options.format));
    });
