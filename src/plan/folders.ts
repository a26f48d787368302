import { folderKey, uncHost } from "../model/path.ts";
import { isSeeded } from "../model/seeds.ts";
import type { Server } from "../model/topology.ts";
import type { Participation } from "./participants.ts";
import { takenOverFolder } from "./site.ts";

/** What a service has to do in a folder; `full` is what the files of databases ask for (Configure File System Permissions …). */
export type Rights = "read" | "modify" | "full";

const RANK: readonly (Rights | null)[] = [null, "read", "modify", "full"];

/** Who has to do what in a folder, and what the folder is for. */
export interface UsedFolder {
  readonly path: string;
  /** What it is for, one text a use. */
  readonly uses: readonly string[];
  readonly engine: Rights | null;
  readonly agent: Rights | null;
}

/** Few enough for a line: the first use, and how many more. */
export const useText = ({ uses }: UsedFolder): string =>
  uses.length <= 1 ? (uses[0] ?? "") : `${uses[0]} and ${uses.length - 1} more`;

const more = (left: Rights | null, right: Rights | null): Rights | null =>
  RANK.indexOf(left) >= RANK.indexOf(right) ? left : right;

/**
 * A folder of the server itself that a script can make; shares, and folders on Linux, are made by whoever runs those. A whole drive is no
 * such folder: what is given there would be given in all that lies on it.
 */
export const isMade = (server: Server, { path }: UsedFolder): boolean =>
  server.os === "windows" && uncHost(path) === null && !/^[A-Za-z]:[\\/]*$/.test(path);

/** The folders that the services of this server use (HP, HM, MIR; section 1 of the operating rules). */
export function usedFolders(parts: readonly Participation[], chat: boolean): readonly UsedFolder[] {
  const found = new Map<string, UsedFolder>();
  const add = (path: string | null | undefined, use: string, engine: Rights | null, agent: Rights | null) => {
    if (path === null || path === undefined) return;
    const key = folderKey(path);
    const known = found.get(key) ?? { path, uses: [], engine: null, agent: null };
    const uses = known.uses.includes(use) ? known.uses : [...known.uses, use];
    found.set(key, { ...known, uses, engine: more(known.engine, engine), agent: more(known.agent, agent) });
  };
  const both: Rights = "modify";
  for (const { database, role, secondary } of parts) {
    const { mirroring, logShipping, seed } = database;
    const primary = role === "principal" || role === "primary" || role === "mirror";
    if (role === "principal") add(mirroring?.seedShare, `mirror seed of ${database.name}`, both, chat ? both : null);
    if (role === "mirror") {
      add(mirroring?.seedShare, `mirror seed of ${database.name}`, chat ? both : "read", chat ? both : null);
      add(mirroring?.dataPath, `data files of ${database.name}`, "full", null);
      add(mirroring?.logPath, `log files of ${database.name}`, "full", null);
    }
    const writesSeed = role === "principal" || role === "primary";
    // Where a cmdlet makes the mirror it has a share of its own.
    const mirrorReads = role === "mirror" && mirroring?.initialize === "full-backup" && mirroring.seedShare === null;
    if (writesSeed || mirrorReads || (role === "secondary" && secondary !== null && isSeeded(secondary))) {
      add(seed?.share, `seed of ${database.name}`, writesSeed ? both : "read", null);
    }
    if (primary && logShipping !== null) {
      add(logShipping.backup.directory, `log backups of ${database.name}`, both, both);
      // On Linux the primary itself has no way to a share: that is how the secondaries on Windows see the folder.
      if (uncHost(logShipping.backup.share) !== null && logShipping.primary.os === "windows") {
        add(logShipping.backup.share, `log backups of ${database.name}`, both, both);
      }
    }
    if (role === "secondary" && secondary !== null) {
      // At failback the secondary writes its full backup to the share.
      add(secondary.copy.from, `log backups of ${database.name}`, chat ? both : "read", "read");
      const standby = secondary.restore.mode === "standby";
      add(secondary.copy.to, `copied log backups of ${secondary.database}`, standby ? both : "read", both);
      if (secondary.server.os === "windows") {
        add(
          takenOverFolder(secondary),
          `log backups of ${secondary.database} after a failover of the site`,
          both,
          both,
        );
      }
      add(secondary.dataPath, `data files of ${secondary.database}`, "full", null);
      add(secondary.logPath, `log files of ${secondary.database}`, "full", null);
    }
    if ((role === "secondary" || role === "mirror of the secondary") && secondary !== null) {
      add(
        secondary.mirror?.seedShare,
        `mirror seed of ${secondary.database} after a disaster failover`,
        both,
        chat ? both : null,
      );
    }
  }
  return [...found.values()];
}
