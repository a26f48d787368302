import { hasPersistentChat, shippings } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l17: Rule = {
  code: "L17",
  name: "persistent-chat-restore",
  severity: "error",
  title: "Persistent Chat restores with no-recovery, without a delay, under the database's own name",
  why: "The page that configures disaster recovery for Persistent Chat demands No recovery mode and 0 minutes, for the same database.",
  hint: "Leave restore.mode, restore.delay and the secondary's database out.",
  source: "Skype/SfbServer/deploy/deploy-persistent-chat-server/configure-hadr-for-persistent-chat.md",
  example: {
    before: `
      platform: skype-for-business-2015
      databases:
        mgc:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\mgc' }
                restore: { mode: standby, disconnectUsers: true }
    `,
    after: `
      platform: skype-for-business-2015
      databases:
        mgc:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\mgc' }
                restore: { mode: no-recovery }
    `,
  },
  *check(topology) {
    if (!hasPersistentChat(topology)) return;
    for (const { database, secondary } of shippings(topology)) {
      const { restore } = secondary;
      if (restore.mode !== "no-recovery") {
        yield {
          at: `${restore.at}/mode`,
          message: `A database of Persistent Chat is restored with ${restore.mode}.`,
          hint: "Write mode: no-recovery, or leave it out.",
        };
      }
      if (restore.delay.seconds > 0) {
        yield {
          at: `${restore.at}/delay`,
          message: `A database of Persistent Chat is restored with a delay of ${restore.delay.text}.`,
          hint: "Write delay: 0m, or leave it out.",
        };
      }
      if (secondary.database.toLowerCase() !== database.name.toLowerCase()) {
        yield {
          at: `${secondary.at}/database`,
          message: `A database of Persistent Chat is called ${secondary.database} on the secondary.`,
          hint: "Leave database out: the pool looks for it under its own name.",
        };
      }
    }
  },
};
