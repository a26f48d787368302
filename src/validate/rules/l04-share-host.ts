import { engineAccountKind } from "../../model/account.ts";
import { isHostOf } from "../../model/host.ts";
import { uncHost } from "../../model/path.ts";
import { shipments } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l04: Rule = {
  code: "L04",
  name: "share-host",
  severity: "warning",
  title: "The backup share is on none of the primary, its mirror and the secondaries",
  why:
    "Backups on the server that is lost are lost with it; on a file server of its own they outlive any one of the three. An engine under " +
    "LocalSystem has to back up to its own computer all the same (L03), which this rule then says nothing of.",
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
    for (const { database, logShipping, primaries } of shipments(topology)) {
      const { share, at } = logShipping.backup;
      const host = uncHost(share);
      if (host === null) continue;
      // A lone engine under LocalSystem has to back up to its own computer (L03): there is no other share for it.
      const free = primaries.filter(({ server }) => database.mirroring || engineAccountKind(server) !== "local-system");
      const servers = [...free, ...logShipping.secondaries].map((one) => one.server);
      const server = servers.find((one) => isHostOf(one, host));
      if (server === undefined) continue;
      yield {
        at: `${at}/share`,
        message: `The backup share ${share} is on the host of ${server.id}.`,
        hint: "Use a share on a file server that is none of the SQL Servers.",
      };
    }
  },
};
