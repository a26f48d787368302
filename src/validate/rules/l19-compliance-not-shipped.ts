import { hasPersistentChat, shipments } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l19: Rule = {
  code: "L19",
  name: "compliance-not-shipped",
  severity: "error",
  title: "The compliance database mgccomp is not log shipped",
  why: "It is mirrored only and is left out of a disaster failover: a shipped copy would never be brought up.",
  hint: "Write logShipping: none for mgccomp, and a backupStore.",
  source: "Skype/SfbServer/manage/persistent-chat/high-availability-and-disaster-recovery.md",
  example: {
    before: `
      platform: skype-for-business-2015
      databases:
        mgccomp:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship\\mgccomp' }
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip\\mgccomp' } }
    `,
    after: `
      platform: skype-for-business-2015
      databases:
        mgccomp:
          logShipping: none
          backupStore: { server: sql-b1, mirror: { server: sql-b2 } }
    `,
  },
  *check(topology) {
    if (!hasPersistentChat(topology)) return;
    for (const { database, logShipping } of shipments(topology)) {
      if (database.name.toLowerCase() !== "mgccomp") continue;
      yield {
        at: logShipping.at,
        message: "The compliance database is log shipped.",
        hint: "Write logShipping: none, and a backupStore for the other data centre.",
      };
    }
  },
};
