import { folderKey, uncHost } from "../../model/path.ts";
import { shipments } from "../../model/roles.ts";
import { seedUsers } from "../../model/seeds.ts";
import type { Database, Server, Topology } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

/** The servers that write the seed or read it. */
function serversOf(topology: Topology, database: Database): readonly Server[] {
  const { mirror, secondaries } = seedUsers(topology.platform, database);
  const source = database.mirroring?.principal ?? database.logShipping?.primary;
  return [source, mirror?.mirror, ...secondaries.map(({ server }) => server)].filter((one) => one !== undefined);
}

/** A folder in which a job deletes old files. */
interface Emptied {
  readonly folder: string;
  /** Whose folder it is, where it is a local path; null for a share. */
  readonly server: string | null;
  readonly what: string;
}

/** Folders that log shipping's jobs delete from (@backup_retention_period, @file_retention_period). */
function emptied(topology: Topology): readonly Emptied[] {
  const own = (folder: string, server: Server) => (uncHost(folder) === null ? server.id : null);
  return shipments(topology).flatMap(({ database, logShipping: { backup, primary, secondaries } }) => [
    { folder: backup.share, server: own(backup.share, primary), what: `the backup share of ${database.name}` },
    { folder: backup.directory, server: own(backup.directory, primary), what: `the backup folder of ${database.name}` },
    ...secondaries.map(({ copy, server }) => ({
      folder: copy.to,
      server: own(copy.to, server),
      what: `the copy folder of ${database.name} on ${server.id}`,
    })),
  ]);
}

function* reached(share: string, servers: readonly Server[], at: string): Iterable<Finding> {
  const windows = servers.find(({ os }) => os === "windows");
  const linux = servers.find(({ os }) => os === "linux");
  if (windows !== undefined && linux !== undefined) {
    yield {
      at,
      message: `No one path leads to the seed from ${windows.id} (Windows) and from ${linux.id} (Linux).`,
      hint: "Write seed: none: each copy then has its own seed, by a path of its own.",
    };
  } else if (windows !== undefined && uncHost(share) === null) {
    yield {
      at,
      message: `The seed's share ${share} is no UNC path: the other servers cannot reach it.`,
      hint: "Write the share as all of them see it, \\\\fileserver\\share.",
    };
  }
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
    const folders = emptied(topology);
    for (const database of topology.databases) {
      const { seed } = database;
      if (seed === null) continue;
      const servers = serversOf(topology, database);
      const at = `${seed.at}/share`;
      yield* reached(seed.share, servers, at);
      const own = `${folderKey(seed.share)}${seed.share.startsWith("/") ? "/" : "\\"}`;
      const isIn = ({ folder }: Emptied) =>
        own.startsWith(`${folderKey(folder)}${folder.startsWith("/") ? "/" : "\\"}`);
      const within = folders.find(
        (one) => isIn(one) && (one.server === null || servers.some(({ id }) => id === one.server)),
      );
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
