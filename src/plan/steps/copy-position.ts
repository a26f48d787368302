import type { Topology } from "../../model/topology.ts";
import { type SiteCopy, siteServers } from "../site.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** A copy, as scripts for all copies of a server know it. */
export interface CopyRow {
  /** The copy, by its name here. */
  readonly database: string;
  /** The server name of the primary. */
  readonly primaryServerName: string;
  /** The database's name there. */
  readonly primaryDatabase: string;
}

/** The script that tells how far each copy of a server is. */
export interface CopyPositionData {
  /** The copies. */
  readonly copies: readonly CopyRow[];
}

/** A copy's row. */
export const copyRow = ({ database, shipping, secondary }: SiteCopy): CopyRow => ({
  database: secondary.database,
  primaryServerName: shipping.primary.serverName,
  primaryDatabase: database.name,
});

/** On every server that has copies. */
export function copyPosition(topology: Topology): readonly Step<CopyPositionData & TsqlData>[] {
  return siteServers(topology).map(({ server, copies }) =>
    onServer<CopyPositionData>(server, {
      kind: "copy-position",
      database: null,
      what: "position",
      role: "log shipping secondary",
      title: `tell how far the copies on ${server.serverName} are`,
      purpose: ["What a failover to this server would lose: what was written after the last backup that it has."],
      before: ["nothing"],
      after: ["each copy with the last file that was restored, and the last one that was copied"],
      duration: "seconds",
      readOnly: true,
      sources: copies.map(({ secondary }) => secondary.at),
      data: { copies: copies.map(copyRow) },
    }),
  );
}
