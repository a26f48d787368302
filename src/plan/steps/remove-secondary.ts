import type { Topology } from "../../model/topology.ts";
import { fromItself, monitorAsCaller } from "../monitor.ts";
import { monitorAnswers } from "../removal.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { type OwnSecondary, ownSecondary, secondariesOf } from "./restore-off.ts";

/** The script that takes the secondary half of log shipping away. */
export type RemoveSecondaryData = OwnSecondary;

/** On every secondary. The last copy of a primary takes the copy job and the restore job with it. */
export function removeSecondary(topology: Topology): readonly Step<RemoveSecondaryData & TsqlData>[] {
  return secondariesOf(topology).map(({ database, shipping, secondary }) =>
    onServer<RemoveSecondaryData>(secondary.server, {
      kind: "remove-secondary",
      database: database.name,
      localDatabase: secondary.database,
      what: "remove-secondary",
      role: "log shipping secondary",
      section: "secondary",
      title: `take log shipping of ${secondary.database} away on ${secondary.server.serverName}${fromItself(shipping, secondary.server)}`,
      purpose: ["The copy itself stays as it is, RESTORING or STANDBY, and so do the copied files."],
      before: [...monitorAsCaller(shipping, secondary.server), ...monitorAnswers(shipping, secondary.server)],
      after: [
        `${secondary.database} is no log shipping secondary, and stays as it is`,
        `jobs ${secondary.copy.job} and ${secondary.restore.job} are gone, unless they serve another database`,
      ],
      undo: ["the files of this database in setup/04-databases, in order"],
      duration: "seconds; it waits an hour at the most for a restore that runs",
      sources: [database.at, secondary.at],
      data: ownSecondary(shipping, secondary),
    }),
  );
}
