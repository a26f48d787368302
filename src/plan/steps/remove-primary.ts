import type { Topology } from "../../model/topology.ts";
import { fromItself, monitorAsCaller } from "../monitor.ts";
import { monitorAnswers, primaryHalves } from "../removal.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { forgets } from "./forget-secondary.ts";

/** The script that takes the primary-only half of log shipping away. */
export interface RemovePrimaryData {
  /** The share of the half: of another one it is not this topology's. */
  readonly share: string;
  /** The backup job's name. */
  readonly job: string;
  /** Its secondaries, each with the file that has to be run first. */
  readonly secondaries: readonly {
    /** The secondary's server name. */
    readonly serverName: string;
    /** The copy's name there. */
    readonly copy: string;
    /** The end of that file's name. */
    readonly file: string;
  }[];
}

/** On the primary of every shipped database, and on its mirror. */
export function removePrimary(topology: Topology): readonly Step<RemovePrimaryData & TsqlData>[] {
  return primaryHalves(topology).map(({ database, shipping, server }) =>
    onServer<RemovePrimaryData>(server, {
      kind: "remove-primary",
      database: database.name,
      what: "remove-primary",
      role: "log shipping primary",
      section: "primary-only",
      title: `take log shipping of ${database.name} away on ${server.serverName}${fromItself(shipping, server)}`,
      purpose: ["The database stays as it is, and so do the files of its log backups."],
      before: [
        "no secondary is listed here: their files come first (error 32011)",
        ...monitorAsCaller(shipping, server),
        ...monitorAnswers(shipping, server),
      ],
      after: [
        `${database.name} is no log shipping primary here, and job ${shipping.backup.job} is gone`,
        "nothing of this topology backs up its log: what else does is yours to say",
      ],
      takenBackBy: ["primary-only"],
      duration: "seconds; it waits an hour at the most for a backup that runs",
      sources: [database.at, shipping.at],
      data: {
        share: shipping.backup.share,
        job: shipping.backup.job,
        secondaries: shipping.secondaries.map((secondary) => ({
          serverName: secondary.server.serverName,
          copy: secondary.database,
          file: `${forgets(topology, database, secondary)}.sql`,
        })),
      },
    }),
  );
}
