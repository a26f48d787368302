import { EXIT, type ExitCode } from "./exit.ts";
import { print } from "./terminal.ts";

/** `hadrian schema`: the JSON Schema on stdout, byte for byte. */
export async function printSchema(): Promise<ExitCode> {
  const { SCHEMA } = await import("./texts.ts");
  print(SCHEMA);
  return EXIT.done;
}
