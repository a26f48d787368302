import { type Declaration, declare } from "./command.ts";

export const schemaCommand: Declaration = (answer) =>
  declare("schema", "print the JSON Schema of topologies, for editors", [
    "hadrian schema > topology.schema.json",
    "# and in the topology's first line: # yaml-language-server: $schema=./topology.schema.json",
  ]).action(async () => {
    const { printSchema } = await import("../schema.ts");
    answer(await printSchema());
  });
