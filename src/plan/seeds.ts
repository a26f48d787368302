import { sharedSeedNames } from "../model/seeds.ts";
import type { Database, Topology } from "../model/topology.ts";
import { inFolder } from "./paths.ts";

/** A full backup from which copies are made. */
export interface FullBackupFacts {
  /** The full backup; where it has several files, the first. */
  readonly file: string;
  /** All files of it. */
  readonly files: readonly string[];
}

/** How a seed is written. */
export interface SeedFacts extends FullBackupFacts {
  /** The option of BACKUP; null for the server's default. */
  readonly compression: "COMPRESSION" | "NO_COMPRESSION" | null;
}

/** The log backup that goes with a seed's full backup. */
export interface SeedLogFacts {
  /** The log backup after it. */
  readonly logFile: string;
  /** The name of a full backup of the secondaries' own: once it is on record, an ordinary log backup would be missing there; null for none. */
  readonly shipSeed: string | null;
  /** A secondary was restored before, so that it would lack an ordinary log backup. */
  readonly neverOrdinary: boolean;
}

/** Whether a secondary of the database was restored before the set-up: what is backed up now and not shipped would be missing there. */
export const hasEarlierSecondary = ({ logShipping }: Database): boolean =>
  logShipping?.secondaries.some(({ initialize }) => initialize === "already-restored") ?? false;

/** The option of BACKUP for what a topology says of compression. */
const COMPRESSIONS = { "server-default": null, compressed: "COMPRESSION", uncompressed: "NO_COMPRESSION" } as const;

/** The files of a database's shared seed, and how they are written; null where it has none. */
export function sharedSeedOf(
  topology: Topology,
  { name, seed, logShipping }: Database,
): (SeedFacts & Pick<SeedLogFacts, "logFile">) | null {
  if (seed === null) return null;
  const os = logShipping?.primary.os ?? "windows";
  const names = sharedSeedNames(topology, name, seed.stripes);
  const [file = "", ...others] = names.files.map((one) => inFolder(seed.share, one, os));
  return {
    file,
    files: [file, ...others],
    logFile: inFolder(seed.share, names.log, os),
    compression: COMPRESSIONS[seed.compression],
  };
}

/** Files in words: all of a few, else the first and the last. */
export function listed(files: readonly string[]): string {
  return files.length <= 2 ? files.join(" and ") : `${files[0]} to ${files.at(-1)}`;
}
