import { logBackupName } from "../../model/path.ts";
import type { Topology } from "../../model/topology.ts";
import { siteCopies } from "../site.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { type CopyRow, copyRow } from "./copy-position.ts";

/** The script that brings a copy up. */
export interface BringUpData {
  /** The copy. */
  readonly copy: CopyRow;
  /** How many characters the name of a log backup has. */
  readonly fileNameLength: number;
}

/** What follows the database in the name of a log backup. */
const TIME = "_yyyymmddhhmmss.trn";

/** The decision, in one place: which of several secondaries takes over, and that what it lacks is lost. */
const DECISION = "fail over to";

/** For every copy on Windows. */
export function bringUp(topology: Topology): readonly Step<BringUpData & TsqlData>[] {
  return siteCopies(topology).map((one) => {
    const { database, secondary } = one;
    const { server } = secondary;
    return onServer<BringUpData>(server, {
      kind: "bring-up",
      database: database.name,
      localDatabase: secondary.database === database.name ? null : secondary.database,
      what: "bring-up",
      role: "log shipping secondary, which takes over",
      section: "secondary",
      title: `bring ${secondary.database} up on ${server.serverName}: what was not shipped to it is lost`,
      purpose: [
        "Run without its input it tells what is lost, and stops. With it, the database comes up, and takes no more log backups of the old primary.",
      ],
      before: [
        "every log backup that can be had is restored: the file before this one ended in DONE, or what it could not restore is given up",
        "no other secondary has taken over this database",
      ],
      after: [`${secondary.database} is ONLINE here, for all users`],
      undo: [
        "none: a database that was brought up takes no more log. The way on is a failback, once the old site is there again",
      ],
      duration: "as long as a recovery: minutes, longer after a long transaction",
      inputs: [
        {
          name: DECISION,
          meaning: `${server.serverName} where this server takes over, and what was not shipped to it is given up`,
        },
      ],
      sources: [database.at, secondary.at],
      data: { copy: copyRow(one), fileNameLength: logBackupName(database.name).length + TIME.length },
    });
  });
}
