import { compareVersions } from "../../model/product.ts";
import { shippingPairs } from "../../model/roles.ts";
import type { Server } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

export const l06: Rule = {
  code: "L06",
  name: "secondary-not-older",
  severity: "error",
  title: "A secondary is not older than the primary and its mirror",
  why: "A backup of a newer version cannot be restored on an older one.",
  hint: "Ship to a server of the primary's version.",
  source: "docs/database-engine/log-shipping/upgrading-log-shipping-to-sql-server-2016-transact-sql.md",
  example: {
    before: `
      servers:
        sql-a1: { version: 2019 }   # the primary
        sql-b1: { version: 2017 }   # its secondary
    `,
    after: `
      servers:
        sql-a1: { version: 2019 }   # the primary
        sql-b1: { version: 2019 }   # its secondary
    `,
  },
  *check(topology) {
    const told = new Set<Server>();
    for (const { primary, secondary } of shippingPairs(topology)) {
      if (told.has(secondary) || compareVersions(secondary.version, primary.version) >= 0) continue;
      told.add(secondary);
      yield {
        at: `${secondary.at}/version`,
        message: `The secondary is SQL Server ${secondary.version}, older than ${primary.id} with ${primary.version}.`,
        hint: "Ship to a server of the primary's version.",
      };
    }
  },
};
