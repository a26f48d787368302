import type { Topology } from "../../model/topology.ts";
import { mirroredByScript } from "../mirroring.ts";
import type { RestoreFacts } from "../restore.ts";
import { listed, sharedSeedOf } from "../seeds.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { mirrorSeedFiles } from "./mirror-seed.ts";

/** The script that restores the mirror copy, on the mirror. */
export interface MirrorRestoreData extends RestoreFacts {
  /** The log backup after the full one. */
  readonly logFile: string;
  /** The server name of the principal, which took the backups. */
  readonly principalServerName: string;
}

/** On the mirror of every database whose mirror copy is made from a full backup. */
export function mirrorRestore(topology: Topology): readonly Step<MirrorRestoreData & TsqlData>[] {
  return mirroredByScript(topology).flatMap(({ database, mirroring }) => {
    if (mirroring.initialize !== "full-backup") return [];
    const own = mirroring.seedShare === null ? null : mirrorSeedFiles(topology, database.name, mirroring.seedShare);
    const files = sharedSeedOf(topology, database) ?? own;
    if (files === null) return [];
    return [
      onServer<MirrorRestoreData>(mirroring.mirror, {
        kind: "mirror-restore",
        database: database.name,
        what: "mirror-restore",
        role: "mirror",
        title: `restore ${database.name} as the mirror copy on ${mirroring.mirror.serverName}`,
        purpose: [
          "Restores the full backup and the log backup WITH NORECOVERY. A database that is here already is never overwritten.",
        ],
        before: [`${listed(files.files)} and ${files.logFile} are there, and the engine's account may read them`],
        after: [`${database.name} is RESTORING here`],
        undo: [`DROP DATABASE, while it is RESTORING and no session has it`],
        duration: "as long as a restore of the database",
        sources: [mirroring.at],
        data: {
          file: files.file,
          files: files.files,
          logFile: files.logFile,
          target: database.name,
          principalServerName: mirroring.principal.serverName,
          filePrefix: null,
          dataPath: mirroring.dataPath,
          logPath: mirroring.logPath,
          separator: "\\",
        },
      }),
    ];
  });
}
