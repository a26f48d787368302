import { type PrimaryFacts, primaryFacts } from "../../model/log-shipping.ts";
import type { Database, LogShipping, Server, Topology } from "../../model/topology.ts";
import { inFolder } from "../paths.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { lastSeedFileOf } from "./seed.ts";

/** The script that runs the backup job once and waits for its file. */
export interface BackupNowData {
  /** The database is mirrored, so that only the principal backs it up. */
  readonly mirrored: boolean;
  /** The mirror has taken over: what it shipped in an earlier role proves nothing. */
  readonly tookOver: boolean;
  /** The settings of the primary half. */
  readonly primary: PrimaryFacts;
  /** The last backup that the secondaries were made from; null on the mirror, and where they were restored before. */
  readonly seedFile: string | null;
  /** The folder of the log backups, ending in a separator. */
  readonly folder: string;
}

/** `seedFile`: the last backup that the secondaries were made from, to see that no log is missing since; null on the mirror. */
function step(
  database: Database,
  shipping: LogShipping,
  server: Server,
  seedFile: string | null,
  tookOver: boolean,
): Step<BackupNowData & TsqlData> {
  const mirrored = database.mirroring !== null;
  return onServer<BackupNowData>(server, {
    kind: "backup-now",
    database: database.name,
    what: "backup",
    role: mirrored ? "mirroring principal and log shipping primary while it runs" : "log shipping primary",
    section: "primary-only",
    title: `take the first shipped log backup of ${database.name} on ${server.serverName}${tookOver ? " since it took over" : ""}`,
    purpose: [
      "Runs the backup job once and waits for its file: the first half of the proof that shipping works from here.",
    ],
    before: [
      `the primary half is in place here`,
      `${database.name} is ONLINE${mirrored ? " and the mirroring principal" : ""}${tookOver ? "" : " (unless the job has taken a backup before)"}`,
    ],
    after: ["msdb.dbo.log_shipping_primary_databases names the file"],
    undo: ["nothing to take back: it is a log backup like those that follow"],
    duration: "as long as a log backup; it waits an hour at the most",
    sources: [shipping.backup.at],
    data: {
      mirrored,
      tookOver,
      primary: primaryFacts(shipping),
      seedFile,
      folder: inFolder(shipping.backup.directory, "", shipping.primary.os),
    },
  });
}

/** On the primary of every shipped database. */
export function backupNow(topology: Topology): readonly Step<BackupNowData & TsqlData>[] {
  return topology.databases.flatMap((database) => {
    const shipping = database.logShipping;
    if (shipping === null) return [];
    return [step(database, shipping, shipping.primary, lastSeedFileOf(topology, database, shipping), false)];
  });
}

function onMirrors(topology: Topology, tookOver: boolean): readonly Step<BackupNowData & TsqlData>[] {
  return topology.databases.flatMap((database) => {
    const { logShipping: shipping, mirroring } = database;
    if (shipping === null || mirroring === null) return [];
    return [step(database, shipping, mirroring.mirror, null, tookOver)];
  });
}

/** On the mirror of every database that is mirrored and shipped, while it is the principal. */
export const mirrorBackupNow = (topology: Topology): readonly Step<BackupNowData & TsqlData>[] =>
  onMirrors(topology, false);

/** There too, once the mirror has taken over for a principal that is lost. */
export const takenOverBackupNow = (topology: Topology): readonly Step<BackupNowData & TsqlData>[] =>
  topology.platform === "sql-server" ? onMirrors(topology, true) : [];
