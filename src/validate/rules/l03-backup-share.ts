import { engineAccountKind } from "../../model/account.ts";
import { isAbsolute, uncHost } from "../../model/path.ts";
import { shipments } from "../../model/roles.ts";
import type { Pointer } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

function* unc(what: string, share: string | null, at: Pointer): Iterable<Finding> {
  // What is no path of Windows at all is L30's.
  if (share === null || uncHost(share) !== null || !isAbsolute(share, "windows")) return;
  const message = `The ${what} ${share} is no UNC path: the other servers cannot reach it.`;
  yield { at, message, hint: "Write the share as the other servers see it, \\\\fileserver\\share." };
}

export const l03: Rule = {
  code: "L03",
  name: "backup-share",
  severity: "error",
  also: "warning",
  title:
    "On Windows shares are UNC paths; a LocalSystem engine backs up to a local path, and not on a mirrored primary",
  why:
    "The secondary copies from the share and the mirror writes to the same one. An engine under LocalSystem has to back up to a " +
    "folder of its own computer, which two partners cannot both do with one share.",
  hint: "Write the share as \\\\fileserver\\share; run the engines under domain accounts, or give a lone primary a localPath.",
  source: "docs/database-engine/log-shipping/configure-log-shipping-sql-server.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            backup: { share: 'D:\\LogShip\\Sales' }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship\\Sales' }
    `,
  },
  *check(topology) {
    for (const { database, logShipping, primaries } of shipments(topology)) {
      const { backup, primary, secondaries } = logShipping;
      if (primary.os === "windows") yield* unc("backup share", backup.share, `${backup.at}/share`);
      if (database.mirroring && backup.localPath !== null && uncHost(backup.localPath) === null) {
        yield {
          at: `${backup.at}/localPath`,
          severity: "warning",
          message: `The mirror would back up to its own ${backup.localPath}, which is not the share.`,
          hint: "Leave localPath out: both partners then write to the share.",
        };
      }
      for (const { server } of primaries) {
        if (engineAccountKind(server) !== "local-system") continue;
        if (database.mirroring) {
          yield {
            at: `${server.at}/engineAccount`,
            message: "A mirrored log shipping primary, and its engine runs as LocalSystem.",
            hint: "Run the engines of both partners under domain accounts: both write to one share.",
          };
        } else if (uncHost(backup.directory) !== null) {
          yield {
            at: backup.at,
            message: `The engine of ${server.id} runs as LocalSystem, and backs up to no folder of its own computer.`,
            hint: "Add localPath, the folder on the primary that is shared; or run the engine under a domain account.",
          };
        }
      }
      for (const { mirror } of secondaries) {
        if (mirror) yield* unc("seed share", mirror.seedShare, `${mirror.at}/seedShare`);
      }
    }
    for (const { mirroring } of topology.databases) {
      if (mirroring) yield* unc("seed share", mirroring.seedShare, `${mirroring.at}/seedShare`);
    }
  },
};
