import type { PlannedStep } from "../plan/types.ts";
import { powerShellChanges, withChanges } from "./changes-powershell.ts";
import type { HeaderData } from "./header.ts";
import { alignedRows } from "./rows-powershell.ts";
import type { Templates } from "./template.ts";

/**
 * Puts a PowerShell script together: header, parameters, prelude, the guard as `Assert-Step`, the step's template with its
 * `Invoke-Step`, end. A template writes no part of the frame, so that it cannot lose one.
 *
 * @param step - its template is `powershell/<kind>`, its guard `frame/powershell/guard/<kind>`
 * @param data - what its templates get
 * @returns the script, with CRLF
 */
export function framePowerShell({ kind }: PlannedStep, data: HeaderData, templates: Templates): string {
  const write = (path: string): string => (templates.has(path) ? templates(path)(data) : "");
  const before = write("powershell/before");
  const after = write("powershell/after");
  const house = { hasBefore: before !== "", hasAfter: after !== "" };
  const text = [
    templates("frame/powershell/header")(data),
    write("powershell/head"),
    templates("frame/powershell/begin")(data),
    write(`frame/powershell/param/${kind}`) || "param()\r\n",
    templates("frame/powershell/prelude")(data),
    templates("frame/powershell/own")(data),
    templates(`frame/powershell/guard/${kind}`)(data),
    ...(before === "" ? [] : [asFunction("Invoke-Before", before)]),
    ...(after === "" ? [] : [asFunction("Invoke-After", after)]),
    "\r\n",
    templates(`powershell/${kind}`)(data),
    templates("frame/powershell/end")({ ...data, ...house }),
  ].join("");
  return withChanges(alignedRows(text), powerShellChanges(text));
}

/** What a house adds to every script, to be run between the guard and the work, or after it. */
const asFunction = (name: string, body: string): string => `\r\nfunction ${name} {\r\n${body}}\r\n`;
