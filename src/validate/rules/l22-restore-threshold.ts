import { durationAtLeast, durationText } from "../../model/interval.ts";
import { shippings } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";
import { runInterval } from "../schedule-problems.ts";

export const l22: Rule = {
  code: "L22",
  name: "restore-threshold",
  severity: "warning",
  title:
    "The restore alert threshold covers the delay and the intervals of backup, copy and restore, and three restore intervals",
  why: "A healthy secondary is as late as the delay and the three jobs together make it; a threshold below that alerts for ever.",
  hint: "Write alertAfter of at least the delay and the three intervals, and at least three restore intervals; or alert: false.",
  source: "docs/relational-databases/errors-events/mssqlserver-14421-database-engine-error.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales' }
                restore: { schedule: { every: 15m }, alertAfter: 30m }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales' }
                restore: { schedule: { every: 15m }, alertAfter: 45m }
    `,
  },
  *check(topology) {
    for (const { logShipping, secondary } of shippings(topology)) {
      const { alert, alertAfter, at, delay, schedule } = secondary.restore;
      if (!alert) continue;
      const jobs = [logShipping.backup.schedule, secondary.copy.schedule, schedule].map(runInterval);
      const restore = runInterval(schedule) ?? 0;
      // Where a job is switched off, files come some other way, and only the others are known.
      const chain = jobs.reduce<number>((sum, interval) => sum + (interval ?? 0), delay.seconds);
      const least = Math.max(chain, 3 * restore);
      if (alertAfter.seconds > 0 && alertAfter.seconds >= least) continue;
      yield {
        at: `${at}/alertAfter`,
        message:
          alertAfter.seconds === 0
            ? "A restore alert after 0 minutes is a permanent alert."
            : `The restore alert comes after ${alertAfter.text}, but a healthy secondary may be ${durationText(least)} behind.`,
        hint: `Write alertAfter: ${durationAtLeast(least)} or more, or alert: false.`,
      };
    }
  },
};
