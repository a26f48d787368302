import { afterSite } from "../site.ts";
import { activeServers } from "../steps/active-servers.ts";
import { backupNow } from "../steps/backup-now.ts";
import { bringUp } from "../steps/bring-up.ts";
import { copyPosition } from "../steps/copy-position.ts";
import { endpoint } from "../steps/endpoint.ts";
import { lastFiles } from "../steps/last-files.ts";
import { mirrorMonitoring } from "../steps/mirror-monitoring.ts";
import { mirrorPartner } from "../steps/mirror-partner.ts";
import { mirrorRestore } from "../steps/mirror-restore.ts";
import { mirrorSeed } from "../steps/mirror-seed.ts";
import { newMirror } from "../steps/new-mirror.ts";
import { poolState } from "../steps/pool-state.ts";
import { primaryOnly } from "../steps/primary-only.ts";
import { principalPartner } from "../steps/principal-partner.ts";
import { stopShipping } from "../steps/stop-shipping.ts";
import { tailBackup } from "../steps/tail-backup.ts";
import { verify } from "../steps/verify.ts";
import type { Operation } from "../types.ts";

/** The primary and its mirror are lost with their site: a secondary takes over. */
export const FAILOVER_SITE: Operation = {
  name: "failover-site",
  phases: [
    {
      folder: "01-what-is-lost",
      title: "What would be lost",
      text:
        "Reads, and changes nothing. Each secondary tells for each database how far it is, and which file it has copied last. What was written after the newest backup that " +
        "any of them has is lost, unless the share or the old servers still answer. Of several secondaries take the one that is furthest; bring files that it lacks from the " +
        "others' copy folders into its own, by hand, before the scripts of 04-databases.",
      byDatabase: false,
      kinds: [copyPosition],
    },
    {
      folder: "02-stop-shipping",
      title: "Log shipping stops",
      text: "On every secondary, also on those that do not take over: nothing is restored behind your back any more. The configuration stays; it is removed when all is over.",
      byDatabase: false,
      kinds: [stopShipping],
    },
    {
      folder: "03-old-site",
      title: "The old servers, if they answer",
      text:
        "Leave out each step whose server is gone: nothing later needs it. Where a server answers, its step saves what was never shipped, and takes the database out of service there, so " +
        "that nobody writes to it any more. Run them on both partners; where both say that they are the principal, stop and find out which one the applications wrote to. " +
        "Somebody has to keep a lost server off the network until it has been looked at: one that comes back serves users and backs up to the share again.",
      byDatabase: false,
      kinds: [tailBackup],
    },
    {
      folder: "04-databases",
      title: "The databases",
      text:
        "Only on the server that takes over: the scripts of the others refuse. One database whole, before the next one begins. The first script restores what is left, whatever delay the " +
        "secondary has. The second brings the database up, which cannot be taken back: it says what is lost, and asks for the server's name. The others back its log up, to a folder of its own: with no full backup of its own yet that restores nothing, so take one at once, with CHECKSUM, to another host.",
      byDatabase: true,
      kinds: [lastFiles, bringUp, afterSite(primaryOnly, { isAlone: true }), afterSite(backupNow, { isAlone: true })],
    },
    {
      folder: "05-servers",
      title: "The servers that go on",
      text: "What the databases' users come by, and what the new mirror needs.",
      byDatabase: false,
      kinds: [poolState, afterSite(endpoint)],
    },
    {
      folder: "06-mirror",
      title: "The new mirror",
      text: "The server that took over gets its mirror, from a full backup: the first one since it took over. While a mirror is made no other log backup may run: disable the backup job of the database before, and enable it afterwards, also where the mirror failed.",
      byDatabase: true,
      kinds: [
        afterSite(mirrorSeed),
        afterSite(mirrorRestore),
        afterSite(mirrorPartner),
        [afterSite(principalPartner), newMirror],
        [afterSite(mirrorMonitoring), activeServers],
      ],
    },
    {
      folder: "07-verify",
      title: "Verify",
      text: "Reads everything back, on the server that took over. No line may say FAIL; weigh each WARN.",
      byDatabase: false,
      kinds: [afterSite(verify, { onlyItself: true })],
    },
  ],
};
