import { expect, test } from "vitest";
import { durationAtLeast, durationText, interval } from "../../src/model/interval.ts";
import type { Schedule } from "../../src/model/topology.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

const every = (text: string, seconds: number, from = "00:00:00", until = "23:59:00"): Schedule["time"] => ({
  kind: "every",
  every: { text, seconds },
  from,
  until,
});
const at = (time: string): Schedule["time"] => ({ kind: "at", at: time });
const daily: Schedule["days"] = { kind: "daily", everyDays: 1 };

const schedule = (time: Schedule["time"], days: Schedule["days"] = daily): Schedule => ({
  at: "",
  name: "S",
  enabled: true,
  time,
  days,
  startDate: null,
  endDate: null,
});

const cases: [what: string, seconds: number, time: Schedule["time"], days?: Schedule["days"]][] = [
  ["every 15 minutes", 900, every("15m", 900)],
  ["every 7 minutes, whose last run is at 23:55", 420, every("7m", 420)],
  ["every 30 seconds until 23:59:00, a minute before midnight", 60, every("30s", 30)],
  ["every 30 seconds until 23:59:59", 30, every("30s", 30, "00:00", "23:59:59")],
  ["every 7 hours: 0, 7, 14 and 21", 7 * HOUR, every("7h", 7 * HOUR)],
  ["every 13 hours: 0 and 13", 13 * HOUR, every("13h", 13 * HOUR)],
  ["an interval longer than the day", DAY, every("48h", 2 * DAY)],
  ["08:00 to 18:00", 14 * HOUR, every("15m", 900, "08:00", "18:00")],
  ["08:00 to 17:50, whose last run is at 17:45", 14.25 * HOUR, every("15m", 900, "08:00", "17:50")],
  ["22:00 to 06:00 over midnight", 16 * HOUR, every("15m", 900, "22:00", "06:00")],
  ["once a day", DAY, at("02:00")],
  ["every third day", 3 * DAY, at("02:00"), { kind: "daily", everyDays: 3 }],
  ["every second day, all day", DAY + 900, every("15m", 900), { kind: "daily", everyDays: 2 }],
  ["Mondays", 7 * DAY, at("02:00"), { kind: "weekly", days: ["monday"], every: 1 }],
  ["every second Monday", 14 * DAY, at("02:00"), { kind: "weekly", days: ["monday"], every: 2 }],
  [
    "weekdays",
    3 * DAY,
    at("02:00"),
    { kind: "weekly", days: ["friday", "monday", "tuesday", "wednesday", "thursday"], every: 1 },
  ],
  [
    "Sunday and Saturday of every second week",
    8 * DAY,
    at("02:00"),
    { kind: "weekly", days: ["saturday", "sunday"], every: 2 },
  ],
  ["the 15th", 31 * DAY, at("02:00"), { kind: "monthly", day: 15, every: 1 }],
  ["the 29th, which most Februaries have not", 59 * DAY, at("02:00"), { kind: "monthly", day: 29, every: 1 }],
  ["the 31st", 61 * DAY, at("02:00"), { kind: "monthly", day: 31, every: 1 }],
  ["the first of every third month", 92 * DAY, at("02:00"), { kind: "monthly", day: 1, every: 3 }],
  ["the last day", 31 * DAY, at("02:00"), { kind: "monthly-relative", weekday: "day", week: "last", every: 1 }],
  ["the last Friday", 35 * DAY, at("02:00"), { kind: "monthly-relative", weekday: "friday", week: "last", every: 1 }],
  [
    "the first weekday",
    33 * DAY,
    at("02:00"),
    { kind: "monthly-relative", weekday: "weekday", week: "first", every: 1 },
  ],
];

test.each(cases)("the longest gap of %s", (_, seconds, time, days) => {
  expect(interval(schedule(time, days))).toBe(seconds);
});

test("a length of time for people", () => {
  const lengths = [0, 30, 90, 900, 6300, 7200, DAY, 6 * DAY + 900];
  expect(lengths.map(durationText)).toEqual(["0m", "30s", "1m 30s", "15m", "1h 45m", "2h", "1d", "6d 15m"]);
});

test("a length of time to write is never shorter", () => {
  const lengths = [0, 30, 900, 901, 6300, 4 * HOUR, 4 * HOUR + 1, DAY, DAY + 900];
  expect(lengths.map(durationAtLeast)).toEqual(["1m", "1m", "15m", "16m", "105m", "4h", "5h", "1d", "25h"]);
});
