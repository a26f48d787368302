import { type SecondaryFacts, secondaryFacts } from "../../model/log-shipping.ts";
import { type SettingRow, secondaryRows } from "../../model/settings/rows.ts";
import type { Topology } from "../../model/topology.ts";
import { fromItself, monitorAsCaller } from "../monitor.ts";
import type { PageStep } from "../page.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { MONITOR_INPUTS } from "./primary-only.ts";

const PAGE: readonly PageStep[] = [
  "primary.agent",
  "primary.11",
  "primary.12",
  "primary.14",
  "primary.15",
  "primary.16",
  "primary.17",
  "primary.18",
  "primary.19",
  "primary.20",
  "mirror.17",
];

/** The script that makes a restored copy a log shipping secondary. */
export interface SecondaryData {
  /** The settings of the half. */
  readonly secondary: SecondaryFacts;
  /** What is compared of the copy's settings. */
  readonly copySettings: readonly SettingRow[];
  /** What is compared of the restore's settings. */
  readonly restoreSettings: readonly SettingRow[];
  /** What is compared of the copy job's schedule. */
  readonly copyScheduleSettings: readonly SettingRow[];
  /** What is compared of the restore job's schedule. */
  readonly restoreScheduleSettings: readonly SettingRow[];
  /** `@primary_server`: the server name of the primary, for the mirror's backups too. */
  readonly primaryServerName: string;
  /** The server name of the primary's mirror, under which there must be no second entry; null without a mirror. */
  readonly mirrorServerName: string | null;
  /** The login that owns the jobs; null for the login with sid 0x01. */
  readonly jobOwner: string | null;
  /** The copy may be in STANDBY as well: others restored it before, or this half was here before, taken away, and restores so. */
  readonly fromStandby: boolean;
}

/** The secondary half of log shipping, on every secondary. It names the principal only, and serves its mirror as well. */
export function secondary(topology: Topology): readonly Step<SecondaryData & TsqlData>[] {
  return topology.databases.flatMap((database) => {
    const shipping = database.logShipping;
    if (shipping === null) return [];
    return shipping.secondaries.map((one) => {
      const facts = secondaryFacts(shipping, one);
      const fromStandby = one.initialize === "already-restored" || facts.restoreMode === 1;
      return onServer<SecondaryData>(one.server, {
        kind: "secondary",
        database: database.name,
        localDatabase: one.database,
        what: "secondary",
        role: "log shipping secondary",
        section: "secondary",
        title: `make ${one.database} a log shipping secondary on ${one.server.serverName}${fromItself(shipping, one.server)}`,
        purpose: [
          "Creates the copy job and the restore job with their schedules.",
          ...(database.mirroring === null
            ? []
            : [
                "It names the principal as the primary, for the mirror too: the secondary reads one folder and does not know which partner wrote a file.",
              ]),
        ],
        before: [
          `${one.database} is RESTORING${fromStandby ? " or in STANDBY" : ""} here (unless this half is in place already)`,
          "SQL Server Agent runs; the caller is sysadmin",
          ...monitorAsCaller(shipping, one.server),
          `the Agent's account may read ${facts.source} and write to ${facts.destination}`,
        ],
        after: [
          `job ${facts.copyJob} copies from ${facts.source} to ${facts.destination}`,
          `job ${facts.restoreJob} restores, ${facts.restoreModeNote}, ${facts.delay.minutes === 0 ? "without delay" : `after ${facts.delay.text}`}`,
        ],
        takenBackBy: ["remove-secondary"],
        duration: "seconds",
        page: topology.platform === "sql-server" ? [] : PAGE,
        inputs: shipping.monitor?.authentication === "sql-login" ? MONITOR_INPUTS : [],
        sources: [database.at, one.at],
        data: {
          secondary: facts,
          ...secondaryRows(facts),
          primaryServerName: shipping.primary.serverName,
          mirrorServerName: database.mirroring?.mirror.serverName ?? null,
          jobOwner: shipping.jobOwner,
          fromStandby,
        },
      });
    });
  });
}
