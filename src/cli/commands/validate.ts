import { choiceOption, type Declaration, declare, FILES } from "./command.ts";

const FORMATS = ["text", "json", "sarif", "github"] as const;

export const validateCommand: Declaration = (answer) =>
  declare(
    "validate",
    "check topologies against the schema and the rules of operation; the findings go to standard output",
    [
      "hadrian validate topology.yaml",
      "hadrian validate --strict --format json topologies/",
      "hadrian validate --format sarif topologies/ > hadrian.sarif",
    ],
  )
    .argument("<FILE...>", FILES)
    .addOption(choiceOption("--format <format>", "how to print the findings", FORMATS))
    .option("--strict", "treat warnings as errors")
    .action(async (files: string[], options: { format: (typeof FORMATS)[number]; strict?: true }) => {
      const { validateFiles } = await import("../validate.ts");
      answer(await validateFiles(files, options.format, options.strict === true));
    });
