import { type Folder, foldersOf, likeness } from "../../model/folder.ts";
import { sameHost } from "../../model/host.ts";
import { logBackupName } from "../../model/path.ts";
import { shipments } from "../../model/roles.ts";
import type { Pointer, Server, Topology } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

interface Use {
  readonly text: string;
  readonly folder: Folder;
  readonly database: string;
  readonly at: Pointer;
}

/** The databases of each folder: a share, or a folder of a secondary. Hosts of one first label may still be two. */
function uses(topology: Topology): Iterable<readonly Use[]> {
  const byFolder = new Map<string, Use[]>();
  const folderOf = foldersOf(topology.servers);
  const add = (database: string, text: string, server: Server, at: Pointer) => {
    const folder = folderOf(text, server);
    const key = likeness(folder);
    const known = byFolder.get(key);
    const use: Use = { text, folder, database, at };
    if (known === undefined) byFolder.set(key, [use]);
    else if (known.at(-1)?.database !== database) known.push(use);
  };
  for (const { database, logShipping } of shipments(topology)) {
    const { backup, primary, secondaries } = logShipping;
    add(database.name, backup.share, primary, `${backup.at}/share`);
    for (const { copy, server } of secondaries) add(database.name, copy.to, server, `${copy.at}/to`);
  }
  return byFolder.values();
}

/** A database as the names of its log backups begin. */
const fileKey = (database: string): string => logBackupName(database).toLowerCase();

export const l40: Rule = {
  code: "L40",
  name: "shared-folders",
  severity: "warning",
  title: "Databases whose names begin alike, or are alike as file names, have folders of their own",
  why:
    "Jobs tell the files of a folder apart by name, without case and with an underscore for what a file name cannot have: those of Sales_Old " +
    "begin like those of Sales, and those of Tenant/1 are those of Tenant_1.",
  hint: "Give each database its own folder; <database> in a path stands for its name.",
  source: "inference",
  example: {
    before: `
      databases:
        Stock:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship\\Stock' }
        Stock_Old:
          logShipping:
            primary: sql-b2
            backup: { share: '\\\\fs1.contoso.com\\logship\\Stock' }
            secondaries:
              - { server: sql-a1, copy: { to: 'D:\\LogShip\\Stock_Old' } }
    `,
    after: `
      databases:
        Stock:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship\\Stock' }
        Stock_Old:
          logShipping:
            primary: sql-b2
            backup: { share: '\\\\fs1.contoso.com\\logship\\Stock_Old' }
            secondaries:
              - { server: sql-a1, copy: { to: 'D:\\LogShip\\Stock_Old' } }
    `,
  },
  *check(topology) {
    for (const folder of uses(topology)) {
      const names = folder.map((use) => [fileKey(use.database), use] as const);
      // What begins with a name follows it at once in order, on each host.
      const last = new Map<string, Use>();
      for (const [name, use] of names.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
        const { host } = use.folder;
        const before = [...last.values()].find(
          (one) => name.startsWith(fileKey(one.database)) && sameHost(one.folder.host, host),
        );
        if (before !== undefined) {
          yield {
            at: use.at,
            message: `It shares ${use.text} with ${before.database}, and its files' names begin like those of that.`,
            hint: "Give each database its own folder; <database> in the path stands for its name.",
          };
        }
        const own = last.get(host);
        if (own === undefined || !name.startsWith(fileKey(own.database))) last.set(host, use);
      }
    }
  },
};
