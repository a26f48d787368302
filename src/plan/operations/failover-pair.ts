import { takenOverBackupNow } from "../steps/backup-now.ts";
import { forceService } from "../steps/force-service.ts";
import { mirrorPosition } from "../steps/mirror-position.ts";
import { takenOverRestoreNow } from "../steps/restore-now.ts";
import type { Operation } from "../types.ts";

/** The principal of a pair is lost, its mirror is alive: the mirror takes over. */
export const FAILOVER_PAIR: Operation = {
  name: "failover-pair",
  phases: [
    {
      folder: "01-what-is-lost",
      title: "What would be lost",
      text:
        "Reads, and changes nothing. Where a witness let the mirror take over by itself, it says PRINCIPAL: then only the log backups of 02-databases are left to do. " +
        "While the principal is alive do not go on: a planned failover is ALTER DATABASE ... SET PARTNER FAILOVER on the principal, and loses nothing. " +
        "Somebody has to keep the applications and the network off the lost principal first: without a witness it serves its users, whether its mirror has taken over or not.",
      byDatabase: false,
      kinds: [mirrorPosition],
    },
    {
      folder: "02-databases",
      title: "The databases",
      text:
        "The first script forces service, which cannot be taken back: it says what may be lost, and asks for the server's name. Where the mirror took over by itself it changes nothing. " +
        "The others take a log backup from there, and see it arrive: log shipping goes on from the mirror's half. A secondary that has restored a backup which the mirror never knew is past the point " +
        "where service was forced, and its restore job fails: make that secondary anew, as remove/ says. Then run status/: it tells how the estate stands now. " +
        "When the old principal comes back, the session is SUSPENDED, and the log here grows until it is decided. What the old principal never sent is thrown away by SET PARTNER RESUME: where it " +
        "matters, end the session by SET PARTNER OFF on it, RESTORE DATABASE ... WITH RECOVERY there with the applications kept away, back it up, and mirror anew from this server. " +
        "Where nothing was lost, RESUME, wait for SYNCHRONIZED, and go back by the last file of setup/05-mirror-as-primary or by SET PARTNER FAILOVER here.",
      byDatabase: true,
      kinds: [forceService, takenOverBackupNow, takenOverRestoreNow],
    },
  ],
};
