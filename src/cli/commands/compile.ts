import { type Declaration, declare, FILES } from "./command.ts";

export const compileCommand: Declaration = (answer) =>
  declare("compile", "write each topology's scripts, runbook and manifest to DIR/<name>", [
    "hadrian compile topology.yaml -o out",
    "hadrian compile 'topologies/*.yaml' -o out --strict",
    "git show HEAD:topology.yaml | hadrian compile - -o out",
  ])
    .argument("<FILE...>", FILES)
    .requiredOption("-o, --output <DIR>", "where the topologies' folders go; it is made if it is missing")
    .option("--strict", "write nothing for a topology with warnings")
    .action(async (files: string[], options: { output: string; strict?: true }) => {
      const { compileFiles } = await import("../compile.ts");
      answer(await compileFiles(files, { output: options.output, isStrict: options.strict === true }));
    });
