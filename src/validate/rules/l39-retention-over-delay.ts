import { shippings } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l39: Rule = {
  code: "L39",
  name: "retention-over-delay",
  severity: "warning",
  title: "Backups are kept longer than the restore is delayed, on the share and in the copy folder",
  why: "A backup that is deleted before its delay is over is never restored, and the chain breaks.",
  hint: "Write retentions longer than the delay, with time for a weekend's failures.",
  source: "inference",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales', retention: 24h }
                restore: { delay: 48h, alertAfter: 50h }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales', retention: 72h }
                restore: { delay: 48h, alertAfter: 50h }
    `,
  },
  *check(topology) {
    for (const { logShipping, secondary } of shippings(topology)) {
      const { delay } = secondary.restore;
      for (const [where, { at, retention }] of [
        ["on the share", logShipping.backup],
        ["in the copy folder", secondary.copy],
      ] as const) {
        if (retention.seconds > delay.seconds) continue;
        yield {
          at: `${at}/retention`,
          message: `Backups ${where} are deleted after ${retention.text}, but are restored only after ${delay.text}.`,
          hint: "Write a retention longer than the delay, with time for a weekend's failures.",
        };
      }
    }
  },
};
