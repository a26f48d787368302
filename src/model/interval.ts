import type { RelativeDay, Schedule, Weekday } from "./topology.ts";

const DAY = 86_400;
const WEEKDAYS: readonly Weekday[] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Years that hold every kind of month, and leap years in their usual distance. */
const FIRST_YEAR = 2001;
const MONTHS = 28 * 12;

/** Seconds since midnight of `HH:MM` or `HH:MM:SS`. */
export function secondOfDay(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** From the first run of a day to its last, and the longest gap between two of them. */
function withinDay(time: Schedule["time"]): { readonly span: number; readonly gap: number } {
  if (time.kind === "at") return { span: 0, gap: 0 };
  // Until before from is a window over midnight.
  const window = (secondOfDay(time.until) - secondOfDay(time.from) + DAY) % DAY;
  const step = Math.max(1, time.every.seconds);
  const span = Math.floor(window / step) * step;
  return { span, gap: span === 0 ? 0 : step };
}

function weeklyGap(days: readonly Weekday[], every: number): number {
  const on = days.map((day) => WEEKDAYS.indexOf(day)).sort((a, b) => a - b);
  const first = on[0] ?? 0;
  const toNextWeek = first + 7 * every;
  return Math.max(...on.map((day, index) => (on[index + 1] ?? toNextWeek) - day), 0) || 7 * every;
}

function isRelativeDay(weekday: number, wanted: RelativeDay): boolean {
  if (wanted === "day") return true;
  const weekend = weekday === 0 || weekday === 6;
  if (wanted === "weekday") return !weekend;
  return wanted === "weekend-day" ? weekend : WEEKDAYS[weekday] === wanted;
}

/** The day of a month on which a monthly schedule runs; undefined where the month has no such day. */
function dayOfMonth(days: Extract<Schedule["days"], { kind: `monthly${string}` }>, month: number) {
  const length = new Date(Date.UTC(FIRST_YEAR, month + 1, 0)).getUTCDate();
  if (days.kind === "monthly") return days.day <= length ? days.day : undefined;
  const matching = Array.from({ length }, (_, index) => index + 1).filter((day) =>
    isRelativeDay(new Date(Date.UTC(FIRST_YEAR, month, day)).getUTCDay(), days.weekday),
  );
  return days.week === "last" ? matching.at(-1) : matching[["first", "second", "third", "fourth"].indexOf(days.week)];
}

/** Counted on the calendar, from every month that the schedule could begin with. */
function monthlyGap(days: Extract<Schedule["days"], { kind: `monthly${string}` }>): number {
  let longest = 31 * days.every;
  if (days.every > MONTHS) return longest;
  longest = 0;
  for (let begin = 0; begin < Math.min(days.every, 12); begin++) {
    let previous: number | undefined;
    for (let month = begin; month < MONTHS + days.every; month += days.every) {
      const day = dayOfMonth(days, month);
      if (day === undefined) continue;
      const at = Date.UTC(FIRST_YEAR, month, day) / (DAY * 1000);
      if (previous !== undefined) longest = Math.max(longest, at - previous);
      previous = at;
    }
  }
  return longest;
}

/** The longest gap between two days with runs, in days. */
function betweenDays(days: Schedule["days"]): number {
  switch (days.kind) {
    case "daily":
      return days.everyDays;
    case "weekly":
      return weeklyGap(days.days, days.every);
    default:
      return monthlyGap(days);
  }
}

/**
 * The longest time between two runs of a job, nights and days without runs included.
 *
 * @param schedule - taken as enabled; its start and end dates do not count
 * @returns seconds: 900 for every 15 minutes all day, 50400 + 900 where those run from 08:00 to 18:00 only
 */
export function interval(schedule: Schedule): number {
  const { span, gap } = withinDay(schedule.time);
  return Math.max(gap, betweenDays(schedule.days) * DAY - span);
}

/** A length of time for people: `1h 45m`. */
export function durationText(seconds: number): string {
  const parts = [
    [Math.floor(seconds / DAY), "d"],
    [Math.floor((seconds % DAY) / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "m"],
    [seconds % 60, "s"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return said.length === 0 ? "0m" : said.join(" ");
}

/** A length of time to write in a topology that is no shorter: whole minutes, from some hours on whole hours. */
export function durationAtLeast(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  if (minutes <= 240 && minutes % 60 !== 0) return `${minutes}m`;
  const hours = Math.ceil(minutes / 60);
  return hours % 24 === 0 ? `${hours / 24}d` : `${hours}h`;
}
