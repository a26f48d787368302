import type { RelativeDay, Schedule, Weekday } from "./topology.ts";

/** A schedule in the numbers of sp_add_schedule, each with a note for the DBA who reads the call. */
export interface ScheduleNumbers {
  /** `@schedule_name`. */
  readonly name: string;
  /** The whole schedule in words: `every 15m from 00:00:00 to 23:59:00, every day`. */
  readonly text: string;
  /** `@enabled`. */
  readonly enabled: 0 | 1;
  /** `@freq_type`: 4 daily, 8 weekly, 16 monthly, 32 monthly by weekday. */
  readonly freqType: number;
  /** The frequency type in words. */
  readonly freqTypeNote: string;
  /** `@freq_interval`: its unit depends on the frequency type. */
  readonly freqInterval: number;
  /** The frequency interval in words. */
  readonly freqIntervalNote: string;
  /** `@freq_subday_type`: 1 once, 2 seconds, 4 minutes, 8 hours. */
  readonly subdayType: number;
  /** The subday type in words. */
  readonly subdayTypeNote: string;
  /** `@freq_subday_interval`, in units of the subday type; 0 with type 1. */
  readonly subdayInterval: number;
  /** The subday interval in words. */
  readonly subdayIntervalNote: string;
  /** `@freq_relative_interval`: 1 first, 2 second, 4 third, 8 fourth, 16 last; 0 with another frequency type than 32. */
  readonly relativeInterval: number;
  /** The relative interval in words. */
  readonly relativeIntervalNote: string;
  /** `@freq_recurrence_factor`: weeks or months between runs; 0 where daily. */
  readonly recurrenceFactor: number;
  /** The recurrence factor in words. */
  readonly recurrenceFactorNote: string;
  /** `@active_start_date` as YYYYMMDD, or null: neither passed nor compared. */
  readonly startDate: number | null;
  /** A weekly or monthly schedule's start date that has passed is stored as the day of the call (sp_add_schedule). */
  readonly startDateMoves: boolean;
  /** `@active_end_date` as YYYYMMDD, or null: neither passed nor compared. */
  readonly endDate: number | null;
  /** `@active_start_time` as HHMMSS. */
  readonly startTime: number;
  /** The same as `HH:MM:SS`. */
  readonly startTimeText: string;
  /** `@active_end_time` as HHMMSS. */
  readonly endTime: number;
  /** The same as `HH:MM:SS`. */
  readonly endTimeText: string;
}

const WEEKDAY_BIT: Readonly<Record<Weekday, number>> = {
  sunday: 1,
  monday: 2,
  tuesday: 4,
  wednesday: 8,
  thursday: 16,
  friday: 32,
  saturday: 64,
};
const RELATIVE_DAY: Readonly<Record<RelativeDay, number>> = {
  sunday: 1,
  monday: 2,
  tuesday: 3,
  wednesday: 4,
  thursday: 5,
  friday: 6,
  saturday: 7,
  day: 8,
  weekday: 9,
  "weekend-day": 10,
};
const WEEK = { first: 1, second: 2, third: 4, fourth: 8, last: 16 } as const;

const clock = (time: string): string => (time.length === 5 ? `${time}:00` : time);
const digits = (text: string): number => Number(text.replace(/\D/g, ""));

function subday(time: Schedule["time"]) {
  if (time.kind === "at") {
    const start = clock(time.at);
    return {
      text: `at ${start}`,
      subdayType: 1,
      subdayTypeNote: "once, at the start time",
      subdayInterval: 0,
      subdayIntervalNote: "unused with subday type 1",
      startTime: digits(start),
      startTimeText: start,
      endTime: 235959,
      endTimeText: "23:59:59",
    };
  }
  const { seconds } = time.every;
  const [type, unit, size] =
    seconds % 3600 === 0 ? [8, "hours", 3600] : seconds % 60 === 0 ? [4, "minutes", 60] : [2, "seconds", 1];
  const from = clock(time.from);
  const until = clock(time.until);
  return {
    text: `every ${time.every.text} from ${from} to ${until}`,
    subdayType: type,
    subdayTypeNote: unit,
    subdayInterval: seconds / size,
    subdayIntervalNote: `${unit}: ${time.every.text}`,
    startTime: digits(from),
    startTimeText: from,
    endTime: digits(until),
    endTimeText: until,
  };
}

function days(schedule: Schedule["days"]) {
  const unused = { relativeInterval: 0, relativeIntervalNote: "unused with this frequency type" };
  switch (schedule.kind) {
    case "daily":
      return {
        text: schedule.everyDays === 1 ? "every day" : `every ${schedule.everyDays} days`,
        freqType: 4,
        freqTypeNote: "daily",
        freqInterval: schedule.everyDays,
        freqIntervalNote: schedule.everyDays === 1 ? "every day" : `every ${schedule.everyDays} days`,
        ...unused,
        recurrenceFactor: 0,
        recurrenceFactorNote: "unused with this frequency type",
      };
    case "weekly":
      return {
        text: `on ${schedule.days.join(", ")} of every ${schedule.every === 1 ? "week" : `${schedule.every} weeks`}`,
        freqType: 8,
        freqTypeNote: "weekly",
        freqInterval: schedule.days.reduce((bits, day) => bits | WEEKDAY_BIT[day], 0),
        freqIntervalNote: `bits: ${schedule.days.join(", ")}`,
        ...unused,
        recurrenceFactor: schedule.every,
        recurrenceFactorNote: "weeks between runs",
      };
    case "monthly":
      return {
        text: `on day ${schedule.day} of every ${schedule.every === 1 ? "month" : `${schedule.every} months`}`,
        freqType: 16,
        freqTypeNote: "monthly",
        freqInterval: schedule.day,
        freqIntervalNote: "day of the month",
        ...unused,
        recurrenceFactor: schedule.every,
        recurrenceFactorNote: "months between runs",
      };
    case "monthly-relative":
      return {
        text: `on the ${schedule.week} ${schedule.weekday} of every ${schedule.every === 1 ? "month" : `${schedule.every} months`}`,
        freqType: 32,
        freqTypeNote: "monthly, by weekday",
        freqInterval: RELATIVE_DAY[schedule.weekday],
        freqIntervalNote: schedule.weekday,
        relativeInterval: WEEK[schedule.week],
        relativeIntervalNote: `${schedule.week} of the month`,
        recurrenceFactor: schedule.every,
        recurrenceFactorNote: "months between runs",
      };
  }
}

/**
 * Turns a schedule of the topology into sp_add_schedule's arguments.
 *
 * @param schedule - resolved; times `HH:MM` or `HH:MM:SS`, dates `YYYY-MM-DD`
 * @returns whole numbers as msdb stores them (sp_add_schedule's page): an interval divisible by an hour counts in hours,
 *   else by a minute in minutes, else in seconds
 */
export function scheduleNumbers(schedule: Schedule): ScheduleNumbers {
  const { text: time, ...within } = subday(schedule.time);
  const { text: which, ...on } = days(schedule.days);
  const from = schedule.startDate === null ? "" : `, from ${schedule.startDate}`;
  const until = schedule.endDate === null ? "" : `, until ${schedule.endDate}`;
  return {
    name: schedule.name,
    text: `${time}, ${which}${from}${until}${schedule.enabled ? "" : " (disabled)"}`,
    enabled: schedule.enabled ? 1 : 0,
    ...on,
    ...within,
    startDate: schedule.startDate === null ? null : digits(schedule.startDate),
    startDateMoves: schedule.days.kind !== "daily",
    endDate: schedule.endDate === null ? null : digits(schedule.endDate),
  };
}

const keyOf = <Key extends string>(table: Readonly<Record<Key, number>>, value: number | undefined): Key | undefined =>
  (Object.keys(table) as Key[]).find((key) => table[key] === value);

/** HHMMSS → `HH:MM:SS`. */
const clockOf = (time: number): string =>
  String(time)
    .padStart(6, "0")
    .replace(/^(..)(..)(..)$/, "$1:$2:$3");

/** YYYYMMDD → `YYYY-MM-DD`. */
const dateOf = (date: number | undefined): string | null =>
  date === undefined ? null : String(date).replace(/^(....)(..)(..)$/, "$1-$2-$3");

/**
 * The schedule that a call of sp_add_schedule makes: the way back from `scheduleNumbers`.
 *
 * @param name - `@schedule_name`
 * @param numbers - the other parameters by their names, `@freq_type` and the like
 * @returns null where they make no schedule that a topology can state
 */
export function scheduleOf(name: string, numbers: ReadonlyMap<string, number>): Schedule | null {
  const days = daysOf(numbers);
  const time = timeOf(numbers);
  if (days === null || time === null) return null;
  const enabled = numbers.get("@enabled") !== 0;
  const [startDate, endDate] = [dateOf(numbers.get("@active_start_date")), dateOf(numbers.get("@active_end_date"))];
  return { at: "", name, enabled, time, days, startDate, endDate };
}

function timeOf(numbers: ReadonlyMap<string, number>): Schedule["time"] | null {
  const from = clockOf(numbers.get("@active_start_time") ?? 0);
  const until = clockOf(numbers.get("@active_end_time") ?? 235959);
  const interval = numbers.get("@freq_subday_interval") ?? 0;
  const type = numbers.get("@freq_subday_type");
  if (type === 1) return { kind: "at", at: from };
  const [unit, size] = type === 8 ? ["h", 3600] : type === 4 ? ["m", 60] : ["s", type === 2 ? 1 : 0];
  const every = { text: `${interval}${unit}`, seconds: interval * size };
  return every.seconds > 0 ? { kind: "every", every, from, until } : null;
}

function daysOf(numbers: ReadonlyMap<string, number>): Schedule["days"] | null {
  const interval = numbers.get("@freq_interval") ?? 0;
  const every = numbers.get("@freq_recurrence_factor") ?? 0;
  switch (numbers.get("@freq_type")) {
    case 4:
      return { kind: "daily", everyDays: interval };
    case 8: {
      const days = (Object.keys(WEEKDAY_BIT) as Weekday[]).filter((day) => (interval & WEEKDAY_BIT[day]) !== 0);
      return { kind: "weekly", days, every };
    }
    case 16:
      return { kind: "monthly", day: interval, every };
    case 32: {
      const weekday = keyOf(RELATIVE_DAY, interval);
      const week = keyOf(WEEK, numbers.get("@freq_relative_interval"));
      return weekday === undefined || week === undefined ? null : { kind: "monthly-relative", weekday, week, every };
    }
    default:
      return null;
  }
}
