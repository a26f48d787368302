import { dirname, join } from "node:path";
import type { PlatformName } from "./commands/init.ts";
import { EXIT, type ExitCode, UsageError } from "./exit.ts";
import { complain, print } from "./terminal.ts";

/** `hadrian init`: writes a starter topology to a file that does not exist yet, or prints it for `-`. */
export async function writeStarter(file: string, platform: PlatformName): Promise<ExitCode> {
  if (file === "") throw new UsageError("FILE is empty");
  const { STARTERS } = await import("./texts.ts");
  const starter = STARTERS[platform];
  if (file === "-") {
    print(starter);
    return EXIT.done;
  }
  const { createFile } = await import("../emit/create.ts");
  const problem = createFile(file, starter);
  if (problem !== null) {
    complain(problem.path, `${problem.reason}; nothing was written`);
    return EXIT.io;
  }
  print(`${file}: written

What to do next:
  1. Open it and replace the names that are only examples; its comments say which.
     Completion and explanations in an editor: hadrian schema > ${join(dirname(file), "topology.schema.json")}
  2. hadrian validate ${file}
  3. hadrian compile ${file} -o out
`);
  return EXIT.done;
}
