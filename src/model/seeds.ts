import type { Database, Mirroring, Platform, Secondary } from "./topology.ts";

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
