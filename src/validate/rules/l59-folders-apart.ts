import { type Folder, type FolderOf, foldersOf, relation } from "../../model/folder.ts";
import { sameInstance } from "../../model/host.ts";
import { takenOverFolder } from "../../model/log-shipping.ts";
import { type Shipment, shipments } from "../../model/roles.ts";
import type { Secondary, Server } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

interface Known {
  readonly what: string;
  readonly folder: Folder;
  /** Whose files are deleted there too soon. */
  readonly whose: string;
}

const WHERE = { same: "is", above: "holds", below: "lies in" } as const;

/** Where the primaries back up to, as the secondary and as they themselves call it. */
function backups({ logShipping, primaries }: Shipment, secondary: Secondary, folderOf: FolderOf): Known[] {
  const { share, directory } = logShipping.backup;
  const { from } = secondary.copy;
  // A folder that the secondary itself has under that path, as one that is mounted on Linux.
  const isOwn = from !== share || secondary.server.os === "linux";
  const known = (what: string, path: string, server: Server): Known => {
    return { what, folder: folderOf(path, server), whose: "the primary's backups" };
  };
  return [
    known("the backup share", share, logShipping.primary),
    ...primaries.map(({ server }) => known(`the backup folder of ${server.id}`, directory, server)),
    ...(isOwn ? [known("the folder that it copies from", from, secondary.server)] : []),
  ];
}

/** The copy folder of another secondary. */
function copies({ copy, server }: Secondary, folderOf: FolderOf): Known {
  return {
    what: `the copy folder of ${server.id}`,
    folder: folderOf(copy.to, server),
    whose: `what ${server.id} copied`,
  };
}

function* findings(shipment: Shipment, folderOf: FolderOf): Iterable<Finding> {
  const seen: Secondary[] = [];
  for (const secondary of shipment.logShipping.secondaries) {
    const { copy, server } = secondary;
    // The copies of one instance are fed by one pair of jobs, from one folder.
    if (seen.some((one) => sameInstance(one.server, server))) continue;
    const folder = folderOf(copy.to, server);
    const others = seen.map((one) => copies(one, folderOf));
    seen.push(secondary);
    for (const known of [...backups(shipment, secondary, folderOf), ...others]) {
      const how = relation(folder, known.folder);
      if (how === null) continue;
      const then =
        how === "same"
          ? `${server.id} deletes ${known.whose} there after ${copy.retention.text}`
          : "no page says that deleting old files in one leaves the other alone";
      yield {
        at: `${copy.at}/to`,
        message: `${copy.to} ${WHERE[how]} ${known.what}: ${then}.`,
        hint: `Copy to a folder of ${server.id}'s own, which is no other's and in no other's.`,
      };
      break;
    }
  }
}

/**
 * Where a secondary backs up its log once it has taken over: its job deletes there as the primary's did, and the files that are still to be
 * restored lie apart from its own.
 */
function* takenOver(shipment: Shipment, folderOf: FolderOf): Iterable<Finding> {
  const { backup, secondaries } = shipment.logShipping;
  for (const secondary of secondaries) {
    const { copy, mirror, server } = secondary;
    // On Linux nothing takes over by script.
    if (server.os === "linux") continue;
    const stated = mirror?.backupShare ?? null;
    const path = takenOverFolder(secondary);
    const folder = folderOf(path, server);
    const others = secondaries.filter((one) => stated !== null || one !== secondary);
    const known = [...backups(shipment, secondary, folderOf), ...others.map((one) => copies(one, folderOf))];
    // Beside a copy folder that lies in another lies one in the same: that has been told of the copy folder.
    const isTold = ({ folder: other }: Known) => stated === null && relation(folderOf(copy.to, server), other) !== null;
    for (const one of known) {
      const how = relation(folder, one.folder);
      if (how === null || isTold(one)) continue;
      const then =
        how === "same"
          ? `it deletes ${one.whose} there after ${backup.retention.text}`
          : "no page says that deleting old files in one leaves the other alone";
      yield {
        at: stated === null || mirror === null ? `${copy.at}/to` : `${mirror.at}/backupShare`,
        message: `${path}, where ${server.id} backs up its log after it took over, ${WHERE[how]} ${one.what}: ${then}.`,
        hint: `Write backupShare under the secondary's mirror: a folder of ${server.id}'s own, which is no other's and in no other's.`,
      };
      break;
    }
  }
}

export const l59: Rule = {
  code: "L59",
  name: "folders-apart",
  severity: "warning",
  title:
    "A secondary's copy folder, and where it backs up its log later, are neither the backup share nor another copy folder, and not above or below one",
  why:
    "The restore job deletes the files of its database from the copy folder once they are older than copy.retention. Where that folder is " +
    "the backup share they are the primary's only ones, whatever backup.retention says and whoever has not restored them yet. Once " +
    "the secondary has taken over, its backup job deletes in backupShare in the same way. It is told under any spelling: a full or short host name, \\\\host\\d$ for D: of that host, the share's localPath.",
  hint: "Give each secondary a folder of its own to copy to.",
  source: "docs/relational-databases/system-stored-procedures/sp-add-log-shipping-secondary-primary-transact-sql.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship' }
            secondaries:
              - { server: sql-b1, copy: { to: '\\\\FS1\\logship' } }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship' }
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip\\Sales' } }
    `,
  },
  *check(topology) {
    const folderOf = foldersOf(topology.servers);
    for (const shipment of shipments(topology)) {
      yield* findings(shipment, folderOf);
      yield* takenOver(shipment, folderOf);
    }
  },
};
