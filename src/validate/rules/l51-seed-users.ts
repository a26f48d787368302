import { hasPersistentChat } from "../../model/roles.ts";
import { seedUsers } from "../../model/seeds.ts";
import type { LogShipping, Mirroring, Topology } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

/** Why a seed serves nobody. */
function reason(topology: Topology, mirroring: Mirroring | null, logShipping: LogShipping | null): string {
  if (hasPersistentChat(topology) && mirroring?.initialize === "full-backup") {
    return "Install-CsMirrorDatabase takes the mirror's own, and no secondary is made from a full backup";
  }
  if (logShipping !== null) return "its copies were restored before";
  return mirroring === null ? "it has neither mirror nor secondary" : "its mirror was restored before";
}

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
      yield {
        at: seed.at,
        message: `Nothing is made from this seed: ${reason(topology, mirroring, logShipping)}.`,
        hint: "Delete it, or write seed: none where a profile or a default has it.",
      };
    }
  },
};
