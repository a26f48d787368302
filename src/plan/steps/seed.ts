import { minutes, type ShippedCopy, shippedCopies } from "../../model/log-shipping.ts";
import { isSeeded, shipSeedName } from "../../model/seeds.ts";
import type { Database, LogShipping, Topology } from "../../model/topology.ts";
import { inFolder } from "../paths.ts";
import { type SeedFacts, sharedSeedOf } from "../seeds.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that takes the full backup that the secondaries are made from, on the primary. */
export interface SeedData extends SeedFacts {
  /** The folder of the log backups, ending in a separator. */
  readonly folder: string;
  /** The database is mirrored: this server must be its principal. */
  readonly mirrored: boolean;
  /** How old a backup may be to be still of use, in minutes. */
  readonly freshMinutes: number;
  /** Every secondary of the database. */
  readonly secondaries: readonly ShippedCopy[];
  /** How many they are. */
  readonly secondaryCount: number;
}

/** Where the primary writes that backup; null where every secondary is restored already, or made from a shared seed. */
function seedFileOf(topology: Topology, { name, seed: shared }: Database, shipping: LogShipping): string | null {
  if (shared !== null || !shipping.secondaries.some(isSeeded)) return null;
  return inFolder(shipping.backup.directory, shipSeedName(topology, name), shipping.primary.os);
}

/**
 * The backup behind which the primary's own job goes on, so that no log may have gone elsewhere since; null where every secondary is
 * restored already.
 */
export function lastSeedFileOf(topology: Topology, database: Database, shipping: LogShipping): string | null {
  const shared = shipping.secondaries.some(isSeeded) ? sharedSeedOf(topology, database) : null;
  return shared === null ? seedFileOf(topology, database, shipping) : shared.logFile;
}

/** On the primary of every database of which some secondary is made from a full backup. */
export function seed(topology: Topology): readonly Step<SeedData & TsqlData>[] {
  return topology.databases.flatMap((database) => {
    const shipping = database.logShipping;
    const file = shipping === null ? null : seedFileOf(topology, database, shipping);
    if (shipping === null || file === null) return [];
    const { primary, backup } = shipping;
    return [
      onServer<SeedData>(primary, {
        kind: "seed",
        database: database.name,
        what: "seed",
        role: database.mirroring === null ? "log shipping primary" : "mirroring principal and log shipping primary",
        section: "primary-only",
        title: `back up ${database.name} for its secondaries`,
        purpose: [
          "A full backup to the log shipping share, from which the secondaries are made. Nothing that lies there already is overwritten.",
        ],
        before: [
          database.mirroring === null
            ? `${database.name} is ONLINE, and not in the simple recovery model`
            : `${database.name} is ONLINE, the mirroring principal here, and in the full recovery model`,
          `every other job that backs up its log is off${database.mirroring === null ? "" : ", on both partners"}, and stays off: its backups would be a gap at the secondaries`,
          `the engine's account may write to ${backup.directory}`,
        ],
        after: [`${file} holds a full backup`],
        undo: ["delete the file; no job uses it once the secondaries are restored"],
        duration: "as long as a full backup of the database",
        page: topology.platform === "sql-server" ? [] : ["primary.13"],
        sources: [backup.at, ...shipping.secondaries.map(({ at }) => `${at}/initialize`)],
        data: {
          file,
          files: [file],
          compression: null,
          folder: inFolder(backup.directory, "", primary.os),
          mirrored: database.mirroring !== null,
          // Half of what the share keeps: the secondary has the other half to copy in.
          freshMinutes: Math.floor(minutes(backup.retention).minutes / 2),
          secondaries: shippedCopies(shipping),
          secondaryCount: shipping.secondaries.length,
        },
      }),
    ];
  });
}
