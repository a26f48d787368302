import type { Database, LogShipping, Secondary, Topology } from "../../model/topology.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The secondary half of a copy, as a script that takes it away knows it again. */
export interface OwnSecondary {
  /** The copy's name here. */
  readonly copy: string;
  /** `@primary_server`: the server name of the primary. */
  readonly primaryServerName: string;
  /** The copy job's name. */
  readonly copyJob: string;
  /** The restore job's name. */
  readonly restoreJob: string;
}

/** The script that disables the jobs of a secondary. */
export type RestoreOffData = OwnSecondary;

/** What tells a copy's half from another one. */
export const ownSecondary = (shipping: LogShipping, secondary: Secondary): OwnSecondary => ({
  copy: secondary.database,
  primaryServerName: shipping.primary.serverName,
  copyJob: secondary.copy.job,
  restoreJob: secondary.restore.job,
});

/** Every secondary of the topology. */
export const secondariesOf = (
  topology: Topology,
): readonly { readonly database: Database; readonly shipping: LogShipping; readonly secondary: Secondary }[] =>
  topology.databases.flatMap((database) =>
    (database.logShipping?.secondaries ?? []).flatMap((secondary) =>
      database.logShipping === null ? [] : [{ database, shipping: database.logShipping, secondary }],
    ),
  );

/** On every secondary. */
export function restoreOff(topology: Topology): readonly Step<RestoreOffData & TsqlData>[] {
  return secondariesOf(topology).map(({ database, shipping, secondary }) =>
    onServer<RestoreOffData>(secondary.server, {
      kind: "restore-off",
      database: database.name,
      localDatabase: secondary.database,
      what: "restore-off",
      role: "log shipping secondary",
      section: "secondary",
      title: `disable the copy and restore jobs of ${secondary.database} on ${secondary.server.serverName}`,
      purpose: ["Jobs that serve another database here as well are left as they are."],
      before: ["the files that are to be restored still are restored already"],
      after: [
        `jobs ${secondary.copy.job} and ${secondary.restore.job} are disabled, unless they serve another database`,
      ],
      undo: [
        `msdb.dbo.sp_update_job @job_name = …, @enabled = 1 for ${secondary.copy.job} and ${secondary.restore.job}`,
      ],
      duration: "seconds; it waits an hour at the most for a restore that runs",
      sources: [database.at, secondary.at],
      data: ownSecondary(shipping, secondary),
    }),
  );
}
