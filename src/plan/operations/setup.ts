import { backupNow, mirrorBackupNow } from "../steps/backup-now.ts";
import { endpoint } from "../steps/endpoint.ts";
import { folders } from "../steps/folders.ts";
import { installMirror } from "../steps/install-mirror.ts";
import { mirrorMonitoring } from "../steps/mirror-monitoring.ts";
import { mirrorPartner } from "../steps/mirror-partner.ts";
import { mirrorRestore } from "../steps/mirror-restore.ts";
import { mirrorSeed } from "../steps/mirror-seed.ts";
import { mirrorTakesOver } from "../steps/mirror-takes-over.ts";
import { monitor } from "../steps/monitor.ts";
import { network } from "../steps/network.ts";
import { preflight } from "../steps/preflight.ts";
import { mirrorPrimaryOnly, primaryOnly } from "../steps/primary-only.ts";
import { principalPartner } from "../steps/principal-partner.ts";
import { principalTakesOver } from "../steps/principal-takes-over.ts";
import { restore } from "../steps/restore.ts";
import { mirrorRestoreNow, restoreNow } from "../steps/restore-now.ts";
import { secondary } from "../steps/secondary.ts";
import { seed } from "../steps/seed.ts";
import { sharedSeedOfMirrored, sharedSeedOfShipped } from "../steps/shared-seed.ts";
import { topologyBuilder } from "../steps/topology-builder.ts";
import { verify } from "../steps/verify.ts";
import { verifyTopology } from "../steps/verify-topology.ts";
import { witnessOfMirrored, witnessOfShipped } from "../steps/witness.ts";
import type { Operation } from "../types.ts";

/** From servers that have nothing of it to an estate as the topology says. */
export const SETUP: Operation = {
  name: "setup",
  phases: [
    {
      folder: "01-preflight",
      title: "Preflight",
      text:
        "Looks, and changes nothing. Go on when no line says FAIL; weigh each WARN. At the end of a log may stand lines for another server, whose " +
        "logins they compare: paste them into a query window there. The network script, for servers on Windows, is run on each of the computers: copy this folder there.",
      byDatabase: false,
      kinds: [preflight, network],
    },
    {
      folder: "02-topology",
      title: "Topology Builder",
      text:
        "By hand, from the sheet; then the script tells whether what was published is what the sheet says. Publishing makes the databases: " +
        "run the preflight of the server that has them once more after it, and paste the lines that it prints on the other servers.",
      byDatabase: false,
      kinds: [topologyBuilder, verifyTopology],
    },
    {
      folder: "03-servers",
      title: "The servers",
      text:
        "Once per server, for all its databases. Where endpoints were made, run the network script of 01-preflight again on those computers: their " +
        "ports must answer before a database is seeded. Another owner of an endpoint (ALTER AUTHORIZATION) takes every CONNECT on it away: run its file " +
        "again after that. A server's own folders are made on its computer; shares, and folders on Linux, by whoever runs those.",
      byDatabase: false,
      kinds: [endpoint, monitor, folders],
    },
    {
      folder: "04-databases",
      title: "The databases",
      text:
        "One database whole, before the next one begins. From here on the log of one that is shipped is backed up by its backup job alone: any " +
        "other ordinary log backup leaves a gap at the secondaries. Its files are kept as long as its retention says, and restores to a point " +
        "in time reach no further back, unless the share is archived. Full backups go on as before. The log backup that made a mirror is kept with the others. In the night when clocks go back Agent starts " +
        "no job for an hour: an alert after 60 minutes or less (14420, 14421) is raised in it.",
      byDatabase: true,
      kinds: [
        [mirrorSeed, sharedSeedOfMirrored],
        mirrorRestore,
        mirrorPartner,
        principalPartner,
        witnessOfMirrored,
        installMirror,
        [seed, sharedSeedOfShipped],
        // At once: it ends the time in which nothing backs up the log.
        primaryOnly,
        backupNow,
        restore,
        secondary,
        restoreNow,
        // Once per server, and last: added before there is a session, its job records nothing (sp_dbmmonitoraddmonitoring).
        mirrorMonitoring,
      ],
    },
    {
      folder: "05-mirror-as-primary",
      title: "The mirror as a primary",
      text:
        "All planned outages, in one window. Database by database: fail over, set up the mirror's half, prove that its backup reaches " +
        "the secondary, fail back. Where the mirror has its half already, the first step says so and no failover takes place. From " +
        "the failover to the mirror's first backup no log is backed up, and the secondary stands still. Afterwards the alert for " +
        "missing log backups (14420) may be raised for the partner that is the mirror, which takes none: look at the roles first, and " +
        "ignore it for that one only. Last comes the witness: before the mirror has its half, a failover by itself would leave the log without backups.",
      byDatabase: true,
      kinds: [
        mirrorTakesOver,
        mirrorPrimaryOnly,
        mirrorBackupNow,
        mirrorRestoreNow,
        principalTakesOver,
        witnessOfShipped,
      ],
    },
    {
      folder: "06-verify",
      title: "Verify",
      text: "Reads every setting back. No line may say FAIL; weigh each WARN.",
      byDatabase: false,
      kinds: [verify],
    },
  ],
};
