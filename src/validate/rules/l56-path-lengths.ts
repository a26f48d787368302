import { databaseFileName } from "../../model/file-name.ts";
import { logBackupName } from "../../model/path.ts";
import type { Database, Pointer, Seed, Topology } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

/** What BACKUP and RESTORE take of a device's name; longer ones are error 3057. */
const DEVICE = 259;
/** What a log backup is called behind the database's name, as `_20260301120000.trn`; a copy on its way and an undo file are as long. */
const LOG_BACKUP = "_".length + 14 + ".trn".length;
const SHIP_SEED = ".ship-seed.bak".length;
const MIRROR_SEED = ".mirror-seed-log.bak".length;

/** The longest name of a shared seed's files behind the database's: its log backup, or the last of the full backup's. */
const sharedSeed = ({ stripes }: Seed): number =>
  Math.max(".seed-log.bak".length, stripes === 1 ? 0 : `.seed-${stripes}-of-${stripes}.bak`.length);

interface Folder {
  readonly at: Pointer;
  readonly path: string;
  /** How long the longest name is that a file in it has. */
  readonly longest: number;
  /** What that file is. */
  readonly what: string;
}

function* foldersOf(topology: Topology, { name, mirroring, logShipping, seed }: Database): Iterable<Folder> {
  const file = (database: string) => databaseFileName(topology, database).length;
  const seeded = (at: Pointer, path: string | null, database: string): Folder[] =>
    path === null ? [] : [{ at, path, longest: file(database) + MIRROR_SEED, what: "the mirror's log backup" }];
  if (mirroring) yield* seeded(`${mirroring.at}/seedShare`, mirroring.seedShare, name);
  if (seed)
    yield { at: `${seed.at}/share`, path: seed.share, longest: file(name) + sharedSeed(seed), what: "the seed" };
  if (!logShipping) return;
  const log = logBackupName(name).length + LOG_BACKUP;
  const isSeeded = !seed && logShipping.secondaries.some(({ initialize }) => initialize === "full-backup");
  const shared = isSeeded && file(name) + SHIP_SEED > log;
  const inShare = shared
    ? { longest: file(name) + SHIP_SEED, what: "the secondaries' full backup" }
    : { longest: log, what: "a log backup" };
  const { backup, secondaries } = logShipping;
  yield { at: `${backup.at}/share`, path: backup.share, ...inShare };
  if (backup.localPath !== null) yield { at: `${backup.at}/localPath`, path: backup.localPath, ...inShare };
  for (const { copy, database, mirror } of secondaries) {
    // The share itself has been looked at.
    if (copy.from !== backup.share) yield { at: `${copy.at}/from`, path: copy.from, ...inShare };
    yield { at: `${copy.at}/to`, path: copy.to, longest: log, what: "the copy of a log backup" };
    if (mirror) yield* seeded(`${mirror.at}/seedShare`, mirror.seedShare, database);
  }
}

export const l56: Rule = {
  code: "L56",
  name: "path-lengths",
  severity: "error",
  title: `With its folder no backup's path is longer than the ${DEVICE} characters that BACKUP and RESTORE take`,
  why: "A longer one is error 3057, and a log backup is longer than its folder by the database's name and 19 characters: the first job would fail.",
  hint: "Use a shorter folder.",
  source: "docs/relational-databases/errors-events/database-engine-events-and-errors-3000-to-3999.md",
  example: {
    before: `
      databases:
        Department_of_Records_and_Archives_Correspondence_and_Accounts_1998_to_2026_East:
          logShipping:
            primary: sql-a1
            backup: { share: '\\\\fs1.contoso.com\\logship\\<database>\\<database>' }
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip\\East' } }
    `,
    after: `
      databases:
        Department_of_Records_and_Archives_Correspondence_and_Accounts_1998_to_2026_East:
          logShipping:
            primary: sql-a1
            backup: { share: '\\\\fs1.contoso.com\\logship\\<database>' }
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip\\East' } }
    `,
  },
  *check(topology) {
    for (const database of topology.databases) {
      for (const { at, path, longest, what } of foldersOf(topology, database)) {
        const length = path.length + (/[\\/]$/.test(path) ? 0 : 1) + longest;
        if (length <= DEVICE) continue;
        yield {
          at,
          message: `In it the path of ${what} has ${length} characters; BACKUP and RESTORE take ${DEVICE}.`,
          hint: `Use a folder that is shorter by ${length - DEVICE} characters.`,
        };
      }
    }
  },
};
