import { sameSite } from "../../model/host.ts";
import { hasPersistentChat, shippings } from "../../model/roles.ts";
import type { Server, Topology } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

interface Demand {
  readonly server: Server;
  readonly role: string;
  readonly other: Server;
  readonly together: boolean;
}

/**
 * Who has to be in one data centre with whom, and who apart; the server to move first. In high-performance mode, which the Skype
 * platforms do not have, nothing waits for the mirror: far away is where it is of use (Database Mirroring Operating Modes).
 */
function* demands(topology: Topology): Iterable<Demand> {
  for (const { mirroring } of topology.databases) {
    if (mirroring && mirroring.mode !== "high-performance")
      yield { server: mirroring.mirror, role: "mirror", other: mirroring.principal, together: true };
  }
  for (const { database, logShipping, secondary } of shippings(topology)) {
    yield { server: secondary.server, role: "secondary", other: logShipping.primary, together: false };
    if (!secondary.mirror || database.mirroring?.mode === "high-performance") continue;
    yield { server: secondary.mirror.server, role: "secondary's mirror", other: secondary.server, together: true };
  }
  for (const { mirroring, backupStore } of topology.databases) {
    if (!backupStore) continue;
    const { server, mirror } = backupStore;
    if (mirroring) yield { server, role: "backup store", other: mirroring.principal, together: false };
    if (mirror) yield { server: mirror, role: "backup store's mirror", other: server, together: true };
  }
}

export const l24: Rule = {
  code: "L24",
  name: "sites",
  severity: "error",
  also: "warning",
  title:
    "A high-safety mirror is in its principal's data centre, a secondary in another; on plain SQL Server that is advice",
  why:
    "In high-safety mode every commit waits for the mirror, far away for a long time. Log shipping serves when a data centre is lost: a copy " +
    "in the same place is lost with it.",
  hint: "Use a server in the right data centre, or correct its site.",
  source: "Skype/SfbServer/plan-your-deployment/persistent-chat-server/high-availability-and-disaster-recovery.md",
  example: {
    before: `
      servers:
        sql-a1: { site: redmond }   # the primary
        sql-b1: { site: redmond }   # its secondary
    `,
    after: `
      servers:
        sql-a1: { site: redmond }   # the primary
        sql-b1: { site: dublin }   # its secondary
    `,
  },
  *check(topology) {
    const told = new Set<Server>();
    for (const { server, role, other, together } of demands(topology)) {
      if (server === other || sameSite(server.site, other.site) === together) continue;
      // A server that has to move takes its mirror's place along.
      if (told.has(server) || told.has(other)) continue;
      told.add(server);
      if (hasPersistentChat(topology)) {
        yield {
          at: `${server.at}/site`,
          message: together
            ? `The ${role} is in ${server.site}, ${other.id} in ${other.site}.`
            : `The ${role} is in ${server.site}, where ${other.id} is.`,
          hint: together ? `Use a server in ${other.site}.` : `Use a server in another data centre than ${other.site}.`,
        };
        continue;
      }
      yield {
        at: `${server.at}/site`,
        severity: "warning",
        message: together
          ? `The ${role} is in ${server.site}: each commit on ${other.id} in ${other.site} waits for it.`
          : `The ${role} is in ${server.site}, and is lost together with ${other.id}.`,
        hint: together
          ? `Use a server in ${other.site}; or write mode: high-performance, where the edition has it.`
          : `Use a server in another data centre than ${other.site}.`,
      };
    }
  },
};
