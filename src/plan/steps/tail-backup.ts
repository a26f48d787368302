import { logBackupName } from "../../model/path.ts";
import type { Database, LogShipping, Server, Topology } from "../../model/topology.ts";
import { inFolder } from "../paths.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that saves what was never shipped, on a server of the lost site that still answers. */
export interface TailBackupData {
  /** How the file begins: the folder, the database's name as log shipping writes it, and an underscore. The time follows. */
  readonly filePrefix: string;
  /** The backup job's name. */
  readonly job: string;
  /** The database is mirrored. */
  readonly mirrored: boolean;
}

function step(database: Database, shipping: LogShipping, server: Server): Step<TailBackupData & TsqlData> {
  const { name, mirroring } = database;
  const folder = shipping.backup.directory;
  return onServer<TailBackupData>(server, {
    kind: "tail-backup",
    database: name,
    what: "tail",
    role: mirroring === null ? "log shipping primary of the lost site" : "partner of the lost site",
    section: "primary-only",
    title: `if ${server.serverName} answers: save the end of the log of ${name}, and take it out of service there`,
    purpose: [
      "What was never shipped is backed up to the folder of the log backups, under a name as the backup job would give it.",
      "The database is RESTORING afterwards: nobody can write to it any more, so that nothing is lost between this backup and the failover.",
    ],
    before: [
      "the other site takes over: that is decided",
      `the engine's account may write to ${folder}`,
      `open connections to ${name} are cut, and transactions that are open are rolled back`,
    ],
    after: [`${name} is RESTORING here, not mirrored, and its last log backup is in ${folder}`],
    undo: [
      `until a copy has taken over: RESTORE DATABASE ... WITH RECOVERY and ALTER DATABASE ... SET MULTI_USER here, enable the backup job${mirroring === null ? "" : "; the mirror is made again"}`,
    ],
    duration: "as long as a log backup; it waits up to an hour for one that runs",
    sources: [database.at, shipping.backup.at],
    data: {
      filePrefix: inFolder(folder, `${logBackupName(name)}_`, shipping.primary.os),
      job: shipping.backup.job,
      mirrored: mirroring !== null,
    },
  });
}

/** On the primary of every shipped database, and on its mirror, which may be the principal. */
export function tailBackup(topology: Topology): readonly Step<TailBackupData & TsqlData>[] {
  return topology.databases.flatMap((database) => {
    const { logShipping: shipping, mirroring } = database;
    if (shipping === null || !shipping.secondaries.some(({ server }) => server.os === "windows")) return [];
    const servers = mirroring === null ? [shipping.primary] : [mirroring.principal, mirroring.mirror];
    return servers.map((server) => step(database, shipping, server));
  });
}
