import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { complain, print } from "../terminal.ts";
import type { STARTERS } from "../texts.ts";
import { choiceOption, type Declaration, declare } from "./command.ts";

type Platform = keyof typeof STARTERS;

/** Platforms with a starter; the first is the default. */
const PLATFORMS: readonly Platform[] = ["sql-server", "skype-for-business-2015", "lync-server-2013"];

/** The schema where a starter's first line points: beside it. */
const SCHEMA_FILE = "topology.schema.json";

export const initCommand: Declaration = (answer) =>
  declare("init", "write a commented topology to start from, and the schema that its first line points editors to", [
    "hadrian init",
    "hadrian init --platform skype-for-business-2015 pchat.yaml",
    "hadrian init - | less",
  ])
    .argument(
      "[FILE]",
      "where to write it, or - for standard output; what is there is never overwritten",
      "topology.yaml",
    )
    .addOption(choiceOption("--platform <platform>", "what the databases belong to", PLATFORMS))
    .action(async (file: string, { platform }: { platform: Platform }) => {
      answer(await writeStarter(file, platform));
    });

/** Writes a starter topology to a file that does not exist yet, or prints it for `-`. */
async function writeStarter(file: string, platform: Platform): Promise<ExitCode> {
  if (file === "") throw new UsageError("FILE is empty");
  const { SCHEMA, STARTERS } = await import("../texts.ts");
  const starter = STARTERS[platform];
  if (file === "-") {
    print(starter);
    return EXIT.done;
  }
  const { createFile } = await import("../../emit/create.ts");
  const installed = installedSchema(file);
  const text = installed === null ? starter : starter.replace(`./${SCHEMA_FILE}`, installed);
  const problem = createFile(file, text);
  if (problem !== null) {
    complain(problem.path, `${problem.reason}; nothing was written`);
    return EXIT.io;
  }
  print(`${file}: written\n`);
  if (installed === null) {
    const schema = join(dirname(file), SCHEMA_FILE);
    if (!existsSync(schema)) {
      const missing = createFile(schema, SCHEMA);
      if (missing !== null) {
        complain(missing.path, `${missing.reason}; editors will miss it`);
        return EXIT.io;
      }
      print(`${schema}: written\n`);
    } else if (!isSchema(schema, SCHEMA)) {
      print(`${schema}: not this version's; hadrian schema -o ${schema} brings it up to date\n`);
    }
  }
  print(`
What to do next:
  1. Open it and replace the names that are only examples; its comments say which. An editor that knows YAML completes and
     explains its keys.
  2. hadrian validate ${file}
  3. hadrian compile ${file} -o out
`);
  return EXIT.done;
}

/** How a file reaches the schema of the Hadrian that is installed for its folder, or for one above it; null where none is. */
function installedSchema(file: string): string | null {
  const path = "node_modules/hadrian/schema/topology.schema.json";
  let way = "./";
  for (let folder = resolve(dirname(file)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return `${way}${path}`;
    if (folder === dirname(folder)) return null;
    way = way === "./" ? "../" : `${way}../`;
  }
}

function isSchema(file: string, schema: string): boolean {
  try {
    return readFileSync(file, "utf8") === schema;
  } catch {
    return false;
  }
}
