import { sameHost, sameSite } from "../../model/host.ts";
import { uncHost } from "../../model/path.ts";
import { hasPersistentChat, shipments, shippings } from "../../model/roles.ts";
import type { Server, Topology } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

/** A host of the primary's data centre that has this name, as the topology calls it. */
function lostHost(topology: Topology, primary: Server, host: string): string | null {
  const server = topology.servers.find((one) => sameSite(one.site, primary.site) && sameHost(one.host, host));
  const chat = topology.persistentChat?.servers.find(
    (one) => sameSite(one.site, primary.site) && sameHost(one.host, host),
  );
  return server?.id ?? chat?.host ?? null;
}

export const l46: Rule = {
  code: "L46",
  name: "disaster-recovery-needs",
  severity: "error",
  also: "warning",
  title:
    "Disaster recovery has what it needs: two chat servers, and a seed share that survives for the secondary's mirror",
  why: "A pool of one computer has no disaster recovery. The secondary's mirror is made when the first data centre is gone.",
  hint: "Add a chat server; give the secondary's mirror a seedShare in its own data centre.",
  source: "Skype/SfbServer/help-topics/help-topobld/define-properties-and-options-for-persistent-chat-pool.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales' }
                mirror: { server: sql-b2 }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales' }
                mirror: { server: sql-b2, seedShare: '\\\\fs2.contoso.com\\mirror-seed' }
    `,
  },
  *check(topology) {
    const { persistentChat } = topology;
    if (
      hasPersistentChat(topology) &&
      persistentChat &&
      persistentChat.servers.length < 2 &&
      shipments(topology).length > 0
    ) {
      yield {
        at: `${persistentChat.at}/servers`,
        message: `A pool with disaster recovery has ${persistentChat.servers.length} chat server.`,
        hint: "Add at least one in the other data centre, with active: false.",
      };
    }
    for (const { database, logShipping, secondary } of shippings(topology)) {
      const { mirror } = secondary;
      if (!mirror) continue;
      const site = logShipping.primary.site;
      const isApart = !sameSite(site, mirror.server.site);
      const hint = `Write seedShare: a share of ${mirror.server.site}${isApart ? `, where nothing of ${site} is needed` : ""}.`;
      if (mirror.seedShare === null) {
        yield { at: mirror.at, message: `The secondary's mirror ${mirror.server.id} has no seedShare.`, hint };
        continue;
      }
      const host = uncHost(mirror.seedShare);
      // A secondary beside its primary is L24's: no share could be right.
      if (host === null || sameSite(site, secondary.server.site)) continue;
      const lost = lostHost(topology, logShipping.primary, host);
      const own = uncHost(database.mirroring?.seedShare ?? "");
      // On plain SQL Server a host whose site nobody stated may be anywhere.
      const isDoubtful = hasPersistentChat(topology) && own !== null && sameHost(own, host);
      if (lost === null && !isDoubtful) continue;
      yield {
        at: `${mirror.at}/seedShare`,
        severity: lost === null ? "warning" : "error",
        message: lost
          ? `The seed share ${mirror.seedShare} is on ${lost} in ${site}, which is lost when it is needed.`
          : `The seed share ${mirror.seedShare} is on the host that seeds the mirror in ${site}.`,
        hint,
      };
    }
  },
};
