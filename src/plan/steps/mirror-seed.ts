import { isSeeded, mirrorSeedNames, shipSeedName } from "../../model/seeds.ts";
import type { Topology } from "../../model/topology.ts";
import { mirroredByScript } from "../mirroring.ts";
import { inFolder } from "../paths.ts";
import { hasEarlierSecondary, type SeedFacts, type SeedLogFacts } from "../seeds.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that takes the backups that the mirror copy is made from, on the principal. */
export interface MirrorSeedData extends SeedFacts, SeedLogFacts {}

/** The two files that make a mirror copy. */
export function mirrorSeedFiles(topology: Topology, database: string, share: string) {
  const { files, log } = mirrorSeedNames(topology, database);
  const [file = "", ...others] = files.map((one) => inFolder(share, one, "windows"));
  return { file, files: [file, ...others], logFile: inFolder(share, log, "windows") };
}

/** On the principal of every database whose mirror copy is made from a full backup. */
export function mirrorSeed(topology: Topology): readonly Step<MirrorSeedData & TsqlData>[] {
  return mirroredByScript(topology).flatMap(({ database, mirroring }) => {
    if (mirroring.initialize !== "full-backup" || mirroring.seedShare === null || database.seed !== null) return [];
    const files = mirrorSeedFiles(topology, database.name, mirroring.seedShare);
    const { logShipping } = database;
    const neverOrdinary = hasEarlierSecondary(database);
    const kept = "it is part of the chain of log backups: keep it with them";
    return [
      onServer<MirrorSeedData>(mirroring.principal, {
        kind: "mirror-seed",
        database: database.name,
        what: "mirror-seed",
        role: "mirroring principal",
        title: `back up ${database.name} for its mirror`,
        purpose: [
          "A full backup and a log backup, from which the mirror copy is made. Nothing that lies there already is overwritten.",
          neverOrdinary
            ? "The log backup is COPY_ONLY: a secondary that was restored before would lack an ordinary one. No page says that it is enough to begin mirroring."
            : `The log backup is an ordinary one, as Microsoft's pages have it: ${kept}. Where the database is shipped already, it is COPY_ONLY.`,
        ],
        before: [
          `${database.name} is ONLINE, in the full recovery model, and not mirrored yet`,
          `other log backups are stopped${database.logShipping === null ? " until the session is synchronized" : ", for good"}: one taken in between is log that the mirror lacks (error 1478)`,
          `the engine's account may write to ${mirroring.seedShare}`,
        ],
        after: [`${files.file} and ${files.logFile} hold the backups`],
        undo: [
          "delete the full backup, once the mirror is synchronized or no mirror is wanted; an ordinary log backup is kept with the others",
        ],
        duration: "as long as a full backup of the database",
        sources: [mirroring.at],
        data: {
          ...files,
          compression: null,
          shipSeed: logShipping?.secondaries.some(isSeeded) ? shipSeedName(topology, database.name) : null,
          neverOrdinary,
        },
      }),
    ];
  });
}
