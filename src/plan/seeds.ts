import type { Database } from "../model/topology.ts";

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
