import { EXIT, type ExitCode } from "../exit.ts";
import { print } from "../terminal.ts";
import { type Declaration, declare } from "./command.ts";

export const schemaCommand: Declaration = (answer) =>
  declare("schema", "print the JSON Schema of topologies, for editors", [
    "hadrian schema > topology.schema.json",
    "# and in the topology's first line: # yaml-language-server: $schema=./topology.schema.json",
  ]).action(async () => answer(await printSchema()));

/** The JSON Schema on stdout, byte for byte. */
async function printSchema(): Promise<ExitCode> {
  const { SCHEMA } = await import("../texts.ts");
  print(SCHEMA);
  return EXIT.done;
}
