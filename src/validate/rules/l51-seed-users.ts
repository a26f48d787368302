import { hasPersistentChat } from "../../model/roles.ts";
import { seedUsers } from "../../model/seeds.ts";
import type { Rule } from "../rule.ts";

export const l51: Rule = {
  code: "L51",
  name: "seed-users",
  severity: "error",
  title: "A seed is stated only where a mirror or a secondary is made from it",
  why:
    "A seed that serves no copy would never be taken. Copies that were restored before need none, and on the Skype platforms the mirror's is the " +
    "cmdlet's own.",
  hint: "Delete seed, or write seed: none where a profile or a default has it.",
  source: "policy",
  example: {
    before: `
      databases:
        Stock:
          seed: { share: '\\\\fs1.contoso.com\\seed' }
          logShipping:
            primary: sql-b2
            secondaries:
              - { server: sql-a1, copy: { to: 'D:\\LogShip\\Stock' }, initialize: already-restored }
    `,
    after: `
      databases:
        Stock:
          seed: none
          logShipping:
            primary: sql-b2
            secondaries:
              - { server: sql-a1, copy: { to: 'D:\\LogShip\\Stock' }, initialize: already-restored }
    `,
  },
  *check(topology) {
    for (const database of topology.databases) {
      const { mirroring, logShipping, seed } = database;
      if (seed === null) continue;
      const users = seedUsers(topology.platform, database);
      if (users.mirror !== null || users.secondaries.length > 0) continue;
      const cmdlet = hasPersistentChat(topology) && mirroring?.initialize === "full-backup";
      yield {
        at: seed.at,
        message: cmdlet
          ? "Nothing is made from this seed: Install-CsMirrorDatabase takes the mirror's own, and no secondary is made from a full backup."
          : `Nothing is made from this seed: ${logShipping === null ? "its mirror was" : "its copies were"} restored before.`,
        hint: "Delete it, or write seed: none where a profile or a default has it.",
      };
    }
  },
};
