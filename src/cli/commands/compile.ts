import { type Declaration, declare, FILES } from "./command.ts";

export const compileCommand: Declaration = (answer) =>
  declare("compile", "write each topology's scripts, runbook and manifest to DIR/<name>", [
    "hadrian compile topology.yaml -o out",
    "hadrian compile 'topologies/*.yaml' -o out --strict",
    "hadrian compile topologies/ -o out --check",
    "git show HEAD:topology.yaml | hadrian compile - -o out",
  ])
    .argument("<FILE...>", FILES)
    .requiredOption("-o, --output <DIR>", "where the topologies' folders go; it is made if it is missing")
    .option("--strict", "write nothing for a topology with warnings")
    .option("--check", "write nothing; print a diff of what would change, and exit with 2 if anything would")
    .option("--dry-run", "write nothing; print how many files would change")
    .action(async (files: string[], options: { output: string; strict?: true; check?: true; dryRun?: true }) => {
      const { compileFiles } = await import("../compile.ts");
      const { output, strict: isStrict = false, check, dryRun } = options;
      // With both --check decides: it says more, and writes as little.
      const mode = check ? "check" : dryRun ? "dry-run" : "write";
      answer(await compileFiles(files, { output, isStrict, mode }));
    });
