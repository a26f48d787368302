import { type Declaration, declare, FILES } from "./command.ts";

interface Options {
  readonly output: string;
  readonly strict?: true;
  readonly check?: true;
  readonly dryRun?: true;
  readonly templates?: string;
}

export const compileCommand: Declaration = (answer) =>
  declare("compile", "write each topology's scripts, runbook and manifest to DIR/<name>", [
    "hadrian compile topology.yaml -o out",
    "hadrian compile 'topologies/*.yaml' -o out --strict",
    "hadrian compile topologies/ -o out --check",
    "hadrian compile topologies/ -o out --templates house-style",
    "git show HEAD:topology.yaml | hadrian compile - -o out",
  ])
    .argument("<FILE...>", FILES)
    .requiredOption("-o, --output <DIR>", "where the topologies' folders go; it is made if it is missing")
    .option("--strict", "write nothing for a topology with warnings")
    .option("--check", "write nothing; print a diff of what would change, and exit with 2 if anything would")
    .option("--dry-run", "write nothing; print how many files would change")
    .option("--templates <DIR>", "templates of your own in the place of Hadrian's; see hadrian templates --help")
    .action(async (files: string[], options: Options) => {
      const { compileFiles } = await import("../compile.ts");
      const { output, strict: isStrict = false, check, dryRun, templates = null } = options;
      // With both --check decides: it says more, and writes as little.
      const mode = check ? "check" : dryRun ? "dry-run" : "write";
      answer(await compileFiles(files, { output, isStrict, mode, templates }));
    });
