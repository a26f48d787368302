import type { EndpointFacts } from "../endpoint.ts";
import type { PrimaryFacts, SecondaryFacts } from "../log-shipping.ts";
import type { ScheduleNumbers } from "../schedule-numbers.ts";
import { ENDPOINT_SETTINGS, ENDPOINT_STATE } from "./endpoint.ts";
import { PRIMARY_SETTINGS } from "./primary.ts";
import { SCHEDULE_SETTINGS } from "./schedule.ts";
import { COPY_SETTINGS, RESTORE_SETTINGS } from "./secondary.ts";
import { NO_SESSION, SESSION_SETTINGS, type SessionFacts } from "./session.ts";
import { type Columns, columnRows, judgedRows, type SettingRow, settingRows, sharedRows } from "./setting.ts";

export type { Columns, SettingRow } from "./setting.ts";

/** What is compared of the primary half. */
export function primaryRows(facts: PrimaryFacts): {
  readonly settings: readonly SettingRow[];
  readonly scheduleSettings: readonly SettingRow[];
} {
  return {
    settings: settingRows(PRIMARY_SETTINGS, facts),
    scheduleSettings: settingRows(SCHEDULE_SETTINGS, facts.schedule, "backup job: "),
  };
}

/** What is compared of the secondary half. */
export function secondaryRows(facts: SecondaryFacts): {
  readonly copySettings: readonly SettingRow[];
  readonly restoreSettings: readonly SettingRow[];
  readonly copyScheduleSettings: readonly SettingRow[];
  readonly restoreScheduleSettings: readonly SettingRow[];
} {
  return {
    copySettings: settingRows(COPY_SETTINGS, facts),
    restoreSettings: settingRows(RESTORE_SETTINGS, facts),
    copyScheduleSettings: settingRows(SCHEDULE_SETTINGS, facts.copySchedule, "copy job: "),
    restoreScheduleSettings: settingRows(SCHEDULE_SETTINGS, facts.restoreSchedule, "restore job: "),
  };
}

/** What is compared of the mirroring endpoint. Where all of it is `warned`, no difference is more than a warning; so it may be with the name and the address. */
export function endpointRows(facts: EndpointFacts, warned: "none" | "name" | "all" = "none"): readonly SettingRow[] {
  const keys = {
    none: [],
    name: ["endpoint.name", "endpoint.listenerIp"],
    all: ENDPOINT_SETTINGS.map(({ key }) => key),
  };
  return judgedRows(ENDPOINT_SETTINGS, facts, keys[warned]);
}

/** The same of an endpoint that Install-CsMirrorDatabase has made or taken: its port is its own, and the topology may not state one. */
export function chatEndpointRows(facts: EndpointFacts | null): readonly SettingRow[] {
  if (facts === null) return judgedRows([ENDPOINT_STATE], facts);
  const compared = ENDPOINT_SETTINGS.filter(({ key }) => key === "endpoint" || key === "endpoint.port");
  return judgedRows(compared, facts, ["endpoint.port"]);
}

/** What is compared of one mirroring session. */
export function sessionRows(facts: Partial<Omit<SessionFacts, "begun">>): readonly SettingRow[] {
  return settingRows(SESSION_SETTINGS, { ...NO_SESSION, ...facts });
}

/** The same of a session that the set-up may only have begun. */
export function begunSessionRows(facts: Partial<Omit<SessionFacts, "begun">>): readonly SettingRow[] {
  return judgedRows(SESSION_SETTINGS, { ...NO_SESSION, ...facts, begun: true });
}

/** What is compared of several mirroring sessions, by columns of a table `n`. */
export function sessionColumns(all: readonly Partial<SessionFacts>[]): ReturnType<typeof columnRows> {
  return columnRows(
    SESSION_SETTINGS,
    all.map((facts) => ({ ...NO_SESSION, ...facts })),
    "n",
  );
}

const scheduleColumns = (all: readonly ScheduleNumbers[], job: string): Columns =>
  sharedRows(SCHEDULE_SETTINGS, all, "n", `${job}: `);

/** What is compared of several primary halves, by columns of a table `n`. */
export function primaryColumns(all: readonly PrimaryFacts[]): { readonly half: Columns; readonly schedule: Columns } {
  return {
    half: sharedRows(PRIMARY_SETTINGS, all, "n"),
    schedule: scheduleColumns(
      all.map(({ schedule }) => schedule),
      "backup job",
    ),
  };
}

/** What is compared of several secondary halves, by columns of a table `n`. */
export function secondaryColumns(all: readonly SecondaryFacts[]): {
  readonly copy: Columns;
  readonly restore: Columns;
  readonly copySchedule: Columns;
  readonly restoreSchedule: Columns;
} {
  return {
    copy: sharedRows(COPY_SETTINGS, all, "n"),
    restore: sharedRows(RESTORE_SETTINGS, all, "n"),
    copySchedule: scheduleColumns(
      all.map(({ copySchedule }) => copySchedule),
      "copy job",
    ),
    restoreSchedule: scheduleColumns(
      all.map(({ restoreSchedule }) => restoreSchedule),
      "restore job",
    ),
  };
}
