import { dirname, join } from "node:path";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { complain, print } from "../terminal.ts";
import type { STARTERS } from "../texts.ts";
import { choiceOption, type Declaration, declare } from "./command.ts";

type Platform = keyof typeof STARTERS;

/** Platforms with a starter; the first is the default. */
const PLATFORMS: readonly Platform[] = ["sql-server", "skype-for-business-2015", "lync-server-2013"];

export const initCommand: Declaration = (answer) =>
  declare("init", "write a commented topology to start from; an existing file is never overwritten", [
    "hadrian init",
    "hadrian init --platform skype-for-business-2015 topologies/pchat.yaml",
    "hadrian init - | less",
  ])
    .argument("[FILE]", "where to write it, or - for standard output", "topology.yaml")
    .addOption(choiceOption("--platform <platform>", "what the databases belong to", PLATFORMS))
    .action(async (file: string, { platform }: { platform: Platform }) => {
      answer(await writeStarter(file, platform));
    });

/** Writes a starter topology to a file that does not exist yet, or prints it for `-`. */
async function writeStarter(file: string, platform: Platform): Promise<ExitCode> {
  if (file === "") throw new UsageError("FILE is empty");
  const { STARTERS } = await import("../texts.ts");
  const starter = STARTERS[platform];
  if (file === "-") {
    print(starter);
    return EXIT.done;
  }
  const { createFile } = await import("../../emit/create.ts");
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
