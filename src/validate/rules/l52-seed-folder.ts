import { type Folder, type FolderOf, foldersOf, liesIn } from "../../model/folder.ts";
import { isAbsolute, uncHost } from "../../model/path.ts";
import { shipments } from "../../model/roles.ts";
import { seedServers } from "../../model/seeds.ts";
import type { Server, Topology } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

/** A folder in which a job deletes old files. */
interface Emptied {
  readonly folder: Folder;
  readonly what: string;
}

const wayKey = (way: readonly string[]): string => way.join("/");

/**
 * Folders that log shipping's jobs delete from (@backup_retention_period, @file_retention_period), by their way: thousands of seeds are
 * looked up among thousands of them.
 */
function emptied(topology: Topology, folderOf: FolderOf): ReadonlyMap<string, readonly Emptied[]> {
  const found = new Map<string, Emptied[]>();
  const add = (path: string, server: Server, what: string) => {
    const folder = folderOf(path, server);
    const known = found.get(wayKey(folder.way)) ?? [];
    found.set(wayKey(folder.way), known);
    if (!known.some((one) => one.folder.host === folder.host)) known.push({ folder, what });
  };
  for (const { database, logShipping, primaries } of shipments(topology)) {
    const { backup, primary, secondaries } = logShipping;
    add(backup.share, primary, `the backup share of ${database.name}`);
    for (const { server } of primaries) add(backup.directory, server, `the backup folder of ${database.name}`);
    for (const { copy, server } of secondaries) {
      // On Linux a secondary has the share under a path of its own.
      add(copy.from, server, `the backup share of ${database.name}`);
      add(copy.to, server, `the copy folder of ${database.name} on ${server.id}`);
    }
  }
  return found;
}

function reached(share: string, servers: readonly Server[]): Pick<Finding, "message" | "hint"> | null {
  const windows = servers.find(({ os }) => os === "windows");
  const linux = servers.find(({ os }) => os === "linux");
  if (windows === undefined) return null;
  if (linux !== undefined) {
    return {
      message: `No one path leads to the seed from ${windows.id} (Windows) and from ${linux.id} (Linux).`,
      hint: "Write seed: none: each copy then has its own seed, by a path of its own.",
    };
  }
  // Of a text that is no path at all L30 tells.
  if (uncHost(share) !== null || !isAbsolute(share, "windows")) return null;
  return {
    message: `The seed's share ${share} is no UNC path: the other servers cannot reach it.`,
    hint: "Write the share as all of them see it, \\\\fileserver\\share.",
  };
}

export const l52: Rule = {
  code: "L52",
  name: "seed-folder",
  severity: "error",
  also: "warning",
  title: "A seed lies where every server that it serves reaches it by one path, and no job deletes",
  why:
    "One seed is written by the primary and read by the mirror and every secondary. Log shipping's jobs delete old files from the backup share " +
    "and the copy folders; by which names, no page says.",
  hint: "Write a UNC share, on Linux a mount that all of them have, and give the seed a folder of its own.",
  source: "docs/relational-databases/system-stored-procedures/sp-add-log-shipping-secondary-primary-transact-sql.md",
  example: {
    before: `
      databases:
        Sales:
          mirroring: { seedShare: none }
          seed: { share: 'D:\\Seed' }
    `,
    after: `
      databases:
        Sales:
          mirroring: { seedShare: none }
          seed: { share: '\\\\fs1.contoso.com\\seed' }
    `,
  },
  *check(topology) {
    const folderOf = foldersOf(topology.servers);
    const folders = emptied(topology, folderOf);
    for (const database of topology.databases) {
      const { seed } = database;
      if (seed === null) continue;
      const servers = seedServers(topology.platform, database);
      const at = `${seed.at}/share`;
      const problem = reached(seed.share, servers);
      if (problem !== null) {
        yield { at, ...problem };
        continue;
      }
      const within = servers
        .map((server) => folderOf(seed.share, server))
        .flatMap((own) =>
          own.way.map((_, index) => ({ own, around: folders.get(wayKey(own.way.slice(0, index + 1))) })),
        )
        .flatMap(({ own, around }) => around?.filter(({ folder }) => liesIn(own, folder)) ?? [])[0];
      if (within === undefined) continue;
      yield {
        at,
        severity: "warning",
        message: `The seed lies in ${within.what}, from which a job deletes old files.`,
        hint: "Give the seed a folder of its own, such as \\\\fs1\\seed.",
      };
    }
  },
};
