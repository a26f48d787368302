import { durationText, interval } from "../../model/interval.ts";
import { shippings } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l28: Rule = {
  code: "L28",
  severity: "warning",
  title: "Copy and restore run about as often as the backup, within a factor of two",
  why: "The page asks for approximately the same schedules: a job that runs seldom is what the secondary is late by.",
  source: "Skype/SfbServer/deploy/deploy-high-availability-and-disaster-recovery/configure-hadr-for-persistent-chat.md",
  *check(topology) {
    for (const { logShipping, secondary } of shippings(topology)) {
      const { schedule: backup } = logShipping.backup;
      for (const [job, { schedule }] of [
        ["copy", secondary.copy],
        ["restore", secondary.restore],
      ] as const) {
        if (!backup.enabled || !schedule.enabled) continue;
        const [own, reference] = [interval(schedule), interval(backup)];
        if (own <= 2 * reference && reference <= 2 * own) continue;
        yield {
          at: schedule.at,
          message: `${job} runs up to ${durationText(own)} apart, the backup ${durationText(reference)}.`,
          hint: "Give backup, copy and restore about the same schedule.",
        };
      }
    }
  },
};
