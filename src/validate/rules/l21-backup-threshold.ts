import { durationAtLeast, durationText } from "../../model/interval.ts";
import { shipments } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";
import { runInterval } from "../schedule-problems.ts";

export const l21: Rule = {
  code: "L21",
  name: "backup-threshold",
  severity: "warning",
  title: "The backup alert threshold is at least three backup intervals",
  why: "One backup that takes long or fails once would raise the alert, and an alert that cries wolf is not heard.",
  hint: "Write alertAfter of at least three times the longest time between two backups, nights included.",
  source: "docs/relational-databases/errors-events/mssqlserver-14420-database-engine-error.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            backup: { schedule: { every: 15m }, alertAfter: 30m }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            backup: { schedule: { every: 15m }, alertAfter: 45m }
    `,
  },
  *check(topology) {
    for (const { logShipping } of shipments(topology)) {
      const { alert, alertAfter, at, schedule } = logShipping.backup;
      const interval = runInterval(schedule);
      if (!alert || interval === null || alertAfter.seconds >= 3 * interval) continue;
      yield {
        at: `${at}/alertAfter`,
        message: `The backup alert comes after ${alertAfter.text}, but backups may be ${durationText(interval)} apart.`,
        hint: `Write alertAfter: ${durationAtLeast(3 * interval)} or more, three intervals.`,
      };
    }
  },
};
