import { eachTopology } from "./each.ts";
import { EXIT, type ExitCode, gravest } from "./exit.ts";
import { checkFiles } from "./inputs.ts";
import { asGithub, asJson, asSarif, asText, countOf, type Reported, stops } from "./report.ts";
import { isColoured, print, tell } from "./terminal.ts";

/** `hadrian validate`: every finding on stdout, how many on stderr. */
export async function validateFiles(
  files: readonly string[],
  format: "text" | "json" | "sarif" | "github",
  isStrict: boolean,
): Promise<ExitCode> {
  checkFiles(files);
  const reported: Reported[] = [];
  const codes = await eachTopology(files, "validate", "checking", (source, { diagnostics }) => {
    reported.push({ source, diagnostics });
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
