import type { Topology } from "../model/topology.ts";
import type { PlannedStep } from "../plan/types.ts";

/** A line that runs a step. */
export interface Command {
  /** The shell that it is for: `cmd`, `PowerShell`; null where it works in both as it stands. */
  readonly shell: string | null;
  /** What to type there. */
  readonly line: string;
}

/** Where what steps print is kept: beside the topology's folder, because in it only what the manifest names may lie. */
export const keptFolder = ({ name }: Topology): string => `..\\${name}.kept`;

/**
 * The exact lines that run a step, from the topology's folder, with what it prints in a file for the change ticket. They work as they
 * stand in cmd, in Windows PowerShell and in PowerShell 7. One is not to be had where an instance's name has a `$`: PowerShell would
 * replace it within double quotes, and cmd knows no other quotes.
 */
export function commands(step: PlannedStep, topology: Topology): readonly Command[] {
  const path = step.path.replaceAll("/", "\\");
  const log = `${keptFolder(topology)}\\${path.replace(/\.\w+$/, "").replaceAll("\\", ".")}.log`;
  const both = (line: string): readonly Command[] => [{ shell: null, line }];
  switch (step.format) {
    case "tsql": {
      // A result set without the blanks that fill its columns: a line a row, for a person and for a monitoring system.
      const rows = step.kind === "status" ? ' -W -s ";"' : "";
      const line = (address: string) => `sqlcmd -b -I -E -S ${address} -i "${path}" -o "${log}"${rows}`;
      const address = step.address ?? "";
      if (!address.includes("$")) return both(line(`"${address}"`));
      return [
        { shell: "cmd", line: line(`"${address}"`) },
        { shell: "PowerShell", line: line(`'${address}'`) },
      ];
    }
    case "powershell":
      // Not by redirection: the script asks before it changes something, and nobody would see the question. In the shell of the pool
      // that is open: a new powershell.exe would have to load the product's module by itself.
      if (step.server === "pool") return [{ shell: "PowerShell", line: `& ".\\${path}" -Log "${log}"` }];
      return both(`powershell -NoProfile -File "${path}" -Log "${log}"`);
    case "markdown":
      return both(`notepad "${path}"`);
  }
}
