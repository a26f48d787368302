import { eachTopology } from "./each.ts";
import { EXIT, type ExitCode, gravest } from "./exit.ts";
import { checkFiles } from "./inputs.ts";
import { asJson, asText, countOf, type Reported, stops } from "./report.ts";
import { isColoured, print, tell } from "./terminal.ts";

/** `hadrian validate`: every finding on stdout, how many on stderr. */
export async function validateFiles(
  files: readonly string[],
  format: "text" | "json",
  isStrict: boolean,
): Promise<ExitCode> {
  checkFiles(files);
  const reported: Reported[] = [];
  const codes = await eachTopology(files, "validate", "checking", (source, { diagnostics }) => {
    reported.push({ source, diagnostics });
    return stops(diagnostics, isStrict) ? EXIT.input : EXIT.done;
  });
  if (format === "json") print(asJson(reported));
  else {
    print(asText(reported, isColoured(process.stdout)));
    if (reported.length > 0) tell(`${countOf(reported)}\n`);
  }
  return gravest(codes);
}
