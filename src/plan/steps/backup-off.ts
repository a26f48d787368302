import type { Topology } from "../../model/topology.ts";
import { primaryHalves } from "../removal.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that disables a database's log backup job. */
export interface BackupOffData {
  /** The share of the half: of another one it is not this topology's. */
  readonly share: string;
  /** The backup job's name. */
  readonly job: string;
}

/** On the primary of every shipped database, and on its mirror. */
export function backupOff(topology: Topology): readonly Step<BackupOffData & TsqlData>[] {
  return primaryHalves(topology).map(({ database, shipping, server }) =>
    onServer<BackupOffData>(server, {
      kind: "backup-off",
      database: database.name,
      what: "backup-off",
      role: "log shipping primary",
      section: "primary-only",
      title: `disable the log backup job of ${database.name} on ${server.serverName}`,
      purpose: ["From here on nothing backs up the log of the database, and it grows."],
      before: ["another job is ready to back up its log, or its removal goes on at once: the log grows"],
      after: [`job ${shipping.backup.job} is disabled, and does not run`],
      undo: [`msdb.dbo.sp_update_job @job_name = …, @enabled = 1 for ${shipping.backup.job}`],
      duration: "seconds; it waits an hour at the most for a backup that runs",
      sources: [database.at, shipping.backup.at],
      data: { share: shipping.backup.share, job: shipping.backup.job },
    }),
  );
}
