import { type Folder, type FolderOf, foldersOf, relation } from "../../model/folder.ts";
import { sameInstance } from "../../model/host.ts";
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

function* findings(shipment: Shipment, folderOf: FolderOf): Iterable<Finding> {
  const seen: Secondary[] = [];
  for (const secondary of shipment.logShipping.secondaries) {
    const { copy, server } = secondary;
    // The copies of one instance are fed by one pair of jobs, from one folder.
    if (seen.some((one) => sameInstance(one.server, server))) continue;
    const folder = folderOf(copy.to, server);
    const others = seen.map((one): Known => {
      const theirs = folderOf(one.copy.to, one.server);
      return { what: `the copy folder of ${one.server.id}`, folder: theirs, whose: `what ${one.server.id} copied` };
    });
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

export const l59: Rule = {
  code: "L59",
  name: "folders-apart",
  severity: "warning",
  title: "A copy folder is neither the backup share nor another secondary's copy folder, and not above or below one",
  why:
    "The restore job deletes the files of its database from the copy folder once they are older than copy.retention. Where that folder is " +
    "the backup share they are the primary's only ones, whatever backup.retention says and whoever has not restored them yet. It is " +
    "told under any spelling: a full or short host name, \\\\host\\d$ for D: of that host, the share's localPath.",
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
    for (const shipment of shipments(topology)) yield* findings(shipment, folderOf);
  },
};
