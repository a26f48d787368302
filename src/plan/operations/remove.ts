import { backupOff } from "../steps/backup-off.ts";
import { endMirroring } from "../steps/end-mirroring.ts";
import { endMonitoring } from "../steps/end-monitoring.ts";
import { forgetSecondary } from "../steps/forget-secondary.ts";
import { remains } from "../steps/remains.ts";
import { removePrimary } from "../steps/remove-primary.ts";
import { removeSecondary } from "../steps/remove-secondary.ts";
import { restoreOff } from "../steps/restore-off.ts";
import { uninstallMirror } from "../steps/uninstall-mirror.ts";
import type { Operation } from "../types.ts";

/** From an estate as the topology says, or from any point of its set-up, to servers that have nothing of it but the databases. */
export const REMOVE: Operation = {
  name: "remove",
  phases: [
    {
      folder: "01-databases",
      title: "The databases",
      text:
        "One database whole, before the next one begins; one that stays is left out. No database is dropped, and none is recovered: each stays where it is and as it is. " +
        "One secondary alone: its restore-off and remove-secondary, and between them the forget- files with its id, on the primary and on the mirror. To make it anew: those, then " +
        "all of its database in setup/04-databases, in order, and the mirror's primary-only file of setup/05-mirror-as-primary; a copy in STANDBY, or too old for the files of the share, is dropped by hand in between.",
      byDatabase: true,
      kinds: [
        [backupOff, restoreOff],
        forgetSecondary,
        removeSecondary,
        // Once no secondary is listed: before, it is error 32011.
        removePrimary,
        [endMirroring, uninstallMirror],
        // Once per server, and last: it serves every session of the server.
        endMonitoring,
      ],
    },
    {
      folder: "02-remains",
      title: "What remains",
      text:
        "Looks, and changes nothing. Where all was removed no line may say FAIL; of one database or secondary only the lines that name it count. A WARN names a database whose log " +
        "nothing backs up from now on; INFO says what stays, because nobody can tell here who made it.",
      byDatabase: false,
      kinds: [remains],
    },
  ],
};
