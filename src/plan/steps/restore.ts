import { databaseFileName } from "../../model/file-name.ts";
import { isSeeded, shipSeedName } from "../../model/seeds.ts";
import type { Topology } from "../../model/topology.ts";
import { inFolder } from "../paths.ts";
import type { RestoreFacts } from "../restore.ts";
import { listed, sharedSeedOf } from "../seeds.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that restores the full backup on a secondary, to receive shipped log. */
export interface RestoreData extends RestoreFacts {
  /** The server name of the primary. */
  readonly primaryServerName: string;
  /** Server names of every server that may have taken the backup: the primary, and its mirror. */
  readonly primaryServers: readonly string[];
  /** The log backup that goes with the full one; null where the secondaries have a full backup of their own. */
  readonly logFile: string | null;
}

/** On every secondary that is made from a full backup. */
export function restore(topology: Topology): readonly Step<RestoreData & TsqlData>[] {
  return topology.databases.flatMap((database) => {
    const shipping = database.logShipping;
    if (shipping === null) return [];
    const primaries = [shipping.primary, ...(database.mirroring === null ? [] : [database.mirroring.mirror])];
    return shipping.secondaries.filter(isSeeded).map((secondary) => {
      const own = inFolder(secondary.copy.from, shipSeedName(topology, database.name), secondary.server.os);
      const shared = sharedSeedOf(topology, database);
      const { file, files, logFile } = shared ?? { file: own, files: [own], logFile: null };
      return onServer<RestoreData>(secondary.server, {
        kind: "restore",
        database: database.name,
        localDatabase: secondary.database,
        what: "restore",
        role: "log shipping secondary",
        section: "secondary",
        title: `restore ${database.name} on ${secondary.server.serverName}, to receive shipped log`,
        purpose: [
          shared === null
            ? "Restores the full backup WITH NORECOVERY. A database that is here already is never overwritten."
            : "Restores the full backup and the log backup that goes with it WITH NORECOVERY. A database that is here already is never overwritten.",
        ],
        before: [
          logFile === null
            ? `${file} is there, and the engine's account may read it`
            : `${listed(files)} and ${logFile} are there, and the engine's account may read them`,
          `no other database is called ${secondary.database} here`,
          ...(topology.platform === "sql-server"
            ? []
            : [
                `where Topology Builder's Install Database has made an empty one: on ${secondary.server.serverName} only, and never while the pool is FailedOver, look into it, then drop it yourself`,
              ]),
        ],
        after: [`${secondary.database} is RESTORING here`],
        undo: ["DROP DATABASE, while it is RESTORING and not configured as a secondary"],
        duration: "as long as a restore of the database",
        page: topology.platform === "sql-server" ? [] : ["primary.13"],
        sources: [secondary.at],
        data: {
          file,
          files,
          logFile,
          target: secondary.database,
          primaryServerName: shipping.primary.serverName,
          primaryServers: primaries.map(({ serverName }) => serverName),
          // A copy under another name keeps its files apart from those of the other copies here.
          filePrefix:
            secondary.database === database.name ? null : `${databaseFileName(topology, secondary.database)}.`,
          dataPath: secondary.dataPath,
          logPath: secondary.logPath,
          separator: secondary.server.os === "linux" ? "/" : "\\",
        },
      });
    });
  });
}
