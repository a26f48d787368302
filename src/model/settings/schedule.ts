import type { ScheduleNumbers } from "../schedule-numbers.ts";
import type { Setting } from "./setting.ts";

/**
 * What sp_add_schedule sets and sp_update_schedule changes. Read from msdb.dbo.sysschedules (s), by the job that it is attached to: its name
 * is not unique.
 */
export const SCHEDULE_SETTINGS: readonly Setting<ScheduleNumbers>[] = [
  {
    key: "name",
    label: "schedule name",
    parameter: "@new_name",
    read: "s.name",
    change: "in place",
    value: ({ name }) => name,
  },
  {
    key: "enabled",
    label: "schedule enabled (0 no, 1 yes)",
    parameter: "@enabled",
    read: "s.enabled",
    change: "in place",
    value: ({ enabled }) => enabled,
  },
  {
    key: "everyDays, weekly, monthly",
    label: "freq_type (4 day, 8 week, 16, 32 month)",
    parameter: "@freq_type",
    read: "s.freq_type",
    change: "in place",
    value: ({ freqType }) => freqType,
  },
  {
    key: "everyDays, weekly.days, monthly.day, monthly.weekday",
    label: "freq_interval, unit by freq_type",
    parameter: "@freq_interval",
    read: "s.freq_interval",
    change: "in place",
    value: ({ freqInterval }) => freqInterval,
  },
  {
    key: "every, at",
    label: "freq_subday_type (1 once, 2 s, 4 min, 8 h)",
    parameter: "@freq_subday_type",
    read: "s.freq_subday_type",
    change: "in place",
    value: ({ subdayType }) => subdayType,
  },
  {
    key: "every",
    label: "freq_subday_interval, unit by subday_type",
    parameter: "@freq_subday_interval",
    read: "s.freq_subday_interval",
    change: "in place",
    value: ({ subdayInterval }) => subdayInterval,
  },
  {
    key: "monthly.week",
    label: "freq_relative_interval (1 first, 16 last)",
    parameter: "@freq_relative_interval",
    read: "s.freq_relative_interval",
    change: "in place",
    value: ({ relativeInterval }) => relativeInterval,
  },
  {
    key: "weekly.every, monthly.every",
    label: "freq_recurrence_factor, weeks or months",
    parameter: "@freq_recurrence_factor",
    read: "s.freq_recurrence_factor",
    change: "in place",
    value: ({ recurrenceFactor }) => recurrenceFactor,
  },
  {
    key: "startDate",
    label: "active_start_date, YYYYMMDD",
    parameter: "@active_start_date",
    read: "s.active_start_date",
    change: "in place",
    // A past start date of a weekly or monthly schedule is stored as the day of the call (sp_add_schedule): compared by itself.
    value: ({ startDate, startDateMoves }) => (startDateMoves ? null : startDate),
  },
  {
    key: "endDate",
    label: "active_end_date, YYYYMMDD",
    parameter: "@active_end_date",
    read: "s.active_end_date",
    change: "in place",
    value: ({ endDate }) => endDate,
  },
  {
    key: "from, at",
    label: "active_start_time, HHMMSS",
    parameter: "@active_start_time",
    read: "s.active_start_time",
    change: "in place",
    value: ({ startTime }) => startTime,
  },
  {
    key: "until",
    label: "active_end_time, HHMMSS",
    parameter: "@active_end_time",
    read: "s.active_end_time",
    change: "in place",
    value: ({ endTime }) => endTime,
  },
];
