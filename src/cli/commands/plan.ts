import { choiceOption, type Declaration, declare, FILES } from "./command.ts";

export const planCommand: Declaration = (answer) =>
  declare("plan", "print the steps in their order, without writing anything", [
    "hadrian plan topology.yaml",
    "hadrian plan topology.yaml --only server=sql-b1,phase=databases",
    "hadrian plan topology.yaml --only database=Sales --only database=Stock",
    "hadrian plan --format json topology.yaml",
  ])
    .argument("<FILE...>", FILES)
    .addOption(choiceOption("--format <format>", "how to print the steps", ["text", "json"]))
    .option(
      "--only <selector>",
      "only the steps of server=ID (or its name), phase=NAME (or a part: setup, 04, databases), database=NAME; " +
        "with several keys all must hold, with several values of one key any; may be repeated",
      (selector: string, others: readonly string[] = []) => [...others, selector],
    )
    .action(async (files: string[], options: { format: "text" | "json"; only?: readonly string[] }) => {
      const { planFiles } = await import("../plan.ts");
      answer(await planFiles(files, { only: [], ...options }));
    });
