import { shippings } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l41: Rule = {
  code: "L41",
  name: "standby-users",
  severity: "warning",
  title: "A standby secondary disconnects its users for a restore",
  why: "A restore needs the database for itself: while a session is open, it fails with 3101 and the secondary falls behind.",
  hint: "Add disconnectUsers: true, or restore when nobody reads.",
  source: "docs/relational-databases/system-stored-procedures/sp-add-log-shipping-secondary-database-transact-sql.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales' }
                restore: { mode: standby }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales' }
                restore: { mode: standby, disconnectUsers: true }
    `,
  },
  *check(topology) {
    for (const { secondary } of shippings(topology)) {
      const { at, mode, disconnectUsers } = secondary.restore;
      if (mode !== "standby" || disconnectUsers) continue;
      yield {
        at: `${at}/mode`,
        message: `An open session on ${secondary.database} of ${secondary.server.id} blocks every restore.`,
        hint: "Add disconnectUsers: true.",
      };
    }
  },
};
