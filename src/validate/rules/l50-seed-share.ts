import { foldersOf, relation } from "../../model/folder.ts";
import { hasPersistentChat } from "../../model/roles.ts";
import { seedUsers } from "../../model/seeds.ts";
import type { Rule } from "../rule.ts";

export const l50: Rule = {
  code: "L50",
  name: "seed-share",
  severity: "error",
  title: "A mirror has one seed: the shared one, or on the Skype platforms the cmdlet's own",
  why:
    "A shared seed serves the mirror too, so that seedShare must not say another folder. On the Skype platforms Install-CsMirrorDatabase " +
    "takes the mirror's backups itself, in seedShare: there a shared seed is for the secondaries.",
  hint: "On plain SQL Server leave mirroring.seedShare out where seed is stated; on the Skype platforms state it beside seed.",
  source:
    "Skype/SfbServer/deploy/deploy-high-availability-and-disaster-recovery/sql-mirroring-for-high-availability.md",
  example: {
    before: `
      databases:
        Sales:
          mirroring: { seedShare: '\\\\fs1.contoso.com\\mirror-seed' }
          seed: { share: '\\\\fs1.contoso.com\\seed' }
    `,
    after: `
      databases:
        Sales:
          mirroring: { seedShare: '\\\\fs1.contoso.com\\seed' }
          seed: { share: '\\\\fs1.contoso.com\\seed' }
    `,
  },
  *check(topology) {
    const folderOf = foldersOf(topology.servers);
    for (const database of topology.databases) {
      const { mirroring, seed } = database;
      if (mirroring === null || seed === null || mirroring.initialize !== "full-backup") continue;
      if (hasPersistentChat(topology)) {
        if (mirroring.seedShare !== null) continue;
        yield {
          at: mirroring.at,
          message: "Install-CsMirrorDatabase takes the mirror's backups itself, and there is no seedShare for them.",
          hint: "Write seedShare under mirroring: a share for the cmdlet. seed is for the secondaries.",
        };
      } else if (
        mirroring.seedShare !== null &&
        seedUsers(topology.platform, database).mirror !== null &&
        relation(folderOf(mirroring.seedShare, mirroring.principal), folderOf(seed.share, mirroring.principal)) !==
          "same"
      ) {
        yield {
          at: `${mirroring.at}/seedShare`,
          message: `The mirror's seed goes to ${mirroring.seedShare} by seedShare, and to ${seed.share} by seed.`,
          hint: "Delete seedShare: the seed in seed.share serves the mirror too. For a seed of its own, write seed: none.",
        };
      }
    }
  },
};
