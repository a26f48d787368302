import { durationText, interval } from "../../model/interval.ts";
import { shipments } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l21: Rule = {
  code: "L21",
  severity: "warning",
  title: "The backup alert threshold is at least three backup intervals",
  why: "One backup that takes long or fails once would raise the alert, and an alert that cries wolf is not heard.",
  source: "docs/relational-databases/errors-events/mssqlserver-14420-database-engine-error.md",
  *check(topology) {
    for (const { logShipping } of shipments(topology)) {
      const { alert, alertAfter, at, schedule } = logShipping.backup;
      const least = 3 * interval(schedule);
      if (!alert || !schedule.enabled || alertAfter.seconds >= least) continue;
      yield {
        at: `${at}/alertAfter`,
        message: `The backup alert comes after ${alertAfter.text}, but backups may be ${durationText(least / 3)} apart.`,
        hint: `Write alertAfter: ${durationText(Math.ceil(least / 60) * 60)} or more, three intervals.`,
      };
    }
  },
};
