import { hasPersistentChat, shipments } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l19: Rule = {
  code: "L19",
  severity: "error",
  title: "The compliance database mgccomp is not log shipped",
  why: "It is mirrored only and is left out of a disaster failover: a shipped copy would never be brought up.",
  hint: "Write logShipping: none for mgccomp, and a backupStore.",
  source: "Skype/SfbServer/manage/persistent-chat/high-availability-and-disaster-recovery.md",
  *check(topology) {
    if (!hasPersistentChat(topology)) return;
    for (const { database, logShipping } of shipments(topology)) {
      if (database.name.toLowerCase() !== "mgccomp") continue;
      yield {
        at: logShipping.at,
        message: `${database.name}, the compliance database, is log shipped.`,
        hint: "Write logShipping: none, and a backupStore for the other data centre.",
      };
    }
  },
};
