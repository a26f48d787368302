import { type SecondaryFacts, secondaryFacts } from "../../model/log-shipping.ts";
import type { Database, LogShipping, Secondary, Server, Topology } from "../../model/topology.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that runs the copy job and the restore job once, and sees a log backup restored. */
export interface RestoreNowData {
  /** The settings of the secondary half. */
  readonly secondary: SecondaryFacts;
  /** The server name of the primary. */
  readonly primaryServerName: string;
  /** The server whose log backup must be seen; null: any will do. */
  readonly takenBy: string | null;
  /** The mirror has taken over: what it took in an earlier role proves nothing. */
  readonly tookOver: boolean;
}

/** `takenBy`: the partner whose backup must be seen; null: any will do. */
function step(
  database: Database,
  shipping: LogShipping,
  secondary: Secondary,
  takenBy: Server | null,
  tookOver: boolean,
): Step<RestoreNowData & TsqlData> {
  const whose = takenBy === null ? "" : ` that ${takenBy.serverName} took`;
  return onServer<RestoreNowData>(secondary.server, {
    kind: "restore-now",
    database: database.name,
    localDatabase: secondary.database,
    what: takenBy === null ? "first-restore" : "received",
    role: "log shipping secondary",
    section: "secondary",
    title:
      secondary.restore.delay.seconds === 0
        ? `see a log backup of ${database.name}${whose} restored on ${secondary.server.serverName}`
        : `see the log backups of ${database.name} copied to ${secondary.server.serverName}; run it again ${secondary.restore.delay.text} later, to see one${whose} restored`,
    purpose: [
      "Runs the copy job and the restore job once each, and proves that the file has come through. Changes no setting; the data here moves on by the files that are waiting.",
    ],
    before: ["the secondary half is in place here", `a log backup${whose} is in ${secondary.copy.from}`],
    after:
      secondary.restore.delay.seconds === 0
        ? ["a restored log backup is on record in msdb"]
        : [
            `the files are copied; the first one is restored ${secondary.restore.delay.text} after it was taken: run this again then`,
          ],
    undo: ["nothing to take back: both jobs do what they do on schedule"],
    duration:
      "as long as the copy and the restore of the files that are waiting; it waits an hour for each at the most",
    sources: [secondary.at],
    data: {
      secondary: secondaryFacts(shipping, secondary),
      primaryServerName: shipping.primary.serverName,
      takenBy: takenBy?.serverName ?? null,
      tookOver,
    },
  });
}

/** On every secondary, after the primary's first backup. */
export function restoreNow(topology: Topology): readonly Step<RestoreNowData & TsqlData>[] {
  return topology.databases.flatMap((database) => {
    const shipping = database.logShipping;
    if (shipping === null) return [];
    return shipping.secondaries.map((secondary) => step(database, shipping, secondary, null, false));
  });
}

function onSecondaries(topology: Topology, tookOver: boolean): readonly Step<RestoreNowData & TsqlData>[] {
  return topology.databases.flatMap((database) => {
    const { logShipping: shipping, mirroring } = database;
    if (shipping === null || mirroring === null) return [];
    return shipping.secondaries.map((secondary) => step(database, shipping, secondary, mirroring.mirror, tookOver));
  });
}

/** On every secondary, after the first backup that the mirror took as the principal. */
export const mirrorRestoreNow = (topology: Topology): readonly Step<RestoreNowData & TsqlData>[] =>
  onSecondaries(topology, false);

/** There too, after the first backup of a mirror that has taken over for a principal that is lost. */
export const takenOverRestoreNow = (topology: Topology): readonly Step<RestoreNowData & TsqlData>[] =>
  topology.platform === "sql-server" ? onSecondaries(topology, true) : [];
