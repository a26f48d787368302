import { databaseFileName } from "./file-name.ts";
import type { Database, Mirroring, Platform, Secondary, Server, Topology } from "./topology.ts";

/** Whether a secondary is made from a full backup that the scripts take. */
export const isSeeded = ({ initialize }: Secondary): boolean => initialize === "full-backup";

/** The copies that the scripts make of a database, which its shared seed would serve. */
export interface SeedUsers {
  /** Null where there is no mirror, where it was made before, and where Install-CsMirrorDatabase makes it from a backup of its own. */
  readonly mirror: Mirroring | null;
  readonly secondaries: readonly Secondary[];
}

/** Whom a seed of the database serves. */
export function seedUsers(platform: Platform, { mirroring, logShipping }: Database): SeedUsers {
  return {
    mirror: platform === "sql-server" && mirroring?.initialize === "full-backup" ? mirroring : null,
    secondaries: logShipping?.secondaries.filter(isSeeded) ?? [],
  };
}

/** The servers that write a shared seed of the database or read it, that which writes it first. */
export function seedServers(platform: Platform, database: Database): readonly Server[] {
  const { mirror, secondaries } = seedUsers(platform, database);
  const source = database.mirroring?.principal ?? database.logShipping?.primary;
  return [source, mirror?.mirror, ...secondaries.map(({ server }) => server)].filter((one) => one !== undefined);
}

/** The file names of a full backup, and of the log backup that goes with it. */
export interface SeedNames {
  readonly files: readonly string[];
  readonly log: string;
}

/** The name of the full backup that secondaries are made from. It cannot be taken for a shipped `<db>_<UTC>.trn`. */
export function shipSeedName(topology: Topology, database: string): string {
  return `${databaseFileName(topology, database)}.ship-seed.bak`;
}

/** The names of the backups that a mirror of its own seed is made from. */
export function mirrorSeedNames(topology: Topology, database: string): SeedNames {
  const base = databaseFileName(topology, database);
  return { files: [`${base}.mirror-seed.bak`], log: `${base}.mirror-seed-log.bak` };
}

/** The names of a shared seed's backups. How many files there are stands in each name: those of another number are never taken for these. */
export function sharedSeedNames(topology: Topology, database: string, stripes: number): SeedNames {
  const base = databaseFileName(topology, database);
  const files = Array.from({ length: stripes }, (_, index) => `${base}.seed-${index + 1}-of-${stripes}.bak`);
  return { files: stripes === 1 ? [`${base}.seed.bak`] : files, log: `${base}.seed-log.bak` };
}
