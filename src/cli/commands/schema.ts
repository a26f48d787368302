import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { complain, print } from "../terminal.ts";
import { type Declaration, declare } from "./command.ts";

/** What every version of the schema has in it. */
const TITLE = '"title": "Hadrian topology"';

export const schemaCommand: Declaration = (answer) =>
  declare("schema", "print the JSON Schema of topologies, for editors, or write it to a file", [
    "hadrian schema -o topology.schema.json",
    "# and in the topology's first line: # yaml-language-server: $schema=./topology.schema.json",
    "hadrian schema | jq '.properties | keys'",
  ])
    .option("-o, --output <FILE>", "where to write it, in the place of an earlier one; nothing else is overwritten")
    .action(async ({ output }: { output?: string }) => answer(await giveSchema(output ?? "-")));

/** The JSON Schema to a file, or for `-` on stdout; byte for byte. */
async function giveSchema(file: string): Promise<ExitCode> {
  if (file === "") throw new UsageError("the output file's name is empty");
  const { SCHEMA } = await import("../texts.ts");
  if (file === "-") {
    print(SCHEMA);
    return EXIT.done;
  }
  const { replaceFile } = await import("../../emit/replace.ts");
  const result = replaceFile(file, SCHEMA, (present) => present.includes(TITLE));
  if ("reason" in result) {
    complain(result.path, `${result.reason}; nothing was written`);
    return EXIT.io;
  }
  print(`${file}: ${result.kind}\n`);
  return EXIT.done;
}
