import type { FullBackupFacts } from "./seeds.ts";

/** What a script that restores a full backup is given: its files as the server sees them. */
export interface RestoreFacts extends FullBackupFacts {
  /** The name of the database to make. */
  readonly target: string;
  /** Put before the name of each file, to keep the files of two copies apart; null for none. */
  readonly filePrefix: string | null;
  /** The folder of the data files; null for the server's default. */
  readonly dataPath: string | null;
  /** The folder of the log files; null for the server's default. */
  readonly logPath: string | null;
  /** Between folder and file on the server. */
  readonly separator: "\\" | "/";
}
