import { sameHost, sameSite } from "../../model/host.ts";
import { uncHost } from "../../model/path.ts";
import { hasPersistentChat, type Shipping, shipments, shippings } from "../../model/roles.ts";
import { shareSite } from "../../model/shares.ts";
import type { Topology } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

/** Whether a share survives the data centre of the primary, so that the secondary's mirror can be made from it. */
function* seedShare(
  topology: Topology,
  { database, logShipping, secondary }: Shipping,
  share: string,
): Iterable<Finding> {
  const { mirror, server } = secondary;
  const host = uncHost(share);
  const lost = logShipping.primary.site;
  // A secondary beside its primary is L24's: no share could be right.
  if (mirror === null || host === null || sameSite(lost, server.site)) return;
  const at = `${mirror.at}/seedShare`;
  const own = mirror.server.site;
  const hint = `Write seedShare: a share of ${own}, where nothing of ${lost} is needed`;
  const place = shareSite(topology, share);
  if (place !== null && sameSite(place.site, lost)) {
    const on = place.host === null ? "" : `on ${place.host} `;
    yield {
      at,
      message: `The seed share ${share} is ${on}in ${lost}, which is lost when it is needed.`,
      hint: `${hint}.`,
    };
    return;
  }
  // On plain SQL Server a share may be anywhere but there, and nobody has to say where.
  if (!hasPersistentChat(topology)) return;
  if (place === null) {
    const seed = uncHost(database.mirroring?.seedShare ?? "");
    const doubt =
      seed !== null && sameHost(seed, host)
        ? `is on the host that seeds the mirror in ${lost}`
        : "may be in any data centre, for nobody says where";
    yield {
      at,
      severity: "warning",
      message: `The seed share ${share} ${doubt}.`,
      hint: `${hint}; and where its file server stands, at the top: shares: { '${share}': { site: ${own} } }`,
    };
  } else if (!sameSite(place.site, own)) {
    const message = `The seed share ${share} is in ${place.site}, the secondary's mirror ${mirror.server.id} in ${own}.`;
    yield {
      at,
      severity: "warning",
      message,
      hint: `Write seedShare: a share of ${own}, or correct its site under shares.`,
    };
  }
}

export const l46: Rule = {
  code: "L46",
  name: "disaster-recovery-needs",
  severity: "error",
  also: "warning",
  title:
    "Disaster recovery has what it needs: two chat servers, and a seed share that survives for the secondary's mirror",
  why: "A pool of one computer has no disaster recovery. The secondary's mirror is made when the first data centre is gone.",
  hint: "Add a chat server; give the secondary's mirror a seedShare in its own data centre, and state that under shares.",
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
    for (const shipping of shippings(topology)) {
      const { mirror } = shipping.secondary;
      if (mirror === null) continue;
      if (mirror.seedShare === null) {
        yield {
          at: mirror.at,
          message: `The secondary's mirror ${mirror.server.id} has no seedShare.`,
          hint: `Write seedShare: a share of ${mirror.server.site}.`,
        };
        continue;
      }
      yield* seedShare(topology, shipping, mirror.seedShare);
    }
  },
};
