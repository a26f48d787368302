import { schedules } from "../../model/schedules.ts";
import type { Rule } from "../rule.ts";
import { scheduleProblems } from "../schedule-problems.ts";

export const l34: Rule = {
  code: "L34",
  name: "schedules",
  severity: "error",
  title: "Every schedule is one that sp_add_schedule takes as it is meant",
  why:
    "It refuses intervals under 10 seconds, equal start and end times, weeks without a day, days over 31, ends before the start and the " +
    "name ALL; an end at 00:00 it takes for the end of the day.",
  hint: "Write a schedule that SQL Server Agent takes; for the whole day leave from and until out.",
  source: "docs/relational-databases/system-stored-procedures/sp-add-schedule-transact-sql.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            backup: { schedule: { every: 15m, startDate: 2026-06-01, endDate: 2026-05-31 } }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            backup: { schedule: { every: 15m, startDate: 2026-06-01, endDate: 2027-05-31 } }
    `,
  },
  *check(topology) {
    for (const schedule of schedules(topology)) yield* scheduleProblems(schedule);
  },
};
