import { type PrimaryFacts, primaryFacts, type ShippedCopy, shippedCopies } from "../../model/log-shipping.ts";
import { primaryRows, type SettingRow } from "../../model/settings/rows.ts";
import type { Database, LogShipping, Server, Topology } from "../../model/topology.ts";
import { fromItself, monitorAsCaller } from "../monitor.ts";
import type { PageStep } from "../page.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

const PAGE: readonly PageStep[] = [
  "primary.1",
  "primary.2",
  "primary.3",
  "primary.4",
  "primary.5",
  "primary.6",
  "primary.6.important",
  "primary.7",
  "primary.8",
  "primary.9",
  "primary.10",
  "primary.11",
  "primary.12",
  "primary.20",
];

const MIRROR_PAGE: readonly PageStep[] = [
  "mirror.2",
  "mirror.3",
  "mirror.4",
  "mirror.5",
  "mirror.6",
  "mirror.7",
  "mirror.8",
  "mirror.9",
  "mirror.9.important",
  "mirror.10",
  "mirror.11",
  "mirror.11.important",
  "mirror.12",
  "mirror.13",
  "mirror.14",
  "mirror.15",
  "mirror.16",
  "mirror.18",
  "mirror.19",
  "mirror.20",
  "mirror.20.important",
  "mirror.21",
];

/** What the halves read from #hadrian_input where the monitor is reached by a SQL Server login. */
export const MONITOR_INPUTS: Step["inputs"] = [
  { name: "monitor login", meaning: "the SQL Server login by which this server writes to the monitor" },
  { name: "monitor password", meaning: "its password" },
];

/** The script that makes a database a log shipping primary: on the primary, and on its mirror. */
export interface PrimaryOnlyData {
  /** The database is mirrored: this server must be its principal. */
  readonly mirrored: boolean;
  /** The settings of the half. */
  readonly primary: PrimaryFacts;
  /** What is compared of them. */
  readonly settings: readonly SettingRow[];
  /** What is compared of the backup job's schedule. */
  readonly scheduleSettings: readonly SettingRow[];
  /** The secondaries that it ships to. */
  readonly secondaries: readonly ShippedCopy[];
  /** How many they are. */
  readonly secondaryCount: number;
  /** The login that owns the jobs; null for the login with sid 0x01. */
  readonly jobOwner: string | null;
}

/**
 * The primary-only half of log shipping for one server: the same for the primary and for its mirror, but for the server.
 * Nothing in it is for the secondary (Database Mirroring and Log Shipping, "Do not perform any setup from a secondary").
 */
function half(
  topology: Topology,
  database: Database,
  shipping: LogShipping,
  server: Server,
): Step<PrimaryOnlyData & TsqlData> {
  const onMirror = server.id !== shipping.primary.id;
  const mirrored = database.mirroring !== null;
  const secondaries = shippedCopies(shipping);
  const sqlLogin = shipping.monitor?.authentication === "sql-login";
  const facts = primaryFacts(shipping);
  const chat = topology.platform !== "sql-server";
  return onServer<PrimaryOnlyData>(server, {
    kind: "primary-only",
    database: database.name,
    what: "primary-only",
    role: mirrored ? "mirroring principal and log shipping primary while it runs" : "log shipping primary",
    section: "primary-only",
    title: `make ${database.name} a log shipping primary on ${server.serverName}${fromItself(shipping, server)}`,
    purpose: [
      "Creates the log backup job, its schedule and the list of secondaries. Runs on a primary only; the secondary has a file of its own.",
      ...(mirrored
        ? [
            "A mirrored database needs this half on both partners, with the same settings, so that log shipping goes on after a failover.",
          ]
        : []),
    ],
    before: [
      mirrored
        ? `${database.name} is ONLINE and the mirroring principal on this server (unless this half is in place already)`
        : `${database.name} is ONLINE, not mirrored, and in the full or bulk-logged recovery model`,

      ...monitorAsCaller(shipping, server),
      `the engine's and the Agent's accounts may write to ${shipping.backup.directory}`,
    ],
    after: [
      `job ${shipping.backup.job} backs up the log to ${shipping.backup.directory}`,
      ...secondaries.map((secondary) => `it ships to ${secondary.serverName}, database ${secondary.database}`),
    ],
    takenBackBy: ["forget-secondary", "remove-primary"],
    duration: "seconds",
    page: chat ? (onMirror ? MIRROR_PAGE : PAGE) : [],
    inputs: sqlLogin ? MONITOR_INPUTS : [],
    sources: [database.at, shipping.at, shipping.backup.at],
    data: {
      mirrored,
      primary: facts,
      ...primaryRows(facts),
      secondaries,
      secondaryCount: secondaries.length,
      jobOwner: shipping.jobOwner,
    },
  });
}

/** One for the primary of every shipped database. */
export function primaryOnly(topology: Topology): readonly Step<PrimaryOnlyData & TsqlData>[] {
  return topology.databases.flatMap((database) =>
    database.logShipping === null ? [] : [half(topology, database, database.logShipping, database.logShipping.primary)],
  );
}

/** One for the mirror of every database that is mirrored and shipped. */
export function mirrorPrimaryOnly(topology: Topology): readonly Step<PrimaryOnlyData & TsqlData>[] {
  return topology.databases.flatMap((database) =>
    database.logShipping === null || database.mirroring === null
      ? []
      : [half(topology, database, database.logShipping, database.mirroring.mirror)],
  );
}
