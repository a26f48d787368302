import { databaseFileName } from "../../model/file-name.ts";
import type { Database, Secondary, Topology } from "../../model/topology.ts";
import { primaryHalves } from "../removal.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that takes a secondary off the list of a primary. */
export interface ForgetSecondaryData {
  /** The share of the half: of another one it is not this topology's. */
  readonly share: string;
  /** The secondary's server name. */
  readonly secondaryServerName: string;
  /** The copy's name there. */
  readonly copy: string;
}

/** The part of a file's name that says which secondary is forgotten: its server, and its copy's name where that server has several. */
export function forgets(topology: Topology, { logShipping }: Database, { server, database }: Secondary): string {
  const there = logShipping?.secondaries.filter((one) => one.server.id === server.id) ?? [];
  return `forget-${server.id}${there.length > 1 ? `.${databaseFileName(topology, database)}` : ""}`;
}

/** One for each secondary, on the primary and on its mirror: so that a secondary can be taken out alone. */
export function forgetSecondary(topology: Topology): readonly Step<ForgetSecondaryData & TsqlData>[] {
  return primaryHalves(topology).flatMap(({ database, shipping, server }) =>
    shipping.secondaries.map((secondary) =>
      onServer<ForgetSecondaryData>(server, {
        kind: "forget-secondary",
        database: database.name,
        what: forgets(topology, database, secondary),
        role: "log shipping primary",
        section: "primary-only",
        title: `take ${secondary.server.serverName} off the secondaries of ${database.name} on ${server.serverName}`,
        purpose: ["Removes the entry here and nothing else; the secondary has files of its own."],
        before: [],
        after: [`${database.name} does not name ${secondary.server.serverName} / ${secondary.database}`],
        takenBackBy: ["primary-only"],
        duration: "seconds",
        sources: [database.at, secondary.at],
        data: {
          share: shipping.backup.share,
          secondaryServerName: secondary.server.serverName,
          copy: secondary.database,
        },
      }),
    ),
  );
}
