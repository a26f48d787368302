import type { Topology } from "../../model/topology.ts";
import { databaseFileName } from "../file-name.ts";
import { mirroredByScript } from "../mirroring.ts";
import { inFolder } from "../paths.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that takes the backups that the mirror copy is made from, on the principal. */
export interface MirrorSeedData {
  /** The full backup. */
  readonly file: string;
  /** The log backup after it. */
  readonly logFile: string;
}

/** The two files that make a mirror copy. */
export function mirrorSeedFiles(topology: Topology, database: string, share: string): MirrorSeedData {
  const base = databaseFileName(topology, database);
  return {
    file: inFolder(share, `${base}.mirror-seed.bak`, "windows"),
    logFile: inFolder(share, `${base}.mirror-seed-log.bak`, "windows"),
  };
}

/** On the principal of every database whose mirror copy is made from a full backup. */
export function mirrorSeed(topology: Topology): readonly Step<MirrorSeedData & TsqlData>[] {
  return mirroredByScript(topology).flatMap(({ database, mirroring }) => {
    if (mirroring.initialize !== "full-backup" || mirroring.seedShare === null) return [];
    const files = mirrorSeedFiles(topology, database.name, mirroring.seedShare);
    return [
      onServer<MirrorSeedData>(mirroring.principal, {
        kind: "mirror-seed",
        database: database.name,
        what: "mirror-seed",
        role: "mirroring principal",
        title: `back up ${database.name} for its mirror`,
        purpose: [
          "A full backup and a log backup, from which the mirror copy is made. They leave the log chain and differential backups alone.",
        ],
        before: [
          `${database.name} is ONLINE, in the full recovery model, and not mirrored yet`,
          "other log backups are paused until the session is synchronized: one taken in between is log that the mirror lacks (error 1478)",
          `the engine's account may write to ${mirroring.seedShare}`,
        ],
        after: [`${files.file} and ${files.logFile} hold the backups`],
        undo: ["delete the two files, once the mirror is synchronized or no mirror is wanted"],
        duration: "as long as a full backup of the database",
        sources: [mirroring.at],
        data: files,
      }),
    ];
  });
}
