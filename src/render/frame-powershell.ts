import type { PlannedStep } from "../plan/types.ts";
import { powerShellChanges, withChanges } from "./changes-powershell.ts";
import type { HeaderData } from "./header.ts";
import { checkPowerShellScript, type PowerShellPart, refuse } from "./rendered.ts";
import { alignedRows } from "./rows-powershell.ts";
import type { Templates } from "./template.ts";

/** Of a script that has none of its own. */
const PARAMETERS = "param([string] $Log = '') # A file that keeps what is printed; it is added to.\r\n";

/**
 * Puts a PowerShell script together: header, parameters, prelude, the guard as `Assert-Step`, the step's template with its
 * `Invoke-Step`, end. A template writes no part of the frame, so that it cannot lose one.
 *
 * @param step - its template is `powershell/<kind>`, its guard `frame/powershell/guard/<kind>`
 * @param data - what its templates get
 * @returns the script, with CRLF
 * @throws TemplateError where it would not be one script
 */
export function framePowerShell({ kind }: PlannedStep, data: HeaderData, templates: Templates): string {
  const write = (path: string): string => (templates.has(path) ? templates(path)(data) : "");
  const before = write("powershell/before");
  const after = write("powershell/after");
  const house = { hasBefore: before !== "", hasAfter: after !== "" };
  const frame = (text: string): PowerShellPart => ({ kind: "frame", text });
  const part = (kind: "head" | "function" | "script", path: string, text: string): readonly PowerShellPart[] => {
    const from = { template: path, at: { line: 1, column: 1, endLine: 1, endColumn: 1 } };
    return text === "" ? [] : [{ kind, text, from }];
  };
  const parts: readonly PowerShellPart[] = [
    ...part("head", "frame/powershell/header", templates("frame/powershell/header")(data)),
    ...part("head", "powershell/head", write("powershell/head")),
    frame(templates("frame/powershell/begin")(data) + (write(`frame/powershell/param/${kind}`) || PARAMETERS)),
    frame(templates("frame/powershell/prelude")(data)),
    frame(templates("frame/powershell/own")(data) + templates(`frame/powershell/guard/${kind}`)(data)),
    frame(before === "" ? "" : "\r\nfunction Invoke-Before {\r\n"),
    ...part("function", "powershell/before", before),
    frame(before === "" ? "" : "}\r\n"),
    frame(after === "" ? "" : "\r\nfunction Invoke-After {\r\n"),
    ...part("function", "powershell/after", after),
    frame(after === "" ? "\r\n" : "}\r\n\r\n"),
    ...part("script", `powershell/${kind}`, templates(`powershell/${kind}`)(data)),
    frame(templates("frame/powershell/end")({ ...data, ...house })),
  ];
  refuse(checkPowerShellScript(parts, data.path));
  const text = parts.map((one) => one.text).join("");
  return withChanges(alignedRows(text), powerShellChanges(text));
}
