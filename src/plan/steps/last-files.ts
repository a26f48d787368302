import { logBackupName, withoutTrailing } from "../../model/path.ts";
import type { Topology } from "../../model/topology.ts";
import type { ServerRow } from "../computer.ts";
import { serverRow } from "../computer.ts";
import type { Partner } from "../powershell.ts";
import { address } from "../server.ts";
import { machineOf } from "../service-account.ts";
import { siteCopies } from "../site.ts";
import { byPowerShell, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that copies and restores the log backups that a copy still lacks. */
export interface LastFilesData extends PowerShellData {
  /** The servers of the computer that it is run on: the one that has the copy. */
  readonly servers: readonly ServerRow[];
  /** The server of the copy, as it is connected to. */
  readonly copy: Partner;
  /** The copy, by its name there. */
  readonly target: string;
  /** The folder that the log backups were shipped to. */
  readonly share: string;
  /** The folder that they are copied to. */
  readonly folder: string;
  /** A regular expression for the names of the log backups. */
  readonly pattern: string;
}

/** A text as a regular expression of .NET that means just it. */
const literally = (text: string): string => text.replaceAll(/[\\*+?|{}[\]()^$.#\s]/g, (sign) => `\\${sign}`);

/** For every copy on Windows. */
export function lastFiles(topology: Topology): readonly Step<LastFilesData>[] {
  return siteCopies(topology).map(({ database, secondary }) => {
    const { server, copy } = secondary;
    return byPowerShell<LastFilesData>(server, {
      kind: "last-files",
      database: database.name,
      localDatabase: secondary.database === database.name ? null : secondary.database,
      what: "last-files",
      role: "log shipping secondary, which takes over",
      section: "secondary",
      title: `restore what is left of ${secondary.database} on ${server.serverName}`,
      purpose: [
        "Copies the log backups that are in the share and not here yet, if the share answers, and restores all that fit, in the order of the log.",
        "A delay of the restore job does not count here. Nothing is deleted, and the database stays RESTORING.",
      ],
      before: [
        `it is run on ${machineOf(server)} itself; where the computer has another name, as in a failover cluster, with -Server ${server.id}`,
        "the copy and restore jobs are disabled and do not run",
        "files that only another secondary has copied lie in this one's copy folder",
      ],
      after: [`${secondary.database} holds what was in every log backup that reached ${copy.to}`],
      undo: ["nothing to take back: log shipping would have restored the same files"],
      duration: "as long as copying and restoring what is left",
      sources: [secondary.at],
      data: {
        runs: {
          server: `${server.serverName}   (topology id ${server.id}; connect to ${address(server)})`,
          shell: "Windows PowerShell or PowerShell 7, on the computer itself",
          as: `sysadmin on ${server.serverName} who may read the share and write to the copy folder`,
        },
        servers: [serverRow(server)],
        copy: { serverName: server.serverName, address: address(server) },
        target: secondary.database,
        share: copy.from,
        folder: withoutTrailing(copy.to),
        pattern: `^${literally(logBackupName(database.name))}_[0-9]{14}\\.trn$`,
      },
    });
  });
}
