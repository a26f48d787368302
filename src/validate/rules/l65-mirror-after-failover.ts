import { hasPersistentChat, shipments } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l65: Rule = {
  code: "L65",
  name: "mirror-after-failover",
  severity: "warning",
  title: "On the Skype platforms a shipped database has a secondary with a mirror of its own",
  why:
    "The page asks for an instance that mirrors the secondary, in its data centre. Without one Install-CsMirrorDatabase has no server to use after a " +
    "failover of the site, and the pool runs on a single copy until the first data centre is back.",
  hint: "Add mirror: { server: …, seedShare: … } to the secondary, both of its data centre; on plain SQL Server nobody asks for it.",
  source: "Skype/SfbServer/plan-your-deployment/persistent-chat-server/high-availability-and-disaster-recovery.md",
  example: {
    before: `
      platform: skype-for-business-2015
      databases:
        mgc:
          logShipping:
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip' } }
    `,
    after: `
      platform: skype-for-business-2015
      databases:
        mgc:
          logShipping:
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip' }, mirror: { server: sql-b2, seedShare: '\\\\fs2.contoso.com\\seed' } }
    `,
  },
  *check(topology) {
    if (!hasPersistentChat(topology)) return;
    for (const { database, logShipping } of shipments(topology)) {
      // That it is shipped at all is L19's.
      if (database.name.toLowerCase() === "mgccomp") continue;
      const { secondaries } = logShipping;
      const [first] = secondaries;
      // Topology Builder has one backup store: of several secondaries the one that has a mirror.
      if (first === undefined || secondaries.some(({ mirror }) => mirror !== null)) continue;
      const { id, site } = first.server;
      yield {
        at: first.at,
        message: `The secondary ${id} has no mirror: after a failover of the site nothing mirrors the database.`,
        hint: `Add mirror: { server: …, seedShare: … }, a server and a share of ${site}.`,
      };
    }
  },
};
