import { logBackupName } from "../../model/path.ts";
import {
  isSeeded,
  mirrorSeedNames,
  type SeedNames,
  seedUsers,
  sharedSeedNames,
  shipSeedName,
} from "../../model/seeds.ts";
import type { Database, Pointer, Topology } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

/** What BACKUP and RESTORE take of a device's name; longer ones are error 3057. */
const DEVICE = 259;
/** What a log backup is called behind the database's name, as `_20260301120000.trn`; a copy on its way and an undo file are as long. */
const LOG_BACKUP = "_".length + 14 + ".trn".length;

interface Folder {
  readonly at: Pointer;
  readonly path: string;
  /** How long the longest name is that a file in it has. */
  readonly longest: number;
  /** What that file is. */
  readonly what: string;
}

function* foldersOf(topology: Topology, database: Database): Iterable<Folder> {
  const { name, logShipping, seed } = database;
  const longestOf = ({ files, log }: SeedNames) => Math.max(...[...files, log].map(({ length }) => length));
  // What Install-CsMirrorDatabase calls its backups no page says.
  const isScripted = topology.platform === "sql-server";
  const mirrorSeed = (at: Pointer, path: string | null, database: string): Folder[] =>
    path === null || !isScripted
      ? []
      : [{ at, path, longest: longestOf(mirrorSeedNames(topology, database)), what: "the mirror's log backup" }];
  const { mirror } = seedUsers(topology.platform, database);
  if (seed) {
    const longest = longestOf(sharedSeedNames(topology, name, seed.stripes));
    yield { at: `${seed.at}/share`, path: seed.share, longest, what: "the seed" };
  } else if (mirror) yield* mirrorSeed(`${mirror.at}/seedShare`, mirror.seedShare, name);
  if (!logShipping) return;
  const log = logBackupName(name).length + LOG_BACKUP;
  const shipSeed = !seed && logShipping.secondaries.some(isSeeded) ? shipSeedName(topology, name).length : 0;
  const inShare =
    shipSeed > log
      ? { longest: shipSeed, what: "the secondaries' full backup" }
      : { longest: log, what: "a log backup" };
  const { backup, secondaries } = logShipping;
  yield { at: `${backup.at}/share`, path: backup.share, ...inShare };
  if (backup.localPath !== null) yield { at: `${backup.at}/localPath`, path: backup.localPath, ...inShare };
  for (const { copy, database: copied, mirror } of secondaries) {
    // The share itself has been looked at.
    if (copy.from !== backup.share) yield { at: `${copy.at}/from`, path: copy.from, ...inShare };
    yield { at: `${copy.at}/to`, path: copy.to, longest: log, what: "the copy of a log backup" };
    if (mirror) yield* mirrorSeed(`${mirror.at}/seedShare`, mirror.seedShare, copied);
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
