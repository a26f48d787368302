import { hasPersistentChat, shipments } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l47: Rule = {
  code: "L47",
  name: "backup-store",
  severity: "warning",
  title: "Persistent Chat with compliance and disaster recovery has a backupStore for mgccomp",
  why: "Topology Builder asks for a backup compliance store, and compliance goes on there after a disaster.",
  hint: "Add backupStore: { server: …, mirror: { server: … } } with servers of the other data centre.",
  source: "Skype/SfbServer/help-topics/help-topobld/persistent-chat-general-settings-expander.md",
  example: {
    before: `
      platform: skype-for-business-2015
      databases:
        mgccomp:
          mirroring: { principal: sql-a1, mirror: sql-a2 }
          backupStore: none
    `,
    after: `
      platform: skype-for-business-2015
      databases:
        mgccomp:
          mirroring: { principal: sql-a1, mirror: sql-a2 }
          backupStore: { server: sql-b1, mirror: { server: sql-b2 } }
    `,
  },
  *check(topology) {
    if (!hasPersistentChat(topology)) return;
    const isCompliance = (name: string): boolean => name.toLowerCase() === "mgccomp";
    if (!shipments(topology).some(({ database }) => !isCompliance(database.name))) return;
    for (const database of topology.databases) {
      if (!isCompliance(database.name) || database.backupStore) continue;
      yield {
        at: database.at,
        message: "There is no backupStore, though the pool has disaster recovery.",
        hint: "Add backupStore: { server: … }, a server of the other data centre, with its mirror.",
      };
    }
  },
};
