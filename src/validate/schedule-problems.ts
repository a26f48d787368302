import { interval, secondOfDay } from "../model/interval.ts";
import type { Schedule } from "../model/topology.ts";
import type { Finding } from "./rule.ts";

const SHORTEST = 10;
const LONGEST_MONTH = 31;
const FIRST_DATE = "1990-01-01";

function* time({ at, time }: Schedule): Iterable<Finding> {
  if (time.kind !== "every") return;
  if (time.every.seconds < SHORTEST) {
    yield {
      at: `${at}/every`,
      message: `Every ${time.every.text} is under ${SHORTEST}s.`,
      hint: "Write every: 10s or more.",
    };
  }
  const [from, until] = [secondOfDay(time.from), secondOfDay(time.until)];
  if (until === 0) {
    const message = `Until ${time.until} is stored as 23:59:59, the end of the day.`;
    yield { at: `${at}/until`, message, hint: 'Write until: "23:59:59" for the whole day.' };
  } else if (from === until) {
    const message = `From and until are both ${time.from}.`;
    yield { at: `${at}/until`, message, hint: 'Write at: "HH:MM" for one run a day, or a later until.' };
  }
}

function* days({ at, days }: Schedule): Iterable<Finding> {
  if (days.kind === "weekly" && days.days.length === 0) {
    yield {
      at: `${at}/weekly/days`,
      message: "No weekday is given.",
      hint: "Write days: [monday], or leave weekly out.",
    };
  }
  if (days.kind === "monthly" && (days.day > LONGEST_MONTH || days.day < 1)) {
    const hint = "Write 1 to 31, or monthly: { weekday: day, week: last } for the last day.";
    yield { at: `${at}/monthly/day`, message: `No month has a day ${days.day}.`, hint };
  }
}

function* dates({ at, startDate, endDate }: Schedule): Iterable<Finding> {
  for (const [key, date] of [
    ["startDate", startDate],
    ["endDate", endDate],
  ] as const) {
    if (date === null) continue;
    const pointer = `${at}/${key}`;
    if (date < FIRST_DATE) {
      yield {
        at: pointer,
        message: `${date} is before 1990.`,
        hint: `Write ${FIRST_DATE} or later, or leave ${key} out.`,
      };
    }
  }
  if (startDate !== null && endDate !== null && endDate < startDate) {
    const message = `The schedule ends on ${endDate}, before it begins on ${startDate}.`;
    yield { at: `${at}/endDate`, message, hint: "Write a later endDate, or leave it out." };
  }
}

function* name({ at, name }: Schedule): Iterable<Finding> {
  if (name.trim().toUpperCase() !== "ALL") return;
  const hint = "Write another name: SQL Server Agent keeps ALL for itself.";
  yield { at: `${at}/name`, message: `A schedule cannot be called ${name}.`, hint };
}

/** What sp_add_schedule refuses of a schedule, or takes for something else. */
export function* scheduleProblems(schedule: Schedule): Iterable<Finding> {
  yield* name(schedule);
  yield* time(schedule);
  yield* days(schedule);
  yield* dates(schedule);
}

/** The longest time between two runs in seconds; null where the job does not run, or nobody knows when. */
export function runInterval(schedule: Schedule): number | null {
  return schedule.enabled && [...scheduleProblems(schedule)].length === 0 ? interval(schedule) : null;
}
