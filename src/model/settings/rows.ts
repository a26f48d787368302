import type { PrimaryFacts, SecondaryFacts } from "../log-shipping.ts";
import { PRIMARY_SETTINGS } from "./primary.ts";
import { SCHEDULE_SETTINGS } from "./schedule.ts";
import { COPY_SETTINGS, RESTORE_SETTINGS } from "./secondary.ts";
import { type SettingRow, settingRows } from "./setting.ts";

export type { SettingRow } from "./setting.ts";

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
