import { sameHost } from "../../model/host.ts";
import { uncHost } from "../../model/path.ts";
import { shipments } from "../../model/roles.ts";
import type { Server } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

/** A host without a domain may also be the machine's own name, where the server is reached by another. */
function isMachine(server: Server, host: string): boolean {
  return server.serverName.split("\\")[0]?.toLowerCase() === host.toLowerCase();
}

export const l04: Rule = {
  code: "L04",
  name: "share-host",
  severity: "warning",
  title: "The backup share is on none of the primary, its mirror and the secondaries",
  why: "Backups on the server that is lost are lost with it; on a file server of its own they outlive any one of the three.",
  hint: "Move the share to a file server that is none of the SQL Servers.",
  source: "docs/database-engine/database-mirroring/database-mirroring-and-log-shipping-sql-server.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            backup: { share: '\\\\sqla1.contoso.com\\logship\\Sales' }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship\\Sales' }
    `,
  },
  *check(topology) {
    for (const { logShipping, primaries } of shipments(topology)) {
      const { share, at } = logShipping.backup;
      const host = uncHost(share);
      if (host === null) continue;
      const servers = [...primaries.map((part) => part.server), ...logShipping.secondaries.map((one) => one.server)];
      const server = servers.find((one) => sameHost(one.host, host) || isMachine(one, host));
      if (server === undefined) continue;
      yield {
        at: `${at}/share`,
        message: `The backup share ${share} is on the host of ${server.id}.`,
        hint: "Use a share on a file server that is none of the SQL Servers.",
      };
    }
  },
};
