import { EXIT, type ExitCode, gravest } from "../exit.ts";
import type { Reported } from "../report.ts";
import { isColoured, print, tell } from "../terminal.ts";
import { choiceOption, type Declaration, declare, FILES } from "./command.ts";

const FORMATS = ["text", "json", "sarif", "github"] as const;
type Format = (typeof FORMATS)[number];

export const validateCommand: Declaration = (answer) =>
  declare(
    "validate",
    "check topologies against the schema and the rules of operation; the findings go to standard output",
    [
      "hadrian validate topology.yaml",
      "hadrian validate --strict --format json topologies/",
      "hadrian validate --format sarif topologies/ > hadrian.sarif",
    ],
  )
    .argument("<FILE...>", FILES)
    .addOption(choiceOption("--format <format>", "how to print the findings", FORMATS))
    .option("--strict", "treat warnings as errors")
    .action(async (files: string[], options: { format: Format; strict?: true }) => {
      answer(await validateFiles(files, options.format, options.strict === true));
    });

/** Every finding on stdout, how many on stderr. */
export async function validateFiles(files: readonly string[], format: Format, isStrict: boolean): Promise<ExitCode> {
  const { eachTopology } = await import("../each.ts");
  const { asGithub, asJson, asSarif, asText, countOf, stops } = await import("../report.ts");
  const reported: Reported[] = [];
  const codes = await eachTopology(files, "validate", "checking", (source, { diagnostics, acknowledged }) => {
    reported.push({ source, diagnostics, acknowledged });
    return stops(diagnostics, isStrict) ? EXIT.input : EXIT.done;
  });
  if (format === "json") print(asJson(reported));
  else if (format === "sarif") print(await asSarif(reported));
  else if (format === "github") print(asGithub(reported));
  else {
    print(asText(reported, isColoured(process.stdout)));
    if (reported.length > 0) tell(`${countOf(reported)}\n`);
  }
  return gravest(codes);
}
