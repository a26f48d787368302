import { durationText } from "../../model/interval.ts";
import { hasPersistentChat, shippings } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";
import { runInterval } from "../schedule-problems.ts";

export const l28: Rule = {
  code: "L28",
  name: "schedules-alike",
  severity: "warning",
  title: "For Persistent Chat copy and restore run about as often as the backup, within a factor of two",
  why: "The page asks for approximately the same schedules: a job that runs seldom is what the secondary is late by.",
  hint: "Give backup, copy and restore about the same schedule.",
  source: "Skype/SfbServer/deploy/deploy-persistent-chat-server/configure-hadr-for-persistent-chat.md",
  example: {
    before: `
      platform: skype-for-business-2015
      databases:
        mgc:
          logShipping:
            backup: { schedule: { every: 5m } }   # copy and restore: every 15m
    `,
    after: `
      platform: skype-for-business-2015
      databases:
        mgc:
          logShipping:
            backup: { schedule: { every: 15m } }   # copy and restore: every 15m
    `,
  },
  *check(topology) {
    if (!hasPersistentChat(topology)) return;
    for (const { logShipping, secondary } of shippings(topology)) {
      const backup = runInterval(logShipping.backup.schedule);
      for (const [job, { schedule }] of [
        ["Copy", secondary.copy],
        ["Restore", secondary.restore],
      ] as const) {
        const own = runInterval(schedule);
        if (own === null || backup === null || (own <= 2 * backup && backup <= 2 * own)) continue;
        yield {
          at: schedule.at,
          message: `${job} runs up to ${durationText(own)} apart, the backup ${durationText(backup)}.`,
          hint: "Give backup, copy and restore about the same schedule.",
        };
      }
    }
  },
};
