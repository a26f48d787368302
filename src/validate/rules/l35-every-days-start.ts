import { schedules } from "../../model/schedules.ts";
import type { Rule } from "../rule.ts";

export const l35: Rule = {
  code: "L35",
  name: "every-days-start",
  severity: "warning",
  title: "A schedule of every so many days has a startDate",
  why:
    "Without one SQL Server Agent counts from the day on which the script is run; the partners, set up on different days, then back " +
    "up on different days.",
  hint: "Add startDate, the first day.",
  source: "inference",
  example: {
    before: `
      databases:
        Stock:
          logShipping:
            backup: { alert: false, retention: 7d, schedule: &jobs { at: '02:00', everyDays: 2 } }
            secondaries:
              - server: sql-a1
                copy: { to: 'D:\\LogShip\\Stock', retention: 7d, schedule: *jobs }
                restore: { alert: false, schedule: *jobs }
    `,
    after: `
      databases:
        Stock:
          logShipping:
            backup: { alert: false, retention: 7d, schedule: &jobs { at: '02:00', everyDays: 2, startDate: 2026-06-01 } }
            secondaries:
              - server: sql-a1
                copy: { to: 'D:\\LogShip\\Stock', retention: 7d, schedule: *jobs }
                restore: { alert: false, schedule: *jobs }
    `,
  },
  *check(topology) {
    for (const { at, days, startDate } of schedules(topology)) {
      if (days.kind !== "daily" || days.everyDays <= 1 || startDate !== null) continue;
      yield {
        at: `${at}/everyDays`,
        message: `The job runs every ${days.everyDays} days, counted from the day on which the script is run.`,
        hint: "Add startDate, the first day.",
      };
    }
  },
};
